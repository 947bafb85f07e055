"""Tags strewn over any structure: the template is refused with a finding, or every document it gives is sound."""

import random
from typing import Any

from sferum_docs.docengine import TemplateError, check_file
from sferum_docs.docengine.compiler import build
from tests.docengine.word import p, r, table, word

OPENINGS = (
    "{% if да %}", "{% if нет %}", "{% for x in л %}", "{%p if да %}", "{%p for x in л %}", "{%tr for x in л %}",
    "{%tr if нет %}", "{%tc for x in л %}",
)  # fmt: skip
MIDDLES = ("{% else %}", "{% elif нет %}", "{%tr else %}")
MARK = '<w:bookmarkStart w:id="{0}" w:name="п_{0}"/>{1}<w:bookmarkEnd w:id="{0}"/>'
DATA: list[dict[str, Any]] = [
    {"да": yes, "нет": not yes, "л": ["я"] * items, "имя": "И"} for yes in (True, False) for items in (0, 1, 3)
]


class Author:
    """Writes files at random, mostly closing what was opened."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- the same files in every run
        self.open: list[str] = []
        self.marks = 0

    def tag(self) -> str:
        """Give a tag or a word."""
        chance = self.chance.random()
        if chance < 0.35:
            self.open.append(self.chance.choice(OPENINGS))
            return self.open[-1]
        if chance < 0.7 and self.open:
            opened = self.open.pop()
            marker = opened[2:4].strip() if opened[2] in "pt" else ""
            return f"{{%{marker} end{'if' if 'if' in opened else 'for'} %}}"
        if chance < 0.75:
            return self.chance.choice(MIDDLES)
        return self.chance.choice(("слово", "{{ имя }}", "{# нет #}", ""))

    def paragraph(self) -> str:
        """Give a paragraph of one to three tags, now and then cut, under a bookmark or with a page break."""
        runs = [r(self.tag()) for _ in range(self.chance.choice((1, 1, 1, 2, 3)))]
        if self.chance.random() < 0.2:
            self.marks += 1
            runs = [MARK.format(self.marks, "".join(runs))]
        if self.chance.random() < 0.1:
            runs.append('<w:r><w:br w:type="page"/></w:r>')
        return p(*runs)

    def table(self, depth: int) -> str:
        """Give a table, its cells with paragraphs and tables."""
        columns = self.chance.choice((1, 2, 3))
        rows = [[self.content(depth + 1) for _ in range(columns)] for _ in range(self.chance.choice((1, 3, 4)))]
        return table(rows)

    def content(self, depth: int) -> str:
        """Give the content of a cell."""
        made = [self.paragraph() for _ in range(self.chance.choice((1, 1, 2)))]
        if depth < 3 and self.chance.random() < 0.1:
            made.insert(0, self.table(depth))
        return "".join(made)

    def file(self) -> bytes:
        """Give a file that closes most of what it opened."""
        blocks = [
            self.table(1) if self.chance.random() < 0.3 else self.paragraph()
            for _ in range(self.chance.choice((1, 3, 6)))
        ]
        while self.open:
            opened = self.open.pop()
            blocks.append(p(f"{{% end{'if' if 'if' in opened else 'for'} %}}"))
        return word(*blocks)


def test_tags_anywhere_give_a_finding_or_sound_documents() -> None:
    accepted = 0
    for seed in range(700):
        data = Author(seed).file()
        try:
            template = build(data)
        except TemplateError as error:
            codes = {item.code for item in error.findings}
            assert not codes & {"trial-broken", "trial-lost", "tag-left", "cell-without-paragraph"}, (seed, codes)
            continue
        accepted += 1
        for context in DATA:
            assert check_file(template.render(context)) == [], seed
    assert accepted > 60

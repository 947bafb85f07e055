"""The page of links for the subsection «Документы»: whole, and as a fragment to be put into a page of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sferum_docs.reading.typography import no_break, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# local acts first, then what orders: the subsection «Документы» names local acts and no orders (приказ Рособрнадзора от
# 04.08.2023 № 1493); those that it names by their matter stand before all others, in its order
_GROUPS = (
    ("Локальные нормативные акты", ("порядок", "положение", "правила", "регламент", "памятка")),
    ("Приказы", ("приказ", "распоряжение")),
)
_MATTERS = (
    r"внутренн\w+ распорядк\w+ (?:об)?уча|внутренн\w+ распорядк\w+ воспит",
    r"внутренн\w+ трудов\w+ распорядк",
    r"при[её]м\w* (?:на обучение|(?:об)?уча|граждан|детей|воспит)|правил\w* при[её]ма",
    r"режим\w* занятий",
    r"(?:текущ\w+ контрол|промежуточн\w+ аттестац)",
    r"перевод\w*,? .{0,40}(?:отчислени|восстановлени)|отчислени\w* .{0,40}восстановлени",
    r"(?:возникновени|приостановлени)\w+ .{0,60}отношений",
)
_NAMED = tuple(re.compile(matter, re.IGNORECASE) for matter in _MATTERS)
_OTHERS = "Другие документы"
_KB = 1024
_LOOK = "body{font:1rem/1.5 sans-serif;max-width:50rem;margin:0 auto;padding:1rem}li{margin:.5rem 0}"


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of the site: its name there, what it is, how large."""

    name: str
    kind: str
    number: str
    day: date
    title: str
    size: int

    @property
    def words(self) -> str:
        """The words of its link."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} от {self.day:%d.%m.%Y} № {self.number} {quoted(self.title)}"

    @property
    def group(self) -> int:
        """Which group it stands in."""
        return next((at for at, (_title, kinds) in enumerate(_GROUPS) if self.kind.lower() in kinds), len(_GROUPS))

    @property
    def matter(self) -> int:
        """Where the subsection names its matter; those that it does not name stand behind."""
        return next((at for at, pattern in enumerate(_NAMED) if pattern.search(self.title)), len(_NAMED))


def in_order(files: Sequence[PublicFile]) -> tuple[PublicFile, ...]:
    """As the page shows them: by groups, local acts by their matter, then the newest first."""
    known = {file.name: (file.group, 0 if file.group else file.matter) for file in files}
    return tuple(sorted(files, key=lambda file: (*known[file.name], -file.day.toordinal(), file.number)))


def fragment(files: Sequence[PublicFile]) -> str:
    """Headings and lists of links, nothing else."""
    titles = [title for title, _kinds in _GROUPS] + [_OTHERS]
    parts = []
    for at, title in enumerate(titles):
        items = [_item(file) for file in in_order(files) if file.group == at]
        if items:
            parts.append(f"<h2>{escape(title)}</h2>\n<ul>\n" + "\n".join(items) + "\n</ul>")
    return "\n".join(parts) + "\n"


def whole_page(school: str, files: Sequence[PublicFile]) -> str:
    """The fragment as a page of its own."""
    title = no_break(f"Документы — {school}")
    return (
        '<!doctype html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_LOOK}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n{fragment(files)}"
        "</main>\n</body>\n</html>\n"
    )


def _item(file: PublicFile) -> str:
    ending = file.name.rpartition(".")[2].upper()
    size = f"{max(1, round(file.size / _KB))}\N{NO-BREAK SPACE}КБ"
    return f'<li><a href="{escape(file.name, quote=True)}">{escape(no_break(file.words))} ({ending}, {size})</a></li>'

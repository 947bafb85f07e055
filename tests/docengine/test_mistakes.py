"""Every mistake of the table is found at its place, with a sentence and a way out; correct templates give none."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sferum_docs.docengine import inspect_template
from tests.docengine.vocabularies import VOCABULARY
from tests.docengine.word import Block, word

with Path(__file__).with_name("mistakes.toml").open("rb") as _file:
    MISTAKES: list[dict[str, Any]] = tomllib.load(_file)["mistake"]


def built(mistake: dict[str, Any]) -> bytes:
    """Build the file of one row of the table; a tag of the file is as long as LONG says."""
    blocks: list[Block] = [text.replace("LONG", "я" * 700) for text in mistake["text"]]
    if "rows" in mistake:
        rows = [[cell.strip().replace(" / ", "\n") for cell in row.split("|")] for row in mistake["rows"]]
        blocks.append(rows)
    named = {"header1": "header", "footnotes": "footnotes", "comments": "comments"}
    return word(
        *blocks,
        more=None,
        **{part: f"<w:p><w:r><w:t>{mistake[key]}</w:t></w:r></w:p>" for part, key in named.items() if key in mistake},
    )


def test_the_table_holds_at_least_eighty_mistakes() -> None:
    assert len(MISTAKES) >= 80
    assert len({item["name"] for item in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda item: item["name"])
def test_a_mistake_is_found_at_its_place(mistake: dict[str, Any]) -> None:
    findings = inspect_template(built(mistake), VOCABULARY)
    found = [item for item in findings if item.code == mistake["code"]]
    assert found, [item.message() for item in findings]
    first = found[0]
    assert first.part == mistake.get("part", "document")
    assert not mistake.get("at") or first.place.paragraph == mistake["at"]
    assert not mistake.get("cell") or tuple(mistake["cell"]) in first.place.cells
    assert mistake.get("hint", "") in first.hint
    assert "{hint}" not in first.message()
    assert any("а" <= letter <= "я" for letter in first.message())


CORRECT: list[list[Block]] = [
    ["{{ школа.имя }}", "{{ директор.фио|дательный }}", "{{ число|слово(“чат”) }}", "{{ число|слово(«чат») }}"],
    ["{% if да %}", "x", "{% elif нет and число > 5 %}", "y", "{% else %}", "z", "{% endif %}"],
    ["{% for с in сотрудники %}{{ с.фио }}{% for к in с.классы %}{{ к }}{% endfor %}{% else %}нет{% endfor %}"],
    [[["№", "имя"], ["{%tr for с in сотрудники %}", ""], ["{{ loop.index }}", "{{ с.фио }}"], ["{%tr endfor %}", ""]]],
    ["Ссылка на набор {1, 2, 3} и «кавычки» — не тег", "50 % и {}", "a } b { c"],
    ["{{ 'да' if да else 'нет' }}", "{{ школа.имя if школа.имя is defined }}", "{# слово #}"],
]  # fmt: skip


@pytest.mark.parametrize("blocks", CORRECT)
def test_a_correct_template_gives_no_finding(blocks: list[Block]) -> None:
    assert inspect_template(word(*blocks), VOCABULARY) == []


def test_all_mistakes_of_all_parts_are_told_in_one_pass() -> None:
    data = word("{{ чужое }}", "{% if да %}", [["{{ школа.имяя }}"]], header1="{{ другое }}", footer1="{{ ещё|хм }}")
    codes = sorted((item.part, item.code) for item in inspect_template(data, VOCABULARY))
    assert codes == [
        ("document", "block-unclosed"),
        ("document", "unknown-name"),
        ("document", "unknown-name"),
        ("footer1", "unknown-filter"),
        ("footer1", "unknown-name"),
        ("header1", "unknown-name"),
    ]

"""The same template and data through docxtpl: the same paragraphs and tables, or the difference with its reason."""

import importlib
import io
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest

from sferum_docs.docengine import check_file, compile_template, plain_text
from tests.docengine.word import Block, p, r, word

DATA: dict[str, Any] = {
    "имя": "СОШ № 1", "и": "Рога & Копыта <1>", "да": True, "нет": False, "n": 5, "пусто": [],
    "люди": [{"фио": "Омарова", "пост": "учитель"}, {"фио": "Петров", "пост": "методист"}],
    "отделы": [{"имя": "А", "люди": ["а", "б"]}, {"имя": "Б", "люди": []}], "л": ["а", "б", "в"], "строки": "а\nб\tв",
    "ничего": None, "цвет": "FFEE00",
}  # fmt: skip
ROWS = [["№", "ФИО"], ["{%tr for с in люди %}", ""], ["{{ loop.index }}", "{{ с.фио }}"], ["{%tr endfor %}", ""]]

SAME: dict[str, list[Block]] = {
    "значение": ["Школа {{ имя }}."],
    "значение со знаками разметки": ["{{ и }}"],
    "тег, разорванный на части": [p(r("{{ ", "<w:b/>"), r("им"), r("я }}", "<w:i/>"), r("!"))],
    "условие в абзаце": ["до {% if да %}да{% else %}нет{% endif %} после"],
    "elif": ["{% if нет %}а{% elif n > 4 %}б{% else %}в{% endif %}"],
    "условие на абзац": ["а", "{%p if нет %}", "б", "{%p else %}", "в", "{%p endif %}", "г"],
    "цикл в абзаце": ["{% for x in л %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}"],
    "цикл на абзацы": ["{%p for x in л %}", "{{ loop.index }}. {{ x }}", "{%p endfor %}", "конец"],
    "цикл без строк": ["а", "{%p for x in пусто %}", "{{ x }}", "{%p else %}", "никого", "{%p endfor %}"],
    "вложенный цикл": [
        "{%p for о in отделы %}", "{{ о.имя }}", "{%p for x in о.люди %}", "- {{ x }}", "{%p endfor %}",
        "{%p endfor %}",
    ],
    "строки таблицы": [ROWS],
    "условие на строку": [[["{%tr if нет %}"], ["а"], ["{%tr else %}"], ["б"], ["{%tr endif %}"]]],
    "ячейки": [[["{%tc for x in л %}", "{{ x }}", "{%tc endfor %}", "конец"]]],
    "условие на часть строки": [p("а {%r if да %}", r("б", "<w:b/>"), "{%r endif %} в")],
    "примечание в абзаце": ["до{# слово #}после"],
    "примечание на абзац": ["а", "{#p слово #}", "б"],
    "сравнения": ["{{ 'да' if n >= 5 and n != 6 and not нет else 'нет' }}{% if n in (4, 5) %}!{% endif %}"],
    "is defined": ["{% if чужое is defined %}а{% else %}б{% endif %}"],
    "фильтры": ["{{ имя|upper }} {{ имя|lower }} {{ л|join('; ') }} {{ л|length }}"],
    "заливка ячейки": [[["{% cellbg цвет %}а", "б"]]],
    "столбцы ячейки": [[["{% colspan 2 %}а"], ["б", "в"]]],
    "таблица в условии": ["{%p if да %}", [["а"]], "{%p endif %}", "конец"],
    "таблица в цикле": ["{%p for x in л %}", [["{{ x }}"]], "", "{%p endfor %}"],
}  # fmt: skip

# Ours is right: name → template, our paragraphs, docxtpl's (None: it fails or writes a damaged file), the reason.
OTHER: dict[str, tuple[list[Block], tuple[str, ...], tuple[str, ...] | None, str]] = {
    "None": (["[{{ ничего }}]"], ("[]",), ("[None]",), "«None» is no word of an order"),
    "да/нет": (["{{ да }}"], ("да",), ("True",), "the reader is Russian"),
    "управляющий абзац без метки": (
        ["а", "{% if да %}", "б", "{% endif %}", "в"], ("а", "б", "в"), ("а", "", "б", "", "в"),
        "a paragraph of control tags alone leaves no blank line",
    ),
    "примечание в своём абзаце": (
        ["а", "{# слово #}", "б"], ("а", "б"), ("а", "", "б"), "a comment leaves no blank line",
    ),
    "строка без метки": (
        [[["{% for с in люди %}", ""], ["{{ с.фио }}", ""], ["{% endfor %}", ""]]], ("Омарова", "", "Петров", ""),
        ("", "", "Омарова", "", "", "", "Петров", "", "", ""), "a row of control tags alone leaves no blank row",
    ),
    "пустая ячейка": (
        [[["{%p if нет %}\nтекст\n{%p endif %}", "б"]]], ("", "б"), ("б",), "a cell without a paragraph is damaged",
    ),
    "таблица без строк": (
        ["а", [["{%tr for с in пусто %}"], ["{{ с }}"], ["{%tr endfor %}"]], "б"], ("а", "б"), ("а", "б"),
        "a table without rows is damaged; the texts are the same, the table is gone",
    ),
    "вертикальное слияние": (
        [[["{%tr for x in л %}", ""], ["{% vm %}общее", "{{ x }}"], ["{%tr endfor %}", ""]]],
        ("общее", "а", "", "б", "", "в"), ("общее", "а", "", "б", "", "в"), "the same",
    ),
    "кавычки Word": (["{{ л|join(“; ”) }}"], ("а; б; в",), ("а; б; в",), "the same"),
    "кавычки-ёлочки": (["{{ л|join(«; ») }}"], ("а; б; в",), None, "quotes «» are quotes for a Russian author"),
    "имя в Word разорвано гиперссылкой": (
        [f'<w:p>{r("{{ им")}<w:hyperlink w:anchor="_top">{r("я }}")}</w:hyperlink></w:p>'], ("СОШ № 1",), ("СОШ № 1",),
        "the same",
    ),
}  # fmt: skip


def test_the_guide_lists_every_difference() -> None:
    guide = (Path(__file__).parents[2] / "docs/docxtpl.md").read_text(encoding="utf-8")
    differing = [name for name, (_blocks, _ours, _theirs, reason) in OTHER.items() if reason != "the same"]
    assert len(differing) >= 5
    assert [name for name in differing if f"| {name} |" not in guide and "the texts are the same" not in name] == []


def docxtpl() -> ModuleType:
    """Give docxtpl; without it the test is skipped by name, and fails where everything must be there."""
    try:
        return importlib.import_module("docxtpl")
    except ImportError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"docxtpl: {error}")


def theirs(data: bytes) -> bytes:
    template = docxtpl().DocxTemplate(io.BytesIO(data))
    template.render(dict(DATA), autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def grids(data: bytes) -> list[list[int]]:
    """Give for every table how many cells its rows have."""
    document = docx.Document(io.BytesIO(data))
    return [[len(row._tr.tc_lst) for row in table.rows] for table in document.tables]  # noqa: SLF001 -- spans count once


@pytest.mark.parametrize("name", SAME)
def test_both_engines_give_the_same_document(name: str) -> None:
    data = word(*SAME[name])
    ours, other = compile_template(data).render(DATA), theirs(data)
    assert check_file(ours) == []
    assert plain_text(ours) == plain_text(other)
    assert grids(ours) == grids(other)


@pytest.mark.parametrize("name", OTHER)
def test_where_they_differ_ours_is_right(name: str) -> None:
    blocks, expected, foreign, reason = OTHER[name]
    data = word(*blocks)
    ours = compile_template(data).render(DATA)
    assert check_file(ours) == []
    assert plain_text(ours) == expected
    assert reason
    docxtpl()
    try:
        found = plain_text(theirs(data))
    except Exception:  # noqa: BLE001 -- whatever stops docxtpl, it gives no document
        found = None
    assert found == foreign


def test_parts_are_the_same() -> None:
    data = word("{{ имя }}", header1=p("{{ имя }}"), footer1=p("{{ имя }}"), footnotes=p("{{ имя }}"))
    ours, other = compile_template(data).render(DATA), theirs(data)
    assert plain_text(ours) == plain_text(other)

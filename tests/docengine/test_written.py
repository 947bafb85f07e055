"""What a render knows of its file is what a reading of the file tells, whatever the template and the data."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sferum_docs.docengine.template
from sferum_docs.docengine import Template, compile_template, read_finished
from sferum_docs.docengine.rich import Span
from tests.docengine.word import p, r, word

_VALUES = ("", "слово", "Рога & «Копыта» <5>", "а\nб\tв", "{{ 6*7 }}", "{", "}} {%", "кавычки \" и '", "&#10;", " ")
_DATA = st.fixed_dictionaries(
    {
        "x": st.sampled_from(_VALUES),
        "y": st.sampled_from(_VALUES),
        "да": st.booleans(),
        "л": st.lists(st.sampled_from(_VALUES), max_size=3),
    }
)


def _begin(number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="п_{number}"/>'


def _end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def _blocks(shapes: list[str]) -> list[str | list[list[str]]]:
    """Blocks of every sort, the bookmarks numbered by their place."""
    found: list[str | list[list[str]]] = []
    for number, shape in enumerate(shapes):
        start, end = _begin(number), _end(number)
        of_shape: dict[str, list[str | list[list[str]]]] = {
            "plain": ["просто {{ x }}"],
            "marked": [p(start, r("слова {{ x }}"), end)],
            "part": [p(r("до "), start, r("{{ y }}"), "<w:r><w:tab/><w:br/></w:r>", end, r(" после"))],
            "several": [p(start, r("первый {{ x }}")), "средний", p(r("последний {{ y }}"), end)],
            "between": [start, "{{ x }}", "<w:p/>", end],
            "nothing": [start, end, "текст"],
            "empty": [
                p(start, end),
                "<w:p/>",
                '<w:p w:rsidR="00"><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr></w:p>',
            ],
            "branch": ["{%p if да %}", p(start, r("ветвь {{ x }}"), end), "{%p endif %}"],
            "loop": ["{%p for с in л %}", p(start, r("{{ loop.index }}) {{ с }}"), end), "{%p endfor %}"],
            "rows": [[["шапка"], ["{%tr for с in л %}"], [p(start, r("{{ с }}"), end)], ["{%tr endfor %}"]]],
            "only rows": [[["{%tr for с in л %}"], ["{{ с }}"], ["{%tr endfor %}"]]],
            "cell": [[["{% if да %}{{ x }}{% endif %}", "{%p if да %}\n{{ y }}\n{%p endif %}"]]],
            "box": [
                f"<w:p><w:r><w:pict><w:txbxContent>{p(start, r('в рамке'), end)}</w:txbxContent></w:pict></w:r></w:p>"
            ],
            "control": [f"<w:sdt><w:sdtPr/><w:sdtContent>{p(start, r('поле {{ x }}'), end)}</w:sdtContent></w:sdt>"],
            "sign": [p(start, "<w:r><w:noBreakHyphen/><w:t>{{ x }}</w:t></w:r>", end)],
        }
        found += of_shape[shape]
    return found


SHAPES = (
    "plain", "marked", "part", "several", "between", "nothing", "empty", "branch", "loop", "rows", "only rows", "cell",
    "box", "control", "sign",
)  # fmt: skip


def told_and_read(template: Template, data: dict[str, Any], *, marked: bool = False) -> tuple[object, object]:
    made = template.make(data, marked=marked)
    assert made.content == template.render(data, marked=marked)
    return made.finished, read_finished(made.content)


@settings(max_examples=300, deadline=None)
@given(shapes=st.lists(st.sampled_from(SHAPES), min_size=1, max_size=6), data=_DATA, marked=st.booleans())
def test_what_is_told_is_what_is_read(shapes: list[str], data: dict[str, Any], marked: bool) -> None:
    template = compile_template(
        word(*_blocks(shapes), header1="{{ x }} наверху", footer1=p(_begin(99), r("внизу"), _end(99)))
    )
    told, read = told_and_read(template, data, marked=marked)
    assert told == read


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in {"box", "control"}])
def test_a_plain_document_is_not_read_again(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    template = compile_template(word(*_blocks([shape])))
    monkeypatch.setattr(sferum_docs.docengine.template, "read_finished", pytest.fail)
    made = template.make({"x": "слово", "y": "слово", "да": True, "л": ["раз", "два"]})
    assert made.finished.findings == ()


def test_a_value_with_formatting_of_its_own_is_read() -> None:
    template = compile_template(word("{{r x }}", *_blocks(["marked"])))
    told, read = told_and_read(template, {"x": Span("жирно", bold=True), "y": "", "да": True, "л": []})
    assert told == read


def test_a_brace_typed_into_the_data_is_still_told() -> None:
    made = compile_template(word("{{ x }}")).make({"x": "{{ 6*7 }}"})
    assert [item.code for item in made.finished.findings] == ["tag-left"]

"""A template and data give the document a reader expects."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
from typing import Any

import pytest

from sferum_docs.docengine import (
    Field,
    Filter,
    Kind,
    TemplateError,
    Vocabulary,
    bookmarks,
    check_file,
    compile_template,
    plain_text,
)
from sferum_docs.docengine.findings import finding
from tests.docengine.word import Block, p, r, word, xml_of

STAFF = [{"фио": "Омарова З. И.", "пост": "методист"}, {"фио": "Петров П. П.", "пост": "учитель"}]
DATA: dict[str, Any] = {
    "школа": {"имя": "Рога & Копыта <1>", "директор": {"фио": "Иванов"}},
    "сотрудники": STAFF,
    "пусто": [],
    "да": True,
    "нет": False,
    "число": 5,
    "дата": dt.date(2023, 10, 20),
    "ничего": None,
    "классы": ["1а", "2б"],
    "отделы": [{"имя": "А", "люди": ["x", "y"]}, {"имя": "Б", "люди": ["z"]}],
}


def shown(*blocks: Block, **named: Block) -> list[str]:
    """Render and give the paragraphs, after the check of the whole file."""
    out = compile_template(word(*blocks, more=None, **named)).render(DATA)
    assert check_file(out) == []
    return list(plain_text(out))


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ школа.имя }}", "Рога & Копыта <1>"),
        ("{{школа.директор.фио}}", "Иванов"),
        ("{{ число }}", "5"),
        ("{{ да }} {{ нет }}", "да нет"),
        ("{{ дата }}", "20.10.2023"),
        ("[{{ ничего }}]", "[]"),
        ("{{ 'а' if да else 'б' }}", "а"),
        ("{{ 'а' if нет }}", ""),
        ("{{ сотрудники|length }}", "2"),
        ("{{ классы|join('; ') }}", "1а; 2б"),
        ("{{ классы|join(“; ”) }}", "1а; 2б"),
        ("{{ классы|join(«; ») }}", "1а; 2б"),
        ("{% if да and not нет %}а{% else %}б{% endif %}", "а"),
        ("{% if нет %}а{% elif число > 4 %}б{% else %}в{% endif %}", "б"),
        ("{% if число == 5 %}пять{% endif %}", "пять"),
        ("{% if число in (4, 5) %}есть{% endif %}", "есть"),
        ("{% if '1а' in классы %}есть{% endif %}", "есть"),
        ("{% if нечто is defined %}есть{% else %}нет{% endif %}", "нет"),
        ("{% if школа.имя is defined %}есть{% endif %}", "есть"),
        ("{% if школа.нечто is not defined %}нет{% endif %}", "нет"),
        ("{% for к in классы %}{{ к }}{% if not loop.last %}, {% endif %}{% endfor %}", "1а, 2б"),
        ("{% for к in классы %}{{ loop.revindex }}{{ к }};{% endfor %}", "21а;12б;"),
        ("{% for к in пусто %}{{ к }}{% else %}никого{% endfor %}", "никого"),
        ("{% for с in сотрудники %}{{ loop.index }}/{{ loop.length }} {{ с.фио }};{% endfor %}",
         "1/2 Омарова З. И.;2/2 Петров П. П.;"),
        ("{% for о in отделы %}{{ о.имя }}:{% for л in о.люди %}{{ л }}{{ loop.index }}{% endfor %} {% endfor %}",
         "А:x1y2 Б:z1 "),
        ("до{# примечание #}после", "допосле"),
        ("«{{ школа.директор.фио }}»", "«Иванов»"),
    ],
)  # fmt: skip
def test_a_tag_prints(tag: str, text: str) -> None:
    assert shown(p(tag), "конец") == [text, "конец"]


def test_a_tag_cut_over_runs_keeps_the_formatting_of_its_first_run() -> None:
    runs = [r("{", "<w:b/>"), '<w:proofErr w:type="spellStart"/>', r("{ школа"), r(".директор"), r(".фио }"), r("} и")]
    out = compile_template(word(p(*runs))).render(DATA)
    assert plain_text(out) == ("Иванов и",)
    assert '<w:b/></w:rPr><w:t xml:space="preserve">Иванов<' in xml_of(out)


def test_paragraphs_of_control_tags_alone_disappear_with_and_without_marker() -> None:
    assert shown("а", "{% if нет %}", "б", "{% else %}", "в", "{% endif %}", "г") == ["а", "в", "г"]
    assert shown("а", "{%p if да %}", "б", "{%p endif %}", "{# слово #}", "г") == ["а", "б", "г"]


def test_rows_repeat_with_and_without_marker() -> None:
    expected = ["№", "1", "Омарова З. И.", "2", "Петров П. П."]
    rows = [["{{ loop.index }}", "{{ с.фио }}"]]
    marked = [["№"], ["{%tr for с in сотрудники %}"], *rows, ["{%tr endfor %}"]]
    plain = [["№"], ["{% for с in сотрудники %}", ""], *rows, ["", "{% endfor %}"]]
    assert shown(marked) == expected
    assert shown(plain) == expected


def test_cells_repeat() -> None:
    assert shown([["{% for к in классы %}", "{{ к }}", "{% endfor %}", "конец"]]) == ["1а", "2б", "конец"]


def test_a_cell_left_without_paragraphs_gets_an_empty_one() -> None:
    assert shown([["{% if нет %}\nтекст\n{% endif %}", "да"]]) == ["", "да"]
    assert shown([["{% if да %}\nтекст\n{% endif %}", "да"]]) == ["текст", "да"]


def test_a_table_left_without_rows_disappears() -> None:
    out = compile_template(word("а", [["{%tr for с in пусто %}"], ["{{ с }}"], ["{%tr endfor %}"]], "б")).render(DATA)
    assert plain_text(out) == ("а", "б")
    assert "<w:tbl>" not in xml_of(out)
    assert check_file(out) == []


def test_headers_footers_and_notes_are_filled_in() -> None:
    tag = "{{ школа.директор.фио }}"
    found = shown("текст", header1=tag, footer1=tag, footnotes=p(tag), endnotes=p(tag))
    assert found == ["текст", "Иванов", "Иванов", "Иванов", "Иванов"]


def test_line_ends_and_tabs_of_a_value_become_words_own() -> None:
    out = compile_template(word("{{ x }}")).render({"x": "а\nб\tв\x00\x07г\ud800"})
    assert plain_text(out) == ("а\nб\tвг\ufffd",)
    assert "<w:br/>" in xml_of(out)


def test_the_same_data_give_the_same_bytes() -> None:
    template = word([["{%tr for с in сотрудники %}"], ["{{ с.фио }}"], ["{%tr endfor %}"]])
    sums = {hashlib.sha256(compile_template(template).render(DATA)).hexdigest() for _ in range(3)}
    assert len(sums) == 1


def mark(name: str, text: str, number: int) -> str:
    """Give a paragraph under a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return p(start, r(text), f'<w:bookmarkEnd w:id="{number}"/>')


def test_bookmarks_stay_unique_in_loops_and_go_with_their_branch() -> None:
    template = word(
        mark("п_1_1", "первый", 0),
        "{% for к in классы %}", mark("п_1_3", "класс {{ к }}", 1), "{% endfor %}",
        "{% if нет %}", mark("п_1_4", "нет", 2), "{% endif %}",
    )  # fmt: skip
    out = compile_template(template).render(DATA)
    assert check_file(out) == []
    found = [(item.name, item.paragraph, item.text) for item in bookmarks(out)]
    assert found == [("п_1_1", 1, "первый"), ("п_1_3", 2, "класс 1а"), ("п_1_3_раз2", 3, "класс 2б")]


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("{{ нет }}", {}, "no-value"),
        ("{{ а.б }}", {"а": "текст"}, "value-not-record"),
        ("{{ а }}", {"а": object()}, "context-type"),
        ("{{ а }}", {"а": 1.5}, "context-type"),
        ("{{ а }}", {"а": {"б": 1}}, "not-printable"),
        ("{% for а in б %}{% endfor %}", {"б": "текст"}, "value-not-list"),
        ("{% if а > 'б' %}{% endif %}", {"а": 1}, "not-comparable"),
    ],
)
def test_data_that_do_not_fit_are_told_with_the_tag(text: str, context: dict[str, Any], code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(word("до", text)).render(context)
    assert caught.value.code == code
    if code != "context-type":
        assert caught.value.findings[0].place.paragraph == 2
        assert caught.value.findings[0].tag


def test_nested_loops_over_long_lists_end_with_a_clear_error() -> None:
    loops = "{% for а in л %}{% for б in л %}{% for в in л %}x{% endfor %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateError) as caught:
        compile_template(word(loops)).render({"л": ["x"] * 5000})
    assert caught.value.code == "render-too-big"


def test_long_texts_multiplied_by_loops_end_with_a_clear_error() -> None:
    template = compile_template(word("{% for а in л %}{{ т }}{{r т }}{% endfor %}"))
    assert len(template.render({"л": ["x"] * 100, "т": "я" * 10_000})) > 1000
    with pytest.raises(TemplateError) as caught:
        template.render({"л": ["x"] * 20_000, "т": "я" * 1_000_000})
    assert caught.value.code == "render-too-big"
    assert caught.value.findings[0].tag == "{{ т }}"


def test_long_answers_of_filters_multiplied_by_loops_end_with_a_clear_error() -> None:
    template = compile_template(word("{% for а in л %}{% for б in л %}{{ л|join }}{% endfor %}{% endfor %}"))
    with pytest.raises(TemplateError) as caught:
        template.render({"л": ["x" * 100] * 300})
    assert caught.value.code == "render-too-big"


def test_a_template_tells_which_fields_it_needs_and_how() -> None:
    template = compile_template(word("{{ школа.имя }}", "{% if да %}{{ число }}{% endif %}",
                                     "{% for с in сотрудники %}{{ с.фио }}{% endfor %}"))  # fmt: skip
    told = {item.name: (item.always, item.uses[0].how, item.uses[0].in_loop) for item in template.fields}
    assert told == {
        "школа.имя": (True, "print", False),
        "да": (True, "condition", False),
        "число": (False, "print", False),
        "сотрудники": (True, "loop", False),
        "сотрудники.фио": (False, "print", True),
    }


def test_a_filter_is_asked_once_for_the_same_value_and_takes_values_that_cannot_be_keys() -> None:
    asked: list[object] = []

    def counted(value: object) -> str:
        asked.append(value)
        return f"{value}!"

    class Unhashable:
        __hash__ = None  # type: ignore[assignment]  # like a value that holds a dictionary

        def __str__(self) -> str:
            return "слово"

    vocabulary = Vocabulary(
        (Field("x", Kind.WORDS), Field("y", Kind.WORDS)),
        (Filter("знак", counted, frozenset({Kind.WORDS})),),
        (Unhashable,),
    )
    template = compile_template(word("{{ x|знак }} {{ x|знак }} {{ y|знак }} {{ y }}"), vocabulary)
    for _ in range(2):
        out = template.render({"x": "раз", "y": Unhashable()})
        assert plain_text(out) == ("раз! раз! слово! слово",)
    assert asked.count("раз") == 1


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, sys; from tests.docengine.test_render import DATA; from sferum_docs.docengine import *\n"
        "from tests.docengine.word import word\n"
        "data = word('{{ школа.имя }}{{r дата }}', '{% for к in классы %}', '{{ к|qr }}', '{% endfor %}')\n"
        "print(hashlib.sha256(compile_template(data).render(DATA)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_a_machine_that_is_busy_with_other_things_makes_no_template_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10**9, 3600))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    assert shown("{%p for x in классы %}", "{{ x }}", "{%p endfor %}") == ["1а", "2б"]


def test_a_render_that_works_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10**9))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(time, "thread_time", time.monotonic)
    with pytest.raises(TemplateError) as caught:
        compile_template(word("{%p for x in л %}", "{%p for y in классы %}", "{%p endfor %}", "{%p endfor %}")).render(
            {"л": ["x"] * 20, "классы": ["1а"]}
        )
    assert caught.value.code == "render-too-long"


def test_a_quick_render_asks_the_clock_of_the_processor_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a call of the system: asked with every loop, it took a tenth of an order's time."""
    asked: list[float] = []

    def clock() -> float:
        asked.append(0.0)
        return 0.0

    monkeypatch.setattr(time, "thread_time", clock)
    template = compile_template(
        word("{%p for x in л %}", "{%p for y in л %}", "{{ y }}", "{%p endfor %}", "{%p endfor %}")
    )
    asked.clear()
    template.render({"л": ["а"] * 30})
    assert len(asked) == 1


def test_a_render_stopped_for_its_length_names_no_tag_that_it_does_not_know() -> None:
    said = finding("render-too-long", "").message()
    assert "{tag}" not in said
    assert ": ." not in said
    assert "слишком долго." in said

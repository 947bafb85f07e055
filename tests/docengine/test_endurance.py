"""Long, deep and crowded files take their time in proportion, or are refused at once."""

import contextlib
import threading

import pytest

from sferum_docs.docengine import TemplateError, bookmarks, compile_template, inspect_template, read_finished
from sferum_docs.docengine.compiler import build
from tests.docengine.vocabularies import DATA, VOCABULARY
from tests.docengine.word import NS, p, pack, parts, r, word
from tests.yardstick import within

W = "word/document.xml"


def whole(body: str) -> bytes:
    """Give a file with this body."""
    return pack({**parts("x"), W: f"<w:document {NS}><w:body>{body}</w:body></w:document>".encode()})


def test_a_thousand_paragraphs_are_inspected_soon() -> None:
    lines = [
        f"{number}. {{{{ школа.имя }}}} — {{{{ директор.фио|дательный }}}} {{% if да %}}да{{% endif %}}"
        for number in range(1000)
    ]
    data = word(*lines)
    with within(25):
        assert inspect_template(data, VOCABULARY) == []


def test_a_thousand_mistakes_are_told_soon() -> None:
    data = word(*(f"{{{{ чужое_{number} }}}}" for number in range(1000)))
    with within(40):
        assert len(inspect_template(data, VOCABULARY)) == 1000


CROWDED = {
    "миллион элементов": lambda: whole("<w:p/>" * 1_000_000),
    "миллион элементов в ячейках": lambda: whole("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 300_000 + "</w:tbl>"),
    "сто тысяч атрибутов": lambda: whole("<w:p " + " ".join(f'w:a{n}="1"' for n in range(100_000)) + "/>"),
    "абзац из тегов": lambda: word("{{ x }}" * 5000),
    "абзац из кусков": lambda: whole("<w:p>" + r("{") * 20_000 + "</w:p>"),
    "скобки без конца": lambda: word("{{" * 20_000),
    "двадцать циклов один в другом": lambda: word("{% for a in b %}" * 20 + "{% endfor %}" * 20),
    "тридцать условий одно в другом": lambda: word("{% if a %}" * 30 + "x" + "{% endif %}" * 30),
    "двадцать тысяч тегов": lambda: word(*(["{{ x }}"] * 20_000)),
    "двести вложенных таблиц": lambda: whole(
        "<w:tbl><w:tr><w:tc>" * 200 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 200,
    ),
    "тысяча полей одно в другом": lambda: whole(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000)),
    "длинный текст": lambda: word("я" * 3_000_000),
}


@pytest.mark.parametrize("make", CROWDED.values(), ids=CROWDED)
def test_a_crowded_file_is_read_or_refused_soon(make: object) -> None:
    assert callable(make)
    data = make()
    with within(60), contextlib.suppress(TemplateError):
        build(data)


def test_a_template_may_be_shared_between_threads() -> None:
    rows = [["{%tr for с in сотрудники %}"], ["{{ с.фио }}"], ["{%tr endfor %}"]]
    template = compile_template(word("{{ директор.фио|дательный }}", rows), VOCABULARY)
    expected = template.render(DATA)
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.extend(template.render(DATA) for _ in range(20))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 160


FINISHED = {
    "закладки в абзаце": "<w:p>" + "".join(
        f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>' for n in range(5000)
    ) + "</w:p>",
    "закладки над абзацами": "".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(3000))
    + p(r("а")) * 3000 + "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(3000)),
    "ссылки в никуда": "".join(p(f'<w:fldSimple w:instr=" REF b{n} ">{r("а")}</w:fldSimple>') for n in range(1500)),
    "строки без слов": "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 3000 + "</w:tbl>",
}  # fmt: skip


@pytest.mark.parametrize("body", FINISHED.values(), ids=FINISHED)
def test_a_crowded_finished_file_is_checked_soon(body: str) -> None:
    """With five thousand bookmarks in a paragraph it took half a minute; 24,000 may come."""
    data = whole(body)
    with within(25):
        assert bookmarks(data) == read_finished(data).bookmarks

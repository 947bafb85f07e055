"""Whatever Word does to a tag, and whatever a value holds, the document comes out right."""

import io
import re
from itertools import pairwise
from typing import Any

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.docengine import check_file, compile_template, plain_text
from tests.docengine.vocabularies import DATA, VOCABULARY
from tests.docengine.word import p, r, word

TEXT = (
    "Назначить {{ директор.фио|дательный }}, {{ число|слово(\"чат\") }}{% if да and вид == 'класс' %} и "
    "{{ школа.имя }}{% else %}нет{% endif %}.{% for с in сотрудники %} {{ loop.index }}) {{ с.фио }}{% endfor %}"
)
EXPECTED = "Назначить Иванов И. И.+дт, 5 чат и СОШ № 1. 1) Омарова 2) Петров"
NOISE = (
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="{0}" w:name="_z{0}"/><w:bookmarkEnd w:id="{0}"/>',
    "<w:lastRenderedPageBreak/>",
)
QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("‘", "’"), ("”", "”"))
WRAPPERS = ("{}", "{}", "{}", '<w:smartTag w:element="x">{}</w:smartTag>',
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>")  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    cuts=st.sets(st.integers(1, len(TEXT) - 1), max_size=30),
    noise=st.lists(st.sampled_from(NOISE), min_size=40, max_size=40),
    quotes=st.tuples(st.sampled_from(QUOTES), st.sampled_from(QUOTES)),
    formatting=st.lists(st.sampled_from(("", "<w:b/>", "<w:i/>")), min_size=40, max_size=40),
)
def test_a_tag_cut_in_any_way_is_read_the_same(
    cuts: set[int], noise: list[str], quotes: tuple[tuple[str, str], ...], formatting: list[str]
) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[start:end] for start, end in pairwise(edges)]
    runs = []
    for number, piece in enumerate(pieces):
        text = piece.replace("'", "‹").replace('"', "›")
        runs.append(r(text, formatting[number]) + noise[number].format(number))
    made = "".join(runs)
    for mark, pair in (("‹", quotes[0]), ("›", quotes[1])):
        made = re.sub(mark, pair[0], made, count=1)
        made = re.sub(mark, pair[1], made, count=1)
    out = compile_template(word(f"<w:p>{made}</w:p>"), VOCABULARY).render(DATA)
    assert plain_text(out) == (EXPECTED,)
    assert check_file(out) == []


@settings(max_examples=120, deadline=None)
@given(cut=st.integers(3, 20), inside=st.sampled_from(WRAPPERS), outside=st.sampled_from(WRAPPERS))
def test_a_tag_half_inside_another_element_is_read_the_same(cut: int, inside: str, outside: str) -> None:
    tag = "{{ директор.фио|дательный }}"
    body = p(outside.format(r(tag[:cut])), inside.format(r(tag[cut:])), r("."))
    out = compile_template(word(body), VOCABULARY).render(DATA)
    assert plain_text(out) == ("Иванов И. И.+дт.",)


LEGAL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufdd0\ufdd1\u2028\u2029")
)
ANY = st.text(st.characters(codec=None))


@settings(max_examples=250, deadline=None)
@given(first=LEGAL, second=LEGAL)
def test_any_legal_text_is_shown_letter_for_letter(first: str, second: str) -> None:
    template = compile_template(word("[{{ x }}]", [["{%tr for y in l %}"], ["{{ y }}"], ["{%tr endfor %}"]]))
    out = template.render({"x": first, "l": [second, first]})
    assert plain_text(out) == (f"[{first}]", second, first)
    document = docx.Document(io.BytesIO(out))
    assert document.paragraphs[0].text == f"[{first}]"


@settings(max_examples=250, deadline=None)
@given(value=ANY)
def test_any_text_at_all_gives_a_file_that_opens(value: str) -> None:
    data: dict[str, Any] = {"x": value}
    out = compile_template(word("{{ x }}", "{{r x }}", header1=p("{{ x }}"))).render(data)
    assert [item for item in check_file(out) if item.severity == "error"] == []  # a value may look like a tag
    kept = "".join(sign for sign in value if sign.isprintable())
    shown = plain_text(out)[0]
    assert all(shown.count(sign) == value.count(sign) for sign in set(kept) - {"\ufffd"})

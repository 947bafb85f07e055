"""A document that came back is compared word by word, at its place."""

import hashlib

import pytest

from sferum_docs.docengine import file_text
from sferum_docs.documents.checking.verification import Difference, Mark, differences
from tests.docengine.word import NS, Block, p, r, word
from tests.yardstick import within

TABLE = [["Кто", "Да", "Нет"], ["Омарова", "х", ""], ["Алиев", "х", ""]]
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{name}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def compared(was: bytes, now: bytes) -> tuple[Difference, ...]:
    return differences(file_text(was), file_text(now))


def told(was: bytes, now: bytes) -> list[tuple[str, str, str]]:
    return [(item.where, item.was, item.now) for item in compared(was, now)]


ORDER: tuple[Block, ...] = ("Приказ", "1. Назначить Омарову.", TABLE, "Директор")

CHANGES = [
    ("a word put in", ("Приказ", "1. Назначить только Омарову.", TABLE, "Директор"),
     [("абзац 2", "1. Назначить Омарову.", "1. Назначить только Омарову.")]),
    ("a paragraph put in", ("Приказ", "1. Назначить Омарову.", "2. Доплатить.", TABLE, "Директор"),
     [("абзац 3", "", "2. Доплатить.")]),
    ("a paragraph taken out", ("Приказ", TABLE, "Директор"), [("абзац 2", "1. Назначить Омарову.", "")]),
    ("a cell changed", ("Приказ", "1. Назначить Омарову.", [*TABLE[:2], ["Магомедов", "х", ""]], "Директор"),
     [("таблица 1, строка 3, ячейка 1", "Алиев", "Магомедов")]),
    ("a row put in", ("Приказ", "1. Назначить Омарову.", [TABLE[0], ["Ким", "", "х"], *TABLE[1:]], "Директор"),
     [("таблица 1, строка 2, ячейка 1", "", "Ким"), ("таблица 1, строка 2, ячейка 3", "", "х")]),
    ("a tick moved to the other column",
     ("Приказ", "1. Назначить Омарову.", [*TABLE[:2], ["Алиев", "", "х"]], "Директор"),
     [("таблица 1, строка 3, ячейка 2", "х", ""), ("таблица 1, строка 3, ячейка 3", "", "х")]),
    ("paragraphs in another order", ("1. Назначить Омарову.", "Приказ", TABLE, "Директор"),
     [("абзац 1", "", "1. Назначить Омарову."), ("абзац 2", "1. Назначить Омарову.", "")]),
    ("a picture put over the signature",
     ("Приказ", "1. Назначить Омарову.", TABLE,
      p(r("Директор"), '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
        "</w:drawing></w:r>")),
     [("абзац 12", "Директор", "Директор[рисунок]")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "expected"), [pytest.param(now, expected, id=title) for title, now, expected in CHANGES]
)
def test_a_change_is_told_with_its_place(now: tuple[Block, ...], expected: list[tuple[str, str, str]]) -> None:
    assert told(word(*ORDER), word(*now)) == expected


SAME = [
    ("runs cut anew", (p(r("При"), r("каз", "<w:b/>")), "1. Назначить Омарову.", TABLE, "Директор")),
    ("empty paragraphs", ("Приказ", "", "1. Назначить Омарову.", "", TABLE, "", "Директор", "")),
    ("other spaces", (" Приказ", "1.\u00a0Назначить  Омарову. ", TABLE, "Директор")),
    ("bookmarks", (p('<w:bookmarkStart w:id="7" w:name="_GoBack"/>', r("Приказ"), '<w:bookmarkEnd w:id="7"/>'),
                   "1. Назначить Омарову.", TABLE, "Директор")),
    ("marks of Word", (('<w:p w:rsidR="00AB12CD"><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00112233">'
                       "<w:lastRenderedPageBreak/><w:t>Приказ</w:t></w:r></w:p>"),
                       "1. Назначить Омарову.", TABLE, "Директор")),
]  # fmt: skip


@pytest.mark.parametrize("now", [pytest.param(now, id=title) for title, now in SAME])
def test_what_a_program_changes_by_saving_is_no_difference(now: tuple[Block, ...]) -> None:
    assert told(word(*ORDER), word(*now)) == []


@pytest.mark.parametrize(
    ("kind", "where"),
    [("header", "верхний колонтитул первой страницы"), ("footer", "нижний колонтитул первой страницы")],
)
def test_headers_and_footers_are_compared_by_what_they_are_for(kind: str, where: str) -> None:
    body = f'<w:p><w:pPr><w:sectPr><w:{kind}Reference w:type="first" r:id="rId1"/></w:sectPr></w:pPr></w:p>'
    was, now = (word("х", body, more=None, **{kind: text}) for text in ("стр.", "копия"))
    assert told(was, now) == [(f"{where}, абзац 1", "стр.", "копия")]


def test_notes_are_compared() -> None:
    assert told(word("х", footnotes="первая"), word("х", footnotes="вторая")) == [
        ("сноски, абзац 1", "первая", "вторая")
    ]


def test_the_page_number_is_not_compared_but_its_disappearance_is() -> None:
    bare = p("стр. ", FIELD.format(name="PAGE", result=""))
    counted = p("стр. ", FIELD.format(name=" PAGE \\* MERGEFORMAT", result="12"))
    simple = p("стр. ", '<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>')
    assert told(word(bare), word(counted)) == []
    assert told(word(bare), word(simple)) == []
    assert told(word(bare), word("стр. 12")) == [("абзац 1", "стр. [PAGE]", "стр. 12")]
    link = FIELD.format(name='HYPERLINK "https://school.example"', result="сайт")
    assert told(word(p(link)), word(p(link.replace("сайт", "дом")))) == [("абзац 1", "сайт", "дом")]


def test_corrections_count_as_accepted_and_are_told_of() -> None:
    inserted = '<w:ins w:id="1" w:author="x"><w:r><w:t xml:space="preserve">не </w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>Омарову</w:delText></w:r></w:del>'
    now = file_text(word(p(r("1. "), inserted, r("назначать "), deleted, r("Алиева"))))
    assert now.corrected
    assert [line.text for line in now.lines] == ["1. не назначать Алиева"]
    assert not file_text(word("Приказ")).corrected


def test_the_second_copy_of_a_text_box_is_not_read() -> None:
    box = "<w:txbxContent>{0}</w:txbxContent>"
    alternate = (
        f'<w:p {NS}><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ).format(p("в рамке"))
    assert [line.text for line in file_text(word(alternate)).lines if line.text] == ["в рамке"]


def test_words_are_marked_within_the_paragraph() -> None:
    (found,) = compared(word("срок до 20.10.2023, не позднее"), word("срок до 25.10.2023, не позднее"))
    assert [(piece.mark, piece.text) for piece in found.pieces] == [
        (Mark.SAME, "срок до "), (Mark.GONE, "20"), (Mark.NEW, "25"), (Mark.SAME, ".10.2023, не позднее"),
    ]  # fmt: skip
    assert "".join(piece.text for piece in found.before) == found.was
    assert "".join(piece.text for piece in found.after) == found.now


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(["да"] * 1500, ["да", "нет"] * 3000, id="the same line over and over"),
        pytest.param([f"пункт {n}" for n in range(1500)], [f"{n} пункт" for n in range(6000)], id="all lines new"),
        pytest.param(["а б " * 400] * 300, ["б а " * 500] * 300, id="long lines"),
        pytest.param(["я " * 20_000], ["я т " * 20_000], id="one huge paragraph"),
    ],
)
def test_a_hostile_file_costs_little_time(was: list[str], now: list[str]) -> None:
    before, after = file_text(word(*was)), file_text(word(*now))
    with within(100):
        assert differences(before, after)


def test_a_file_full_of_open_fields_costs_little_time() -> None:
    noise = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(10_000)]  # else the gate refuses it
    opened = (
        f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{text}</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>'
        for text in noise
    )
    hostile = word(p(*opened), *noise)
    with within(200):
        assert len(differences(file_text(word("Приказ")), file_text(hostile))) == len(noise) + 1

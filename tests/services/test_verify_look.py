"""«Текст не изменён» is said only of what a reader sees unchanged; copies, extracts and repealed orders are known."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from sferum_docs.docengine import file_text
from sferum_docs.documents import copies
from sferum_docs.documents.verification import seen
from sferum_docs.schools.model import Profile
from sferum_docs.services import verify_telling
from sferum_docs.services.register.copies import certified_copy, extract_of
from sferum_docs.services.register.register import Told, register_document
from sferum_docs.services.register.repeal import repeal
from sferum_docs.services.register.void import void
from sferum_docs.services.school import save_school
from sferum_docs.services.verify import State, Verdict, verify_code, verify_file
from sferum_docs.store import issued
from sferum_docs.store.register import Entry, find
from tests.builders import BY as WEB
from tests.builders import SCHOOL_ID, a_school
from tests.docengine.test_refusals import signed
from tests.registering import BY, DAY, made

pytestmark = pytest.mark.usefixtures("app")
RUN = "<w:r><w:rPr>{}</w:rPr>{}</w:r>"


@pytest.fixture
def order() -> bytes:
    """An order as it was made."""
    save_school(None, a_school(), WEB)
    (document,) = made(SCHOOL_ID, "D03")
    return issued.content(document.sha256)


def rewritten(content: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with one part changed by hand."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == part:
                before, data = data, change(data.decode()).encode()
                assert before != data
            archive.writestr(item.filename, data)
    return target.getvalue()


def formatted(properties: str) -> Callable[[str], str]:
    """Gives the first words of the first point other formatting."""

    def change(xml: str) -> str:
        start = xml.index('w:val="Clause"')
        return xml[:start] + re.sub(
            r"<w:r>(?:<w:rPr>.*?</w:rPr>)?(<w:t)", rf"<w:r><w:rPr>{properties}</w:rPr>\1", xml[start:], count=1
        )

    return change


def wrapped(before: str, after: str) -> Callable[[str], str]:
    """Puts the first run of the first point into something."""

    def change(xml: str) -> str:
        start = xml.index('w:val="Clause"')
        return xml[:start] + re.sub(r"(<w:r>.*?</w:r>)", rf"{before}\1{after}", xml[start:], count=1)

    return change


def styled(properties: str) -> Callable[[str], str]:
    """The style of points with other formatting."""

    def change(xml: str) -> str:
        start = xml.index('w:styleId="Clause"')
        stop = xml.index("</w:style>", start)
        style = re.sub(r"<w:rPr>.*?</w:rPr>|<w:rPr/>", "", xml[start:stop], flags=re.DOTALL)
        return f"{xml[:start]}{style}<w:rPr>{properties}</w:rPr>{xml[stop:]}"

    return change


TOLD = [
    ("скрытые слова", formatted("<w:vanish/>"), "hidden"),
    ("зачёркнутые", formatted("<w:strike/>"), "struck"),
    ("дважды зачёркнутые", formatted("<w:dstrike/>"), "struck"),
    ("белые", formatted('<w:color w:val="FFFFFF"/>'), "pale"),
    ("почти белые", formatted('<w:color w:val="FAFAFA"/>'), "pale"),
    ("чёрные на чёрном", formatted('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), "pale"),
    ("размером в пункт", formatted('<w:sz w:val="2"/>'), "tiny"),
    ("сжатые", formatted('<w:w w:val="1"/>'), "narrow"),
    ("значками", formatted('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "signs"),
    ("скрытые на экране", formatted("<w:webHidden/>"), "web"),
    ("задом наперёд", wrapped('<w:bdo w:val="rtl">', "</w:bdo>"), "turned"),
    ("строка без высоты",
     lambda xml: xml.replace('<w:pStyle w:val="Clause"/>',
                             '<w:pStyle w:val="Clause"/><w:spacing w:line="1" w:lineRule="exact"/>', 1), "low"),
    ("полем", wrapped('<w:fldSimple w:instr=" IF 1 = 2 x y">', "</w:fldSimple>"), "field"),
    ("без номера",
     lambda xml: xml.replace('<w:pStyle w:val="Clause"/>',
                             '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>', 1), "number"),
    ("другой лист", lambda xml: re.sub(r"<w:pgSz [^>]*/>", '<w:pgSz w:w="8391" w:h="11906"/>', xml), "sheet"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "kind"), [pytest.param(change, kind, id=title) for title, change, kind in TOLD])
def test_the_same_words_seen_otherwise_are_told(order: bytes, change: Callable[[str], str], kind: str) -> None:
    verdict = verify_file(SCHOOL_ID, rewritten(order, change))
    assert verdict.state is State.LOOK
    assert not verdict.differences
    assert kind in {item.trait.kind for item in verdict.look}
    assert not verify_telling.is_good(verdict)
    lines = "\n".join(verify_telling.as_lines(verdict))
    assert "не изменён" not in lines
    assert verdict.look[0].trait.where in lines


@pytest.mark.parametrize(("properties", "kind"), [("<w:vanish/>", "hidden"), ("<w:strike/>", "struck")])
def test_what_a_style_hides_is_told_too(order: bytes, properties: str, kind: str) -> None:
    verdict = verify_file(SCHOOL_ID, rewritten(order, styled(properties), "word/styles.xml"))
    assert (verdict.state, {item.trait.kind for item in verdict.look} >= {kind}) == (State.LOOK, True)


def test_changed_numbering_is_told_with_both_numbers(order: bytes) -> None:
    verdict = verify_file(
        SCHOOL_ID,
        rewritten(order, lambda xml: re.sub(r'(<w:start w:val=)"1"', r'\1"5"', xml), "word/numbering.xml"),
    )
    assert verdict.state is State.LOOK
    assert "было «1.», стало «5.»" in verdict.look[0].trait.words


def test_words_put_in_by_ruby_are_a_difference(order: bytes) -> None:
    base = '<w:r><w:t xml:space="preserve">НЕ </w:t></w:r>'
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt/><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    verdict = verify_file(SCHOOL_ID, rewritten(order, wrapped(ruby, "")))
    assert verdict.state is State.CHANGED
    assert [piece.text.strip() for piece in verdict.differences[0].pieces if piece.mark == "new"] == ["НЕ"]


def test_a_picture_put_in_the_place_of_another_is_told() -> None:
    school = a_school()
    save_school(None, replace(school, profile=Profile(qr=True)), WEB)
    (document,) = made(SCHOOL_ID, "D03")
    content = issued.content(document.sha256)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [item for item in archive.namelist() if "/media/" in item]
        other = archive.read(name) + b"x"
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made_anew:
            for item in archive.namelist():
                made_anew.writestr(item, other if item == name else archive.read(item))
    verdict = verify_file(SCHOOL_ID, target.getvalue())
    assert (verdict.state, {item.trait.kind for item in verdict.look}) == (State.LOOK, {"picture"})


def test_what_a_file_brings_along_unread_is_told(order: bytes) -> None:
    verdict = verify_file(
        SCHOOL_ID, rewritten(order, lambda xml: xml.replace("<w:sectPr", '<w:altChunk r:id="x"/><w:sectPr', 1))
    )
    assert verdict.state is State.LOOK
    assert any("не сравнивалась" in line for line in verify_telling.as_lines(verdict))


def test_a_signed_file_is_compared_and_said_to_be_signed(order: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(signed())) as archive:
        more = {name: archive.read(name) for name in archive.namelist() if "_xmlsignatures" in name}
    target = io.BytesIO(rewritten(order, lambda xml: xml.replace(
        "</Relationships>",
        '<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'),
        "_rels/.rels"))  # fmt: skip
    with zipfile.ZipFile(target, "a") as archive:
        for name, data in more.items():
            archive.writestr(name, data)
    verdict = verify_file(SCHOOL_ID, target.getvalue())
    assert (verdict.state, verdict.signed) == (State.RESAVED, True)
    assert any("подписан" in hint for hint in verify_telling.hints(verdict))


# --------------------------------------------------------------------------- copies, extracts, what is repealed


@pytest.fixture
def entry() -> Entry:
    """A registered order."""
    save_school(None, a_school(), WEB)
    (document,) = made(SCHOOL_ID, "D03")
    return register_document(SCHOOL_ID, document.id, Told(DAY, replaces=False), BY)


def copy_of(entry: Entry) -> bytes:
    return certified_copy(SCHOOL_ID, a_school(), entry, "Секретарь", "Исаева З. М.", BY)


def without_property(content: bytes) -> bytes:
    """As the program made copies before it wrote down what they are."""
    return rewritten(
        content, lambda xml: re.sub(r'<property [^>]*name="(?:Экземпляр|Заверен|Пункты)".*?</property>', "", xml),
        "docProps/custom.xml",
    )  # fmt: skip


@pytest.mark.parametrize("older", [False, True])
def test_the_programs_own_copy_is_known_as_one(entry: Entry, *, older: bool) -> None:
    content = without_property(copy_of(entry)) if older else copy_of(entry)
    verdict = verify_file(SCHOOL_ID, content)
    assert (verdict.state, verdict.differences, verdict.look) == (State.COPY, (), ())
    told = verify_telling.as_lines(verdict)
    assert verdict.certified is not None
    assert re.fullmatch(r"\d+ \w+ \d{4} г\.", verdict.certified.day)
    issued_on = f"выданная {verdict.certified.day}"
    assert told[0] == f"Это копия приказа № {entry.number}, {issued_on}; слова совпадают с документом."
    assert any("Исаева" in line for line in told)
    assert verify_telling.is_good(verdict)


@pytest.mark.parametrize("older", [False, True])
def test_the_programs_own_extract_is_known_as_one(entry: Entry, *, older: bool) -> None:
    content = extract_of(SCHOOL_ID, a_school(), entry, [1, 3], "Секретарь", "Исаева З. М.", BY)
    verdict = verify_file(SCHOOL_ID, without_property(content) if older else content)
    assert (verdict.state, verdict.differences) == (State.COPY, ())
    assert verify_telling.headline(verdict).startswith(
        f"Это выписка из приказа № {entry.number} (пункты 1, 3), выданная "
    )


@pytest.mark.parametrize("points", [None, [1, 2]])
def test_a_copy_whose_words_were_changed_is_said_to_be_changed(entry: Entry, points: list[int] | None) -> None:
    content = copy_of(entry) if points is None else extract_of(
        SCHOOL_ID, a_school(), entry, points, "Секретарь", "Исаева З. М.", BY)  # fmt: skip
    text = "\n".join(line.text for line in file_text(content).lines)
    word = next(word for word in re.findall(r"[а-я]{8,}", text.split("Верно")[0]))
    verdict = verify_file(SCHOOL_ID, rewritten(content, lambda xml: xml.replace(word, f"не{word}", 1)))
    assert verdict.state is State.CHANGED
    assert verdict.certified is not None
    assert any("называет себя" in hint for hint in verify_telling.hints(verdict))


def test_a_word_of_the_program_marks_a_copy_in_its_properties(entry: Entry) -> None:
    content = extract_of(SCHOOL_ID, a_school(), entry, [3, 1], "Секретарь", "Исаева З. М.", BY)
    told = file_text(content).properties
    assert (told[copies.EXEMPLAR], told[copies.POINTS]) == ("выписка", "1, 3")
    assert told["Код документа"]
    assert "Исаева" not in str(told)


def registered_file(entry: Entry) -> tuple[bytes, str]:
    document = issued.find(SCHOOL_ID, entry.document_id or 0)
    assert document is not None
    return issued.content(document.sha256), document.code


def verdicts(entry: Entry) -> list[Verdict]:
    """The file as it is, saved anew, its code alone."""
    content, code = registered_file(entry)
    anew = rewritten(content, lambda xml: xml.replace("<w:body>", "<w:body> ", 1))
    return [verify_file(SCHOOL_ID, content), verify_file(SCHOOL_ID, anew), verify_code(SCHOOL_ID, code)]


def test_a_repealed_order_is_said_to_be_so(entry: Entry) -> None:
    assert not any(verify_telling.warnings(verdict) for verdict in verdicts(entry))
    (other,) = made(SCHOOL_ID, "D04")
    later = register_document(SCHOOL_ID, other.id, Told(DAY, replaces=False), BY)
    repeal(SCHOOL_ID, entry.id, later.id, "", BY)
    for verdict in verdicts(entry):
        (told,) = verify_telling.warnings(verdict)
        assert seen(told) == f"Приказ утратил силу: приказ от 16.10.2023 № {later.number}."
        assert told in verify_telling.as_lines(verdict)
        assert not verify_telling.is_good(verdict)
    repealed = find(SCHOOL_ID, entry.id)
    assert repealed is not None
    copied = copy_of(repealed)
    verdict = verify_file(SCHOOL_ID, copied)
    assert (verdict.state, verdict.differences) == (State.COPY, ())
    lines = [seen(line.text) for line in file_text(copied).lines]
    assert f"Приказ утратил силу: приказ от 16.10.2023 № {later.number}." in lines


def test_a_void_order_is_said_to_be_so(entry: Entry) -> None:
    void(SCHOOL_ID, entry.id, "зарегистрирован дважды", BY)
    for verdict in verdicts(entry):
        assert verify_telling.warnings(verdict) == (f"Запись № {entry.number} аннулирована: зарегистрирован дважды.",)


def test_words_of_a_repeal_elsewhere_are_told(entry: Entry) -> None:
    repeal(SCHOOL_ID, entry.id, None, "приказом № 5 от 01.02.2024", BY)
    (told,) = verify_telling.warnings(verdicts(entry)[0])
    assert seen(told) == "Приказ утратил силу: приказом № 5 от 01.02.2024."
    assert date(2024, 2, 1) > DAY

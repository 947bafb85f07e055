"""A file that came back: whose it is, and what of it was changed."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from sferum_docs.docengine import file_text
from sferum_docs.documents.checking.verification import differences, seen
from sferum_docs.documents.making.generate import MadeDocument
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts, Outcome, Profile
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import LayoutSettings
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.issued import document_bytes
from sferum_docs.services.documents.verify import Against, FoundBy, PaperState, Verdict, verify_code, verify_file
from sferum_docs.services.packet.make import make_packet, prepare
from sferum_docs.services.packet.plan import plan_packet
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import writing
from sferum_docs.store.documents.issued import IssuedDocument
from sferum_docs.store.rows import DocumentRow
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_person, a_school
from tests.databases import absent
from tests.docengine.word import word, xml_of

pytestmark = pytest.mark.usefixtures("app")
DAY = date(2023, 10, 16)
DOCUMENTS = ("D02", "D12")


def asked(day: date = DAY) -> PacketRequest:
    plan = plan_packet(a_school(), find_pack(PACK_ID), day, DOCUMENTS)
    answers = {item.spec.id: {one.field.key: one.default for one in item.questions} for item in plan.documents}
    return PacketRequest(day, DOCUMENTS, answers)


@pytest.fixture
def order() -> IssuedDocument:
    """The order of a school, made with its registration sheet."""
    save_school(None, a_school(), BY)
    return make_packet(SCHOOL_ID, PACK_ID, asked(), BY)[0]


@pytest.fixture(scope="module")
def packet() -> tuple[MadeDocument, ...]:
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    return prepare(sample.school, pack, sample.request)


def edited(content: bytes, edit: Callable[[docx.document.Document], object] = lambda _: None) -> bytes:
    """The file opened by another program, changed and saved."""
    document = docx.Document(io.BytesIO(content))
    edit(document)
    document.save(target := io.BytesIO())
    return target.getvalue()


def without_properties(content: bytes) -> bytes:
    """The words of a file pasted into a new one."""
    return word(*(line.text for line in file_text(content).lines if not line.part))


def verified(content: bytes, typed: str = "") -> Verdict:
    return verify_file(SCHOOL_ID, content, typed)


def test_a_file_as_it_was_made_is_not_changed(order: IssuedDocument) -> None:
    verdict = verified(document_bytes(order))
    assert (verdict.state, verdict.found_by, verdict.newer) == (PaperState.UNCHANGED, FoundBy.BYTES, None)
    assert verdict.document == order


def test_a_file_saved_anew_is_known_by_the_code_in_its_properties(order: IssuedDocument) -> None:
    verdict = verified(edited(document_bytes(order)))
    assert (verdict.state, verdict.found_by, verdict.against) == (
        PaperState.RESAVED,
        FoundBy.PROPERTIES,
        Against.REMADE,
    )
    assert verdict.document == order
    assert verify_telling.as_lines(verdict)[0] == "Текст не изменён, файл пересохранён."


def test_a_changed_word_is_shown_with_what_it_was(order: IssuedDocument) -> None:
    def promote(document: docx.document.Document) -> None:
        paragraph = next(item for item in document.paragraphs if item.text.startswith("Назначить"))
        paragraph.runs[0].text = paragraph.runs[0].text.replace("Назначить", "Уволить")

    verdict = verified(edited(document_bytes(order), promote))
    assert verdict.state is PaperState.CHANGED
    (found,) = verdict.differences
    assert found.was.startswith("Назначить")
    assert [piece.text for piece in found.pieces[:2]] == ["Назначить", "Уволить"]
    text = "\n".join(verify_telling.as_lines(verdict))
    assert "было:  Назначить" in text
    assert "стало: Уволить" in text
    assert "Различий: 1" in text


def test_a_file_whose_properties_are_gone_is_found_by_the_code_typed(order: IssuedDocument) -> None:
    pasted = without_properties(document_bytes(order))
    lost = verified(pasted)
    assert (lost.state, lost.code, lost.document) == (PaperState.UNKNOWN, "", None)
    verdict = verified(pasted, order.code.lower().replace("-", " "))
    assert (verdict.document, verdict.found_by) == (order, FoundBy.TYPED)


def test_a_code_alone_names_the_document(order: IssuedDocument) -> None:
    verdict = verify_code(SCHOOL_ID, order.code)
    assert (verdict.state, verdict.document) == (PaperState.NAMED, order)
    other = make_packet(SCHOOL_ID, PACK_ID, asked(date(2023, 10, 17)), BY)[0]
    assert other.code != order.code
    assert verify_code(SCHOOL_ID, other.code).document == other


def test_a_mistyped_code_is_said_to_be_one(order: IssuedDocument) -> None:
    wrong = order.code[:-1] + ("0" if order.code[-1] != "0" else "1")
    with pytest.raises(FaultsError, match="последний не сходится"):
        verify_code(SCHOOL_ID, wrong)
    with pytest.raises(FaultsError, match="последний не сходится"):
        verified(document_bytes(order), wrong)


def test_a_newer_version_is_told_of(order: IssuedDocument) -> None:
    save_school(SCHOOL_ID, a_school(place="с. Новое"), BY)
    newer = make_packet(SCHOOL_ID, PACK_ID, asked(), BY)[0]
    for content in (document_bytes(order), edited(document_bytes(order))):
        verdict = verified(content)
        assert (verdict.document, verdict.newer) == (order, newer)
        assert any("более новая версия: 2" in line for line in verify_telling.as_lines(verdict))
    assert verified(document_bytes(newer)).newer is None


def test_the_school_may_change_and_the_old_paper_is_still_made_anew(order: IssuedDocument) -> None:
    school = a_school()
    save_school(SCHOOL_ID, replace(school, staff=(*school.staff, a_person("Новая Анна Петровна"))), BY)
    assert verified(edited(document_bytes(order))).against is Against.REMADE


def test_a_document_of_another_school_is_not_found(order: IssuedDocument) -> None:
    foreign = save_school(None, a_school(inn="9900000017"), BY)
    for content in (document_bytes(order), edited(document_bytes(order))):
        verdict = verify_file(foreign, content, order.code)
        assert (verdict.state, verdict.document, verdict.newer) == (PaperState.UNKNOWN, None, None)
    assert verify_code(foreign, order.code).document is None


@pytest.mark.parametrize("broken", [{"school": {}}, {"packet": {"date": "вчера"}}, {"pack": "нет"}, {"school": None}])
def test_a_document_that_cannot_be_made_anew_is_compared_with_the_kept_file(
    order: IssuedDocument, broken: dict[str, object]
) -> None:
    with writing() as session:
        session.execute(update(DocumentRow).where(DocumentRow.id == order.id).values(data={**order.data, **broken}))
        if "pack" in broken:
            session.execute(update(DocumentRow).where(DocumentRow.id == order.id).values(pack=broken["pack"]))
    verdict = verified(edited(document_bytes(order)))
    assert (verdict.state, verdict.against) == (PaperState.RESAVED, Against.KEPT)
    assert any("Сверено с сохранённым файлом" in line for line in verify_telling.as_lines(verdict))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "файл пустой"),
        (b"%PDF-1.7", "это PDF"),
        (b"PK\x03\x04 not a zip", "файл повреждён"),
        (b"text", "не документ"),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(order: IssuedDocument, content: bytes, words: str) -> None:
    with pytest.raises(FaultsError) as caught:
        verified(content, order.code)
    assert words in caught.value.faults[0].message()


def test_a_file_with_entities_is_refused(order: IssuedDocument) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    with pytest.raises(FaultsError):
        verified(word("x", more={"docProps/custom.xml": bomb}), order.code)


def test_a_strange_file_of_a_stranger_is_unknown(order: IssuedDocument) -> None:
    verdict = verified(word("Приказ"))
    assert (verdict.state, verdict.document) == (PaperState.UNKNOWN, None)
    assert order.code not in str(verify_telling.as_data(verdict))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_edit_of_one_paragraph_is_found_at_its_place(packet: tuple[MadeDocument, ...], data: st.DataObject) -> None:
    made = data.draw(st.sampled_from(packet))
    lines = [line for line in file_text(made.content).lines if not line.part]
    numbers = [number for number, line in enumerate(lines) if len(seen(line.text)) > 1]
    number = data.draw(st.sampled_from(numbers))
    at = data.draw(st.integers(0, len(seen(lines[number].text)) - 1))
    typed = data.draw(st.sampled_from(["не", "7", "Я", "…", " или нет "]))
    was = seen(lines[number].text)
    wanted = was[:at] + typed + was[at:]

    def edit(document: docx.document.Document) -> None:
        paragraph = list(document.element.body.iter(qn("w:p")))[number]
        first, *others = list(paragraph.iter(qn("w:t")))
        first.text = wanted
        for other in (
            *others,
            *paragraph.iterfind(f"{qn('w:r')}/{qn('w:br')}"),
            *paragraph.iterfind(f"{qn('w:r')}/{qn('w:tab')}"),
        ):
            other.getparent().remove(other)

    (found,) = differences(file_text(made.content), file_text(edited(made.content, edit)))
    assert (found.part, found.place) == ("", lines[number].place)
    assert (found.was, found.now) == (was, seen(wanted))


def test_every_document_saved_by_libreoffice_says_the_same(packet: tuple[MadeDocument, ...], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        absent("LibreOffice (soffice)")
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    school_id = save_school(None, replace(sample.school, layout=LayoutSettings()), BY)
    kept = make_packet(school_id, PACK_ID, sample.request, BY)
    files = [tmp_path / f"{item.document}.docx" for item in kept]
    for item, path in zip(kept, files, strict=True):
        path.write_bytes(document_bytes(item))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*convert, *map(str, files)], check=True, capture_output=True, timeout=240)
    assert len(kept) == len(packet)
    for item, path in zip(kept, files, strict=True):
        verdict = verify_file(school_id, (tmp_path / "saved" / path.name).read_bytes())
        assert (verdict.state, verdict.document) == (PaperState.RESAVED, item), (item.document, verdict.differences[:3])


def test_a_school_that_wants_it_gets_a_code_on_every_first_page(packet: tuple[MadeDocument, ...]) -> None:
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    coded = prepare(replace(sample.school, layout=LayoutSettings(qr=True)), pack, sample.request)
    for plain, item in zip(packet, coded, strict=True):
        (picture,) = re.findall(r'<wp:docPr[^>]* descr="QR: ([^"]*)"', xml_of(item.content))
        assert picture == f"sferum_docs {item.spec.id} {item.data['code']}"
        assert "descr=" not in xml_of(plain.content)
        report = check(item.content, Profile(edition="2025"), Facts(kind=item.spec.kind))
        (corner,) = [result for result in report.results if result.rule.id == "G64"]
        assert corner.outcome is Outcome.PASSED, (item.spec.id, corner.findings)


def test_properties_of_a_made_file_name_nobody(packet: tuple[MadeDocument, ...]) -> None:
    people = {person.last for person in read_sample(find_pack("sferum-2023")).school.staff}
    for item in packet:
        told = xml_of(item.content, "docProps/core.xml") + xml_of(item.content, "docProps/custom.xml")
        assert item.data["code"] in told
        assert not [name for name in people if name in told]

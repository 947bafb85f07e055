"""The letter says how many sheets it sends along: counted on paper where there is a printer, else left to the hand."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from sferum_docs.docengine import file_text
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import read_request
from sferum_docs.gost.check import check
from sferum_docs.gost.model import PERMANENT, Facts, Outcome, Profile
from sferum_docs.printing import FileCache, Printer, Programs, page_count
from sferum_docs.reading.records import Record
from sferum_docs.services.documents.issued import document_bytes
from sferum_docs.services.documents.printing import PdfService, pdfs, press_in
from sferum_docs.services.documents.verify import _remade
from sferum_docs.services.packet.make import make_packet, prepare
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_school
from tests.printing.offices import real_programs

PACK = find_pack("sferum-2023")
DAY = date(2023, 10, 16)
SENT = ("D02", "D03", "D08", "D09", "D10", "D04", "D05", "D12", "D14")
ALL = re.compile(r"Приложение: на (\S+)\s+л\.\s+в 1\s+экз\., а именно:")
EACH = re.compile(r"на (\S+)\s+л\.\s+в 1\s+экз\.$", re.MULTILINE)


def asked(*documents: str, **answers: int) -> PacketRequest:
    record = {"date": DAY, "documents": list(documents), "answers": {"D19": answers} if answers else {}}
    request = read_request(Record(record, "", []), PACK)
    assert request is not None
    return request


def letter(press: PdfService | None, request: PacketRequest) -> str:
    (content,) = [item.content for item in prepare(a_school(), PACK, request, press) if item.spec.id == "D19"]
    return words(content)


def words(content: bytes) -> str:
    return "\n".join(line.text for line in file_text(content).lines)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfService]:
    real_programs()
    press = press_in(tmp_path_factory.mktemp("press"))
    yield press
    press.printer.close()


class Untouched(Printer):
    """A printer that nobody may ask for anything."""

    def pdfs(self, files: Sequence[bytes]) -> tuple[bytes, ...]:
        raise AssertionError(f"asked to print {len(files)} files")


def test_each_enclosure_has_its_sheets_and_the_letter_their_sum(press: PdfService) -> None:
    request = asked(*SENT, "D19")
    text = letter(press, request)
    made = {item.spec.id: item.content for item in prepare(a_school(), PACK, request)}
    pages = {key: page_count(pdfs(press, [made[key]])[0]) for key in SENT}
    order_with_annexes = sum(pages[key] for key in ("D03", "D08", "D09", "D10"))
    each = [pages["D02"], order_with_annexes, *(pages[key] for key in ("D04", "D05", "D12", "D14"))]
    assert EACH.findall(text) == [str(number) for number in each]
    assert ALL.findall(text) == [str(sum(each))]
    assert "„Сферум“» с приложениями на" in text


@pytest.mark.parametrize("office", [None, Path("/nowhere/soffice")])
def test_without_a_printer_places_are_left_to_write(tmp_path: Path, office: Path | None) -> None:
    broken = PdfService(Printer(tmp_path / "work", Programs(office)), FileCache(tmp_path / "cache"))
    for press in (None, broken):
        text = letter(press, asked(*SENT, "D19"))
        assert EACH.findall(text) == ["____"] * 6
        assert ALL.findall(text) == ["____"]


def test_what_is_not_made_now_is_left_to_the_hand_and_the_sum_with_it(press: PdfService) -> None:
    text = letter(press, asked("D04", "D05", "D19"))
    assert [found.isdigit() for found in EACH.findall(text)] == [True, True, False, False]
    assert ALL.findall(text) == ["____"]


def test_a_sum_given_by_the_head_stands(press: PdfService) -> None:
    assert ALL.findall(letter(press, asked("D04", "D19", листов=17))) == ["17"]


def test_the_letter_meets_the_standard_with_its_sheets(press: PdfService) -> None:
    request = asked(*SENT, "D19")
    (made,) = [item for item in prepare(a_school(), PACK, request, press) if item.spec.id == "D19"]
    facts = Facts(kind="письмо", retention=PERMANENT, enclosures=True)
    result = check(made.content, Profile(edition="2025"), facts).result("G69")
    assert (result.outcome, result.findings, result.lacks) == (Outcome.PASSED, (), "")


def test_nothing_is_printed_when_no_letter_is_made(tmp_path: Path) -> None:
    press = PdfService(Untouched(tmp_path, Programs(Path("/bin/true"))), FileCache(tmp_path))
    assert len(prepare(a_school(), PACK, asked(*SENT), press)) == len(SENT)


@pytest.mark.usefixtures("app")
def test_a_letter_made_anew_from_what_is_kept_says_the_same(press: PdfService) -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    documents = make_packet(SCHOOL_ID, PACK_ID, asked("D04", "D05", "D19"), BY, press)
    kept = next(document for document in documents if document.document == "D19")
    again = _remade(kept)
    assert again is not None
    assert again.lines == file_text(document_bytes(kept)).lines

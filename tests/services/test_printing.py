"""Kept documents on paper: printed once, kept under the fingerprint of the file, counted in sheets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sferum_docs.printing import FileCache, Printer, PrintingError, Programs, page_count
from sferum_docs.services.documents.printing import PdfService, page_picture, pdfs, press_in, sheets, sheets_of
from tests.printing.offices import a_document, real_programs


@pytest.fixture
def press(tmp_path: Path) -> Iterator[PdfService]:
    real_programs()
    press = press_in(tmp_path)
    yield press
    press.printer.close()


def without_office(press: PdfService) -> PdfService:
    """The same kept files on a machine that lost its LibreOffice."""
    return PdfService(Printer(Path("nowhere"), Programs(None)), press.kept)


def test_what_was_printed_once_is_not_printed_again(press: PdfService) -> None:
    one, two, three = a_document(), a_document(pages=2), a_document(pages=3)
    first = pdfs(press, [one, three])
    later = without_office(press)
    assert pdfs(later, [three, one, one]) == (first[1], first[0], first[0])
    with pytest.raises(PrintingError) as caught:
        pdfs(later, [one, two])
    assert caught.value.code == "no_office"


def test_a_broken_file_is_named_by_its_place_among_all(press: PdfService) -> None:
    pdfs(press, [a_document()])
    with pytest.raises(PrintingError) as caught:
        pdfs(press, [a_document(), b"no document"])
    assert caught.value.index == 1


def test_a_picture_of_a_page_is_kept(press: PdfService) -> None:
    docx = a_document(pages=2)
    picture = page_picture(press, docx, 2, 300)
    assert picture.startswith(b"\x89PNG")
    assert page_picture(without_office(press), docx, 2, 300) == picture
    with pytest.raises(LookupError):
        page_picture(press, docx, 3, 300)


def test_sheets_are_counted_one_side_each(press: PdfService) -> None:
    files = {"D02": a_document(pages=3), "D04": a_document()}
    assert sheets_of(press, files) == {"D02": 3, "D04": 1}
    pdf = pdfs(press, [files["D02"]])[0]
    assert sheets(pdf) == page_count(pdf) == 3


def test_sheets_are_left_to_the_hand_where_nothing_prints(tmp_path: Path) -> None:
    files = {"D04": a_document()}
    assert sheets_of(None, files) == {}
    assert sheets_of(PdfService(Printer(tmp_path, Programs(None)), FileCache(tmp_path)), files) == {}
    broken = PdfService(Printer(tmp_path, Programs(Path("/nowhere/soffice"))), FileCache(tmp_path))
    assert sheets_of(broken, files) == {}, "a letter is not stopped by a printer"

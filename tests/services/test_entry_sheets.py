"""The sheets of an entry: counted when its file is printed, by one rule, and never over what a person typed."""

from pathlib import Path

import pytest

from sferum_docs.services.documents.issued import document_bytes, newest_documents
from sferum_docs.services.documents.printing import PdfService, pdf_name, press_in
from sferum_docs.services.register.details import Details, change_details
from sferum_docs.services.register.entries.sheets import Sheets, count_entries, counted, fill_sheets
from sferum_docs.services.register.lists.listing import find_entry
from sferum_docs.services.school.save import save_school
from tests.builders import PACK_ID, a_school
from tests.edited import text_of
from tests.registering import BY, PDF, made, register

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def printed(folder: Path, school: int) -> PdfService:
    """A press that has printed every paper, a page each."""
    press = press_in(folder)
    for document in newest_documents(school, PACK_ID):
        press.kept.keep(pdf_name(document.sha256), PDF)
    return press


@pytest.mark.parametrize(
    ("typed", "expected"), [((None, None), (1, 2)), ((1, None), (1, 2)), ((5, None), (5, None)), ((1, 7), (1, 7))]
)
def test_sheets_come_in_with_printing_and_what_was_typed_stays(
    school: int, tmp_path: Path, typed: tuple[int | None, int | None], expected: tuple[int | None, int | None]
) -> None:
    order, *_annexes = made(school, "D03", "D08", "D09")
    entry = register(school, order.id)
    assert (entry.sheets, entry.annexes) == (None, None)
    change_details(school, entry.id, Details("", *typed, "01-05", "", "", ""), BY)
    press = printed(tmp_path, school)
    (document,) = [item for item in newest_documents(school, PACK_ID) if item.id == entry.document_id]
    fill_sheets(press, school, document)
    kept = find_entry(school, entry.id)
    assert kept is not None
    assert (kept.sheets, kept.annexes) == expected


def test_the_annexes_of_a_registered_order_are_its_own_though_newer_drafts_stand(school: int, tmp_path: Path) -> None:
    order, *_annexes = made(school, "D03", "D08", "D09")
    entry = register(school, order.id)
    press = printed(tmp_path, school)
    made(school, "D03", "D08", "D09")
    count_entries(press, school)
    kept = find_entry(school, entry.id)
    assert kept is not None
    assert (kept.sheets, kept.annexes) == (1, 2)


def test_a_draft_is_counted_by_the_same_rule(school: int, tmp_path: Path) -> None:
    order, *_annexes = made(school, "D03", "D08", "D09")
    assert counted(press_in(tmp_path), order) is None, "nothing is printed to count"
    assert counted(printed(tmp_path, school), order) == Sheets(1, 2)
    assert Sheets(1, 2).all == 3


def test_a_letter_says_the_sheets_that_the_register_has(school: int) -> None:
    order, letter = made(school, "D03", "D19")
    entry = register(school, order.id)
    change_details(school, entry.id, Details("", 5, 2, "01-05", "", "", ""), BY)
    sent = register(school, letter.id)
    (document,) = [item for item in newest_documents(school, PACK_ID) if item.id == sent.document_id]
    words = text_of(document_bytes(document)).replace("\N{NO-BREAK SPACE}", " ")
    assert "на 7 л." in words, words[-800:]

"""A file handed back from Word: which document it is, and how a wrong one is taken back."""

import io
from collections.abc import Callable
from functools import partial

import pytest
from docx import Document

from sferum_docs.documents.registering.copies import CopyMark, certified, extract
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import document_bytes, newest_documents
from sferum_docs.services.documents.return_document import ASKED, may_withdraw, return_document, withdraw_version
from sferum_docs.services.register.lists.listing import waiting
from sferum_docs.services.school.save import save_school
from sferum_docs.store.documents import issued
from tests.builders import PACK_ID, a_school
from tests.registering import BY, made, register

pytestmark = pytest.mark.usefixtures("app")
MARK = CopyMark("Директор", "З. К. Исаева", "28 ноября 2026 г.", "Подлинник находится в МКОУ «СОШ» в деле № 01-05.")


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def with_words(content: bytes, words: str, *, code: bool = True, alone: bool = False) -> bytes:
    """The file with a sentence more; saved by a program that loses its properties, or with that sentence alone."""
    document = Document(io.BytesIO(content))
    if alone:
        for item in list(document.element.body)[:-1]:
            document.element.body.remove(item)
    document.add_paragraph(words)
    if not code:
        parts = document.part.package.rels
        gone = [key for key, rel in parts.items() if "custom-properties" in rel.reltype]
        assert gone
        for key in gone:
            parts.pop(key)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def code_of(deed: Callable[[], object]) -> str:
    with pytest.raises(FaultsError) as error:
        deed()
    (fault,) = error.value.faults
    assert fault.sentence()
    return fault.code


def test_the_file_of_another_document_and_a_copy_or_an_extract_are_refused_even_when_confirmed(school: int) -> None:
    order, other = made(school, "D04", "D05")
    own = document_bytes(order)
    wrong = {
        "returned_other_document": document_bytes(other),
        "returned_copy": certified(own, MARK),
        "returned_extract": extract(own, {1}, MARK),
    }
    for code, content in wrong.items():
        assert code not in ASKED
        assert code_of(partial(return_document, school, order.id, content, BY, confirmed=True)) == code
    edited = with_words(document_bytes(other), "Дописано.")
    assert code_of(lambda: return_document(school, order.id, edited, BY)) == "returned_other_document"


def test_a_file_that_lost_its_code_is_taken_when_its_text_is_alike_and_asked_about_when_not(school: int) -> None:
    order, other = made(school, "D04", "D05")
    kept = return_document(school, order.id, with_words(document_bytes(order), "Дописано.", code=False), BY)
    assert kept.version == 2
    foreign = with_words(document_bytes(other), "Дописано.", code=False)
    assert code_of(lambda: return_document(school, order.id, foreign, BY)) == "returned_unlike"
    assert return_document(school, order.id, foreign, BY, confirmed=True).version == 3


def test_the_right_code_over_other_words_is_asked_about(school: int) -> None:
    (order,) = made(school, "D04")
    content = with_words(document_bytes(order), "Приказ чужой.", alone=True)
    assert code_of(lambda: return_document(school, order.id, content, BY)) == "returned_unlike"


def test_a_document_of_another_school_is_asked_about(school: int) -> None:
    (order,) = made(school, "D04")
    other = save_school(None, a_school(), BY)
    (foreign,) = made(other, "D05")
    content = with_words(document_bytes(foreign), "Дописано.")
    assert code_of(lambda: return_document(school, order.id, content, BY)) in ASKED


def test_bytes_that_are_known_are_no_new_version(school: int) -> None:
    (order,) = made(school, "D04")
    assert code_of(lambda: return_document(school, order.id, document_bytes(order), BY)) == "returned_same"
    kept = return_document(school, order.id, with_words(document_bytes(order), "Дописано."), BY)
    assert code_of(lambda: return_document(school, kept.id, document_bytes(order), BY)) == "returned_known_version"
    again = return_document(school, kept.id, document_bytes(order), BY, confirmed=True)
    assert again.version == 3


def test_a_wrong_version_is_withdrawn_and_the_one_before_is_the_newest_again(school: int) -> None:
    (order,) = made(school, "D04")
    kept = return_document(school, order.id, with_words(document_bytes(order), "Не то."), BY)
    assert [item.document.id for item in waiting(school)] == [kept.id]
    assert withdraw_version(school, kept.id, BY).id == order.id
    assert [item.id for item in newest_documents(school, PACK_ID)] == [order.id]
    assert [item.document.id for item in waiting(school)] == [order.id]
    gone = issued.find(school, kept.id)
    assert gone is not None
    assert gone.withdrawn_by == BY.name, "the trace stays"
    assert code_of(lambda: withdraw_version(school, kept.id, BY)) == "version_stays"
    assert return_document(school, order.id, with_words(document_bytes(order), "Верно."), BY).version == 3


def test_what_is_registered_or_made_by_the_program_cannot_be_withdrawn(school: int) -> None:
    (order,) = made(school, "D04")
    assert code_of(lambda: withdraw_version(school, order.id, BY)) == "version_stays"
    kept = return_document(school, order.id, with_words(document_bytes(order), "Дописано."), BY)
    entry = register(school, kept.id)
    for document_id in (kept.id, entry.document_id or 0):
        document = issued.find(school, document_id)
        assert document is not None
        assert not may_withdraw(school, document)
        assert code_of(partial(withdraw_version, school, document_id, BY)) == "version_stays"
    other = save_school(None, a_school(), BY)
    with pytest.raises(LookupError):
        withdraw_version(other, kept.id, BY)

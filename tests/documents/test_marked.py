"""Every shipped document can be looked at with its values highlighted, and such a look is never kept."""

import io
import re
import time
from datetime import UTC, datetime

import pytest
from docx import Document

from sferum_docs.docengine import check_file, plain_text
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.preview import preview
from sferum_docs.documents.registering.signature_mark import HEADLINE, SignatureMark, read_marks, with_mark
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.store.documents.adding import add_document

PACK = find_pack("sferum-2023")
SAMPLE = read_sample(PACK, "full")


def situation(document: str) -> Situation:
    request = SAMPLE.request
    return Situation(
        SAMPLE.school, PACK, PACK.by_id[document], request.order_date, request.answers, chosen=request.documents
    )


@pytest.mark.parametrize("document", SAMPLE.request.documents)
def test_highlighting_changes_no_word_of_a_document(document: str) -> None:
    plain, marked = make(situation(document)), make(situation(document), marked=True)
    assert plain_text(marked.content) == plain_text(plain.content)
    assert marked.paragraphs == plain.paragraphs
    assert check_file(marked.content) == []
    assert "<mark>" not in preview(plain.content)
    assert "<mark>" in preview(marked.content)


def test_the_preview_marks_the_names_and_not_the_words_of_the_template() -> None:
    html = preview(make(situation("D02"), marked=True).content)
    marks = re.findall(r"<mark>(.*?)</mark>", html)
    assert any("Исаеву Шахрузат Абдулкадыровну" in mark for mark in marks)
    assert not any("Назначить" in mark or "во исполнение" in mark.casefold() for mark in marks)


def test_a_highlighted_document_is_never_kept() -> None:
    made = make(situation("D02"), marked=True)
    with pytest.raises(ValueError, match="never kept"):
        add_document(None, 1, made, "D02.docx", SAMPLE.request.order_date, datetime.now(UTC))  # type: ignore[arg-type]  # refused before the session is met


def test_a_copy_has_the_same_bytes_whenever_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes it is known again when somebody brings it."""
    original, copies = make(situation("D03")).content, set[bytes]()
    for moment in (1_700_000_000, 1_700_000_900):
        monkeypatch.setattr("zipfile.time.localtime", lambda *_given, moment=moment: time.gmtime(moment))
        copies.add(with_mark(original, [SignatureMark("1A", "Омаров М. А.", "10.01.2023", "10.04.2024")], "16.10.2023"))
    assert len(copies) == 1


def test_two_marks_of_signatures_in_one_frame_stand_apart() -> None:
    marks = [SignatureMark(serial, "Омаров Магомед Алиевич", "10.01.2023", "10.04.2024") for serial in ("1A", "2B")]
    document = Document(io.BytesIO(with_mark(make(situation("D03")).content, marks, "16.10.2023")))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells if HEADLINE in cell.text]
    heads = [item for item in cells[0].paragraphs if item.text == HEADLINE]
    assert [(item.paragraph_format.space_before or 0) > 0 for item in heads] == [True, True]
    assert read_marks([item.text for item in cells[0].paragraphs]) == tuple(marks)

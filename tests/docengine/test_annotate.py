"""The annotated copy bears every finding as a comment at its paragraph, and opens."""

import io

import docx
import pytest

from sferum_docs.docengine import TemplateError, annotate, check_file, inspect_template
from tests.docengine.vocabularies import VOCABULARY
from tests.docengine.word import p, word, xml_of


def test_findings_become_comments_at_their_paragraphs() -> None:
    data = word("раз", "{{ чужое }}", [["{{ школа.имяя }}"]], header1=p("{{ другое }}"))
    findings = inspect_template(data, VOCABULARY)
    copy = annotate(data, findings)
    document = docx.Document(io.BytesIO(copy))
    comments = [comment.text for comment in document.comments]
    assert len(comments) == len(findings) == 3
    assert "Похоже на: школа.имя" in comments[1]
    assert comments[2].startswith("Верхний колонтитул")
    marked = [at for at, item in enumerate(document.element.body) if item.xpath("w:commentRangeStart")]
    assert marked == [0, 1]
    assert [item.code for item in check_file(copy)] == ["tag-left", "tag-left", "tag-left"]


def test_comments_that_were_there_stay() -> None:
    data = word("{{ чужое }}", comments=p("старое"))
    copy = annotate(data, inspect_template(data, VOCABULARY))
    assert "старое" in xml_of(copy, "word/comments.xml")
    assert [comment.comment_id for comment in docx.Document(io.BytesIO(copy)).comments] == [1, 2]


def test_tracked_changes_are_told_in_the_copy() -> None:
    data = word("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>")
    copy = annotate(data, inspect_template(data))
    assert "примите исправления" in xml_of(copy, "word/comments.xml")


def test_a_file_that_cannot_be_opened_has_no_copy() -> None:
    with pytest.raises(TemplateError):
        annotate(b"x", [])

"""The words that differ between two versions of a template: compared as a returned file is, within the same budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, file_text
from sferum_docs.documents.checking.verification import differences

if TYPE_CHECKING:
    from sferum_docs.documents.checking.verification import Difference


def template_differences(before: bytes, after: bytes) -> tuple[Difference, ...] | None:
    """The paragraphs that differ; None when a file cannot be read. A file beyond all measure gets a coarser answer."""
    try:
        was, now = file_text(before), file_text(after)
    except TemplateError:
        return None
    return differences(was, now)

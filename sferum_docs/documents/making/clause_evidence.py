"""Which clauses a finished file carries out: by its bookmarks, each with the words that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.bookmarks import clause_path
from sferum_docs.directives.coverage import EvidenceParagraph
from sferum_docs.docengine import bookmarks
from sferum_docs.documents.making.templates import marked, template_in_force
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.directives.model import Directive
    from sferum_docs.docengine import Bookmark
    from sferum_docs.packs.model import DocumentSpec


def clause_evidence(content: bytes, directive: Directive) -> dict[str, tuple[EvidenceParagraph, ...]]:
    """The clauses that the bookmarks of a finished file name, each with its paragraphs."""
    return evidence_of_bookmarks(bookmarks(content), directive)


def evidence_of_bookmarks(marks: Iterable[Bookmark], directive: Directive) -> dict[str, tuple[EvidenceParagraph, ...]]:
    """The clauses that bookmarks already read name, each with its paragraphs."""
    found: dict[str, tuple[EvidenceParagraph, ...]] = {}
    for bookmark in marks:
        path = clause_path(bookmark.name, directive)
        if path is not None and bookmark.text.strip():
            found[path] = (*found.get(path, ()), EvidenceParagraph(bookmark.paragraph, bookmark.text))
    return found


def template_faults(documents: Iterable[DocumentSpec], directive: Directive | None) -> tuple[Fault, ...]:
    """Every fault of the templates that are there: broken file, unknown field, promised clause without a bookmark."""
    present = (spec for spec in documents if spec.is_shipped)
    return tuple(fault for spec in present for fault in _faults_of(spec, directive))


def _faults_of(spec: DocumentSpec, directive: Directive | None) -> list[Fault]:
    try:
        content, _template = template_in_force(spec)
    except FaultsError as error:
        return list(error.faults)
    if directive is None:
        return []
    named = evidence_of_bookmarks(marked(content), directive)
    known = directive.by_path
    lacking = [known[path] for path in spec.carries_out if path in known and path not in named]
    return [Fault("no_bookmark", spec.template.name, {"clause": item.named_in("accusative")}) for item in lacking]

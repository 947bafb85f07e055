"""The dictionary of tags with the values of a real school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.checking.tag_dictionary import TagEntry, TagGroup, filter_entries, search, tag_groups
from sferum_docs.services.templates.samples import trials

if TYPE_CHECKING:
    from sferum_docs.packs.model import DocumentSpec, Pack

__all__ = ["TagEntry", "TagGroup", "dictionary"]


def dictionary(
    school_id: int, pack: Pack, spec: DocumentSpec, words: str = ""
) -> tuple[str, tuple[TagGroup, ...], tuple[TagEntry, ...]]:
    """Whose values are shown, the groups of tags, the filters; only those that hold the words."""
    trial = trials(school_id, pack, spec)[0]
    filters = TagGroup("", "", filter_entries(trial.situation))
    found = search((filters,), words)
    return trial.title, search(tag_groups(trial.situation), words), found[0].entries if found else ()

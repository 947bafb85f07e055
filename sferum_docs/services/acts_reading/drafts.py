"""Acts that are being read: begun from a text or a file, changed by a person, thrown away, made a pack."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.review.journal import Review, begin_review, do, undo
from sferum_docs.acts_reader.sources import from_pasted, read_source
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.typography import quoted
from sferum_docs.services.acts_reading.keeping import packed_review, packed_text, unpacked
from sferum_docs.store import act_drafts as kept
from sferum_docs.store.act_drafts import ActDraftItem, act_drafts, find_act_draft
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.acts_reader.model import ActDraft, ActText
    from sferum_docs.acts_reader.review.edits import Edit
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

__all__ = [
    "ActDraftItem", "act_drafts", "begin_from_file", "begin_from_text", "change_draft", "discard_draft",
    "find_act_draft", "keep_made", "open_draft", "review_of", "title_of", "undo_change",
]  # fmt: skip
MOST_OPEN = 50
_LONGEST_NAME, _LONGEST_TITLE = 200, 300


def begin_from_text(school_id: int, text: str, by: Actor) -> int:
    """Reads a pasted text and keeps what came of it. FaultsError."""
    return _begin(school_id, from_pasted(text), "вставленный текст", by)


def begin_from_file(school_id: int, data: bytes, name: str, by: Actor) -> int:
    """Reads a file and keeps what came of it. FaultsError."""
    return _begin(school_id, read_source(data, "file"), clean_line(name)[:_LONGEST_NAME] or "файл без имени", by)


def open_draft(school_id: int, draft_id: int) -> tuple[ActDraftItem, Review]:
    """A draft with its review. FaultsError when it is gone, or another version kept it in another way."""
    item = find_act_draft(school_id, draft_id)
    if item is None:
        raise FaultsError([Fault("act_draft_gone")])
    return item, review_of(draft_id)


def review_of(draft_id: int) -> Review:
    """The review of a draft that was found. FaultsError when another version kept it in another way."""
    return unpacked(kept.packed_draft(draft_id))


def change_draft(school_id: int, draft_id: int, edits: Sequence[Edit], by: Actor) -> Review:
    """Actions more, kept at once: all or none. FaultsError when one cannot be done or the draft is gone."""
    return _changed(school_id, draft_id, by, lambda review: reduce(do, edits, review))


def undo_change(school_id: int, draft_id: int, by: Actor) -> Review:
    """Without the last action. FaultsError when there is none or the draft is gone."""
    return _changed(school_id, draft_id, by, undo)


def discard_draft(school_id: int, draft_id: int, by: Actor) -> None:
    """Throws a draft away; the pack that was made of it stays. FaultsError when it is gone already."""
    with writing(alters_pages=False) as session:
        item = _found(school_id, draft_id)
        kept.drop_act_draft(session, draft_id)
        record_event(session, school_id, by, "act_draft.discarded", item.title)


def keep_made(session: Transaction, school_id: int, draft_id: int, pack: str, by: Actor) -> None:
    """Notes the pack that was made of a draft; of one thrown away meanwhile the pack stays all the same."""
    item = find_act_draft(school_id, draft_id)
    if item is None:
        return
    kept.change_act_draft(session, draft_id, pack=pack, changed_at=by.at, changed_by=by.name)
    record_event(session, school_id, by, "act_draft.made", item.title, pack=pack)


def title_of(draft: ActDraft, source_name: str) -> str:
    """How a draft is called in lists: by what was read of the act, or by what it came from."""
    number = f" № {draft.number}" if draft.number else ""
    day = f" от {draft.date:%d.%m.%Y}" if draft.date else ""
    title = f" {quoted(draft.title)}" if draft.title else ""
    kind = draft.kind.capitalize() or ("Акт" if number or title else "")
    return f"{kind}{day}{number}{title}"[:_LONGEST_TITLE] or source_name


def _begin(school_id: int, text: ActText, name: str, by: Actor) -> int:
    review = begin_review(text, read_act(text))
    lines, mark = packed_text(text)
    title = title_of(review.draft, name)
    with writing(alters_pages=False) as session:
        same = kept.open_with_mark(session, school_id, mark)
        if same is not None:
            return same
        if kept.count_open(session, school_id) >= MOST_OPEN:
            raise FaultsError([Fault("act_drafts_many", values={"limit": MOST_OPEN})])
        draft_id = kept.add_act_draft(
            session, school_id=school_id, source_name=name, sha256=mark, title=title, text=lines,
            content=packed_review(review), waiting=review.left, raised=review.raised, begun_at=by.at, begun_by=by.name,
            changed_at=by.at, changed_by=by.name,
        )  # fmt: skip
        record_event(session, school_id, by, "act_draft.begun", title, source=name)
        return draft_id


def _changed(school_id: int, draft_id: int, by: Actor, change: Callable[[Review], Review]) -> Review:
    with writing(alters_pages=False) as session:
        item = _found(school_id, draft_id)
        if item.pack:
            raise FaultsError([Fault("act_draft_made")])
        review = change(review_of(draft_id))
        title = title_of(review.draft, item.source_name)
        kept.change_act_draft(
            session, draft_id, content=packed_review(review), title=title, waiting=review.left, raised=review.raised,
            changed_at=by.at, changed_by=by.name,
        )  # fmt: skip
        record_event(session, school_id, by, "act_draft.changed", title)
        return review


def _found(school_id: int, draft_id: int) -> ActDraftItem:
    item = find_act_draft(school_id, draft_id)
    if item is None:
        raise FaultsError([Fault("act_draft_gone")])
    return item

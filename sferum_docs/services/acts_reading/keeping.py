"""A review as it is kept: packed JSON of the lines, of the draft, of what was done to it."""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sferum_docs.acts_reader.model import ActDraft, ActText
from sferum_docs.acts_reader.plain import from_plain, to_plain
from sferum_docs.acts_reader.review.edits import Edit
from sferum_docs.acts_reader.review.journal import Review
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from sferum_docs.store.act_drafts import PackedDraft

_NOT_OURS = (KeyError, TypeError, ValueError, AttributeError, zlib.error)


def packed_text(text: ActText) -> tuple[bytes, str]:
    """The lines, and the mark by which the same text is known again."""
    lines = "\n".join(f"{line.mark} {line.text}" for line in text.lines)
    return _packed(to_plain(text)), sha256(lines.encode()).hexdigest()


def packed_review(review: Review) -> bytes:
    """All but the lines."""
    return _packed(
        {
            "base": to_plain(review.base),
            "draft": to_plain(review.draft),
            "edits": [to_plain(edit) for edit in review.edits],
            "raised": [review.base_raised, review.raised],
        }
    )


def unpacked(kept: PackedDraft) -> Review:
    """The review again. FaultsError when it was kept by another version of the program in another way."""
    try:
        record = _record(kept.content)
        return Review(
            from_plain(ActText, _record(kept.text)),
            from_plain(ActDraft, record["base"]),
            from_plain(ActDraft, record["draft"]),
            tuple(from_plain(Edit, edit) for edit in record["edits"]),
            base_raised=int(record["raised"][0]),
            raised=int(record["raised"][1]),
        )
    except _NOT_OURS as error:
        raise FaultsError([Fault("act_draft_foreign")]) from error


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def _record(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))

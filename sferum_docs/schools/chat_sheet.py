"""The list of working chats out of a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.columns import Draft, Reading, declared_columns, read_entries
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.lists.audiences import audience_as_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

_MEMBERS = re.compile(
    r"(\d{1,6})(?:[.,]0{1,2})?(?:\s?(?:чел|человек|человека|участник|участника|участников)\.?)?", re.IGNORECASE
)
MAX_CHATS = 2_000
CHAT_COLUMNS = declared_columns(CHAT)
_AUDIENCE = [column.key for column in CHAT_COLUMNS].index("audience")


def chat_drafts(rows: Sequence[SheetRow]) -> Reading:
    """The chats as read. FaultsError when the columns cannot be told, or there is no chat."""
    reading = read_entries(rows, CHAT_COLUMNS, CHAT_COLUMNS)
    if reading is None and _in_our_order(rows):
        keys = [column.key for column in CHAT_COLUMNS]
        reading = Reading(tuple(Draft(row.number, dict(zip(keys, row.cells, strict=False))) for row in rows))
    if reading is None:
        raise FaultsError([Fault("no_name_column", values={"column": CHAT_COLUMNS[0].caption})])
    if not reading.drafts:
        raise FaultsError([Fault("file_empty")])
    if len(reading.drafts) > MAX_CHATS:
        raise FaultsError([Fault("too_many_chats", values={"limit": MAX_CHATS})])
    return replace(reading, drafts=tuple(map(_counted, reading.drafts)))


def _counted(draft: Draft) -> Draft:
    """How many take part, as a plain number: «25 чел.», «25,0»."""
    found = _MEMBERS.fullmatch(draft.values.get("members", "").strip())
    return Draft(draft.number, {**draft.values, "members": found[1]}) if found else draft


def _in_our_order(rows: Sequence[SheetRow]) -> bool:
    """Whether rows pasted without headings stand as our columns do: one of them says whom the chat serves."""
    audiences = [row.cells[_AUDIENCE] for row in rows if len(row.cells) > _AUDIENCE]
    return bool(audiences) and sum(bool(audience_as_written(text)) for text in audiences) * 2 > len(rows)

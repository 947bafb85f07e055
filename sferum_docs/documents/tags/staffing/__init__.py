"""Tags of the papers about somebody who leaves, moves or comes."""

from __future__ import annotations

from sferum_docs.documents.tags.staffing.passing import (
    AMENDED,
    CHAT_TAKERS,
    CHATS,
    LEAVING,
    OTHERS,
    ROLES,
    SHEETS,
    SUCCESSORS,
)

TAGS = (LEAVING, AMENDED, OTHERS, ROLES, CHATS, SUCCESSORS, CHAT_TAKERS, SHEETS)

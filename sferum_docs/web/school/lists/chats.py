"""The chats on their way to the platform, with proposals from the staff list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.chat_sheet import CHAT_COLUMNS, audience_as_written, chat_drafts
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.reading import written
from sferum_docs.schools.reader import read_chats
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.tables import TableImport
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.school.asked import field_wording, section_wording
from sferum_docs.web.school.lists.form import EditedList
from sferum_docs.web.school.lists.page import ListPage, list_blueprint
from sferum_docs.web.school.proposals import proposed_chats
from sferum_docs.web.school.responsible import current_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.web.forms.tables import Typed

CHATS = EditedList(
    "chats",
    "chat",
    CHAT,
    lambda chat: chat.name,
    lambda chat: (chat.platform, chat.audience.value, chat.owner),
    lambda chat: written(chat, CHAT),
    said={"audience": lambda text: audience_as_written(text) if text else None},
)


def _platforms() -> tuple[str, ...]:
    words = field_wording("chat.platform")
    return words.offers if words else ()


def _save(chats: tuple[Any, ...], _rows: Sequence[Typed]) -> str:
    school = current_school()
    save_school(current_school_id(), replace(school, chats=chats), actor(), school)
    return f"Чаты сохранены: {len(chats)}."


def _suggested(rows: Sequence[Typed]) -> tuple[Sequence[Typed], str]:
    known = {str(row.get("name") or "").casefold() for row in rows}
    fresh = tuple(
        row for row in proposed_chats(current_school(), current_choices()) if str(row["name"]).casefold() not in known
    )
    told = f"Предложено {counted(len(fresh), 'чат', 'чата', 'чатов')}. Укажите, откуда каждый переводится, и сохраните."
    none = "Новых предложений нет: чаты работников и классов уже в списке."
    return (*rows, *fresh), told if fresh else none


blueprint = list_blueprint(
    ListPage(
        CHATS,
        TableImport(chat_drafts, CHAT_COLUMNS, ("name", "audience")),
        "Чаты",
        look="cards",
        whole="Чаты",
        one="чат",
        check="чаты",
        read=lambda record: read_chats(record, current_school().staff),
        save=_save,
        shown=lambda: {
            "staff": current_school().staff,
            "platforms": _platforms(),
            "about": section_wording("chats").about,
        },
        actions={"suggest": _suggested},
    )
)

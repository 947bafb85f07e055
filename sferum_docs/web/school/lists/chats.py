"""The chats on their way to the platform, with proposals from the staff list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import request

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.schools.chat_sheet import CHAT_COLUMNS, chat_drafts
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.reading import written
from sferum_docs.schools.lists.audiences import audience_as_written
from sferum_docs.schools.lists.find_worker import Workers
from sferum_docs.schools.lists.same_entry import KnownChats
from sferum_docs.schools.reader import read_chats
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.tables import TableImport
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.school.asked import field_wording, section_wording
from sferum_docs.web.school.lists.form import EditedList
from sferum_docs.web.school.lists.page import ListPage, list_blueprint
from sferum_docs.web.school.proposals import chat_key, proposed_chats
from sferum_docs.web.school.responsible import current_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.web.forms.tables import Typed

CHATS = EditedList(
    "chats",
    "chat",
    CHAT,
    lambda chat: chat.name,
    lambda chat: (chat.platform, chat.audience, chat.owner),
    lambda chat: written(chat, CHAT),
    said={"audience": audience_as_written},
)


def _platforms() -> tuple[str, ...]:
    words = field_wording("chat.platform")
    return words.offers if words else ()


def _save(chats: tuple[Any, ...], _rows: Sequence[Typed]) -> str:
    school = current_school()
    save_school(current_school_id(), replace(school, chats=chats), actor(), school)
    return f"Чаты сохранены: {len(chats)}."


def _suggested(rows: Sequence[Typed], _said: str) -> tuple[Sequence[Typed], str]:
    known = {chat_key(row.get("name")) for row in rows}
    offered = proposed_chats(current_school(), current_choices())
    fresh = tuple(row for row in offered if chat_key(row["name"]) not in known)
    told = f"Предложено {counted(len(fresh), 'чат', 'чата', 'чатов')}. Укажите, откуда каждый переводится, и сохраните."
    none = "Новых предложений нет: чаты работников и классов уже в списке."
    return _from_there((*rows, *fresh)), told if fresh else none


def _for_all(rows: Sequence[Typed], _said: str) -> tuple[Sequence[Typed], str]:
    bare = sum(not row.get("platform") for row in rows)
    if not _platform_for_all():
        return rows, "Впишите, откуда переводятся чаты, и нажмите ещё раз."
    filled = f"«{_platform_for_all()}» вписано в {counted(bare, 'чат', 'чата', 'чатов')}. Проверьте и сохраните."
    return _from_there(rows), filled if bare else "Пустых полей «Откуда» нет: вписанное раньше не тронуто."


def _from_there(rows: Sequence[Typed]) -> Sequence[Typed]:
    """The rows with the platform said for all in those that have none."""
    platform = _platform_for_all()
    return tuple(row if row.get("platform") else {**row, "platform": platform} for row in rows) if platform else rows


def _platform_for_all() -> str:
    return clean_line(request.form.get("platform_for_all", ""))


def _owners(rows: Sequence[Typed]) -> tuple[tuple[int, str, str], ...]:
    """Number of a row, the owner as written, the only worker who may be meant, for rows where somebody must say so."""
    workers = Workers(current_school().staff)
    written = [(number, str(row.get("owner") or "")) for number, row in enumerate(rows, start=1)]
    found = ((number, text, workers.find(text).proposed) for number, text in written if text)
    return tuple((number, text, people[0].full_name) for number, text, people in found if len(people) == 1)


def _with_owners(rows: Sequence[Typed], _said: str) -> tuple[Sequence[Typed], str]:
    meant = {number: (text, name) for number, text, name in _owners(rows)}
    filled = [
        {**row, "owner": meant[number][1]} if number in meant else row for number, row in enumerate(rows, start=1)
    ]
    told = "; ".join(f"«{text}» — {name}" for text, name in meant.values())
    return filled, f"Подставлено: {told}. Проверьте и сохраните." if meant else "Подставлять некого."


def _settled(rows: Sequence[Typed]) -> Sequence[Typed]:
    """Rows with the full names of owners who are meant for sure."""
    workers = Workers(current_school().staff)
    found = ((row, workers.find(str(row.get("owner") or "")).person) for row in rows)
    return tuple({**row, "owner": person.full_name} if person else row for row, person in found)


blueprint = list_blueprint(
    ListPage(
        CHATS,
        TableImport(chat_drafts, CHAT_COLUMNS, KnownChats),
        "Чаты",
        look="cards",
        whole="Чаты",
        one="чат",
        check="чаты",
        read=lambda record: read_chats(record, current_school().staff),
        save=_save,
        shown=lambda rows: {
            "owners": _owners(rows),
            "bare": sum(not row.get("platform") for row in rows),
            "for_all": _platform_for_all(),
            "staff": current_school().staff,
            "platforms": _platforms(),
            "about": section_wording("chats").about,
        },
        actions={"suggest": _suggested, "for-all": _for_all, "owners": _with_owners},
        settled=_settled,
    )
)

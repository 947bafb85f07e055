"""The list of working chats out of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.columns import Column, Draft, drafts
from sferum_docs.schools.model import Audience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets import Row

CHAT_COLUMNS = (
    Column("name", "Название чата", ("название чата", "название", "наименование", "чат"), required=True),
    Column("platform", "Откуда (платформа)", ("платформа", "откуда", "мессенджер", "где")),
    Column("audience", "Кого объединяет", ("категория", "кого", "вид", "аудитория")),
    Column("members", "Участников", ("число участ", "количество участ", "участник", "кол во")),
    Column("owner", "Владелец", ("владелец", "администратор", "ответствен", "кто ведет")),
    Column("personal_data", "Есть персональные данные", ("содержит перс", "есть перс", "персональн", "пд")),
    Column("new_name", "Новое название", ("новый чат", "новое название", "название в сферум")),
    Column("due", "Срок перевода", ("срок",)),
)

# beginnings of words by which a person names whom a chat serves
_AUDIENCES = (
    ("родител", Audience.PARENTS),
    ("администрац", Audience.OFFICE),
    ("мо", Audience.SUBJECT),
    ("методич", Audience.SUBJECT),
    ("кружок", Audience.CLUB),
    ("секци", Audience.CLUB),
    ("класс", Audience.PUPILS),
    ("учени", Audience.PUPILS),
    ("обучающ", Audience.PUPILS),
    ("пед", Audience.STAFF),
    ("учител", Audience.STAFF),
    ("коллектив", Audience.STAFF),
)


def chat_drafts(rows: Sequence[Row]) -> tuple[Draft, ...]:
    """Rows of the chat table by key. FaultsError names every line that does not fit."""
    found, faults = drafts(rows, CHAT_COLUMNS)
    if faults and faults[0].code == "no_name_column":
        # pasted without headings: the columns stand in our order
        keys = [column.key for column in CHAT_COLUMNS]
        found, faults = tuple(Draft(row.number, dict(zip(keys, row.cells, strict=False))) for row in rows), []
    if not found and not faults:
        faults = [Fault("file_empty")]
    if faults:
        raise FaultsError(faults)
    return found


def audience_as_written(text: str) -> Audience | None:
    """Whom a chat serves, from the words of a person; None when they say nothing known."""
    words = text.casefold().replace("ё", "е").replace("-", " ").replace("(", " ").split()
    for beginning, audience in _AUDIENCES:
        if any(word == beginning if beginning == "мо" else word.startswith(beginning) for word in words):
            return audience
    return None

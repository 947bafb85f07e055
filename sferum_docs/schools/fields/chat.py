"""A working chat on its way. The fields stand as the columns of the sheet do: a pasted block falls into place."""

from __future__ import annotations

from sferum_docs.schools.fields.declaration import SchoolField, SheetHeading, ValueKind
from sferum_docs.schools.lists.audiences import audiences
from sferum_docs.schools.model import Closing

MOST_MEMBERS = 10_000
_NAMES = ("название чата", "название", "наименование", "чат", "группа!")
_PLATFORMS = ("платформа", "откуда", "мессенджер", "где", "приложение")
_AUDIENCES = ("категория", "кого", "для кого", "вид", "аудитория", "участники чата")
_MEMBERS = ("число участ", "количество участ", "участник", "кол во", "человек", "чел!", "сколько")
_OWNERS = ("владелец", "администратор", "админ", "ответствен", "кто ведет", "кто переводит")
_PERSONAL = ("содержит перс", "есть перс", "персональн", "пд!", "перс данные")

CHAT = (
    SchoolField(
        "name", ValueKind.TEXT, "Название чата", "название чата", required=True, tag="название",
        sheet=SheetHeading("Название чата", _NAMES, 38, needed=True),
    ),
    SchoolField(
        "platform", ValueKind.TEXT, "Откуда", "откуда", required=True, suggest="platforms", tag="платформа",
        sheet=SheetHeading("Откуда (платформа)", _PLATFORMS),
    ),
    SchoolField(
        "audience", ValueKind.OFFERED, "Кого объединяет", "кого объединяет", required=True,
        captions=(("", "выберите"), *((item.name, item.name) for item in audiences())), tag="вид",
        sheet=SheetHeading("Кого объединяет", _AUDIENCES, 28),
    ),
    SchoolField(
        "members", ValueKind.COUNT, "Человек", "сколько участников; пусто, если не указано",
        high=MOST_MEMBERS, tag="участников", sheet=SheetHeading("Участников", _MEMBERS),
    ),
    SchoolField(
        "owner", ValueKind.TEXT, "Кто переводит", "кто переводит", required=True, suggest="workers", tag="владелец",
        sheet=SheetHeading("Владелец", _OWNERS, 34),
    ),
    SchoolField(
        "personal_data", ValueKind.ANSWER, "Перс. данные",
        "есть ли персональные данные: да, нет; пусто, если не указано",
        tag="персональные_данные", sheet=SheetHeading("Есть персональные данные", _PERSONAL),
    ),
    SchoolField(
        "new_name", ValueKind.TEXT, "Новое название", "название нового чата", tag="новое_название",
        sheet=SheetHeading("Новое название", ("новый чат", "новое название", "название в сферум"), 34),
    ),
    SchoolField(
        "due", ValueKind.DAY, "Перевести до", "срок перевода", tag="срок",
        sheet=SheetHeading("Срок перевода", ("срок", "перевести до")),
    ),
    SchoolField("moved", ValueKind.DAY, "Переведён", "когда переведён; пусто, если ещё нет", tag="переведён"),
    SchoolField(
        "joined", ValueKind.COUNT, "Вошли, чел.", "сколько присоединилось; пусто, если нет",
        high=MOST_MEMBERS, tag="присоединилось",
    ),
    SchoolField("closed", ValueKind.DAY, "Старый закрыт", "когда закрыт старый; пусто, если нет", tag="закрыт"),
    SchoolField(
        "closing", ValueKind.CHOICE, "Старый чат", "как закрывается старый", options=Closing,
        captions=tuple((item, item) for item in (Closing.READ_ONLY, Closing.DELETED)), tag="способ",
    ),
)  # fmt: skip

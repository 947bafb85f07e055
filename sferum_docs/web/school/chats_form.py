"""The chats as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField

from sferum_docs.schools.chat_sheet import audience_as_written
from sferum_docs.schools.model import Audience, Closing
from sferum_docs.web.forms.edit_token import Part
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm, RowForm
from sferum_docs.web.forms.tables import typed_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.schools.model import Chat
    from sferum_docs.web.forms.tables import Typed

PLATFORMS = ("WhatsApp", "Telegram", "Viber", "VK Мессенджер", "Skype", "Discord", "электронная почта", "SMS")


class ChatRow(RowForm):
    """A chat on its way; the fields stand as the columns of the sheet do, so that a pasted block falls into place."""

    name = StringField("Название чата")
    platform = StringField("Откуда", render_kw={"list": "platforms"})
    audience = OpenSelect(
        "Кого объединяет", options=[("", "выберите"), *((item.value, item.value) for item in Audience)]
    )
    members = StringField("Человек", render_kw={"inputmode": "numeric"})
    owner = StringField("Кто переводит", render_kw={"list": "workers"})
    personal_data = BooleanField("Перс. данные")
    new_name = StringField("Название в Сферуме")
    due = DayField("Перевести до")
    moved = DayField("Переведён")
    joined = StringField("Вошли, чел.", render_kw={"inputmode": "numeric"})
    closed = DayField("Старый закрыт")
    closing = OpenSelect(
        "Старый чат", options=[(item.value, item.value) for item in (Closing.READ_ONLY, Closing.DELETED)]
    )


KEYS = (
    "name",
    "platform",
    "audience",
    "members",
    "owner",
    "personal_data",
    "new_name",
    "due",
    "moved",
    "joined",
    "closed",
    "closing",
)


class ChatsForm(PageForm):
    """All chats with their two doors for Excel."""

    chats = FieldList(FormField(ChatRow))
    text = TextAreaField("Строки из Excel")
    file = FileField("Файл")

    @property
    def rows(self) -> tuple[Typed, ...]:
        """The rows with something in them; the way of closing is always filled."""
        return typed_rows(self.chats.data, but=frozenset({"closing"}))


def chats_form(rows: Iterable[Typed], spare: int) -> ChatsForm:
    """The form that shows these rows and some empty ones below."""
    return ChatsForm(formdata=None, data={"chats": [*map(_shown, rows), *({} for _ in range(spare))]})


def chat_values(chats: Iterable[Chat]) -> tuple[Typed, ...]:
    """The rows of kept chats."""
    return tuple({key: getattr(chat, key) for key in KEYS} for chat in chats)


def chat_parts(chats: Iterable[Chat]) -> dict[str, Part]:
    """Each chat as a part of the list that another may have changed; one of the same name has a number."""
    parts: dict[str, Part] = {}
    for chat in chats:
        values = tuple(str(getattr(chat, key)) for key in KEYS if key != "name")
        name, count = chat.name, 1
        while name in parts:
            count += 1
            name = f"{chat.name} ({count})"
        parts[name] = Part(chat.name, values, ", ".join(filter(None, (chat.platform, chat.audience.value, chat.owner))))
    return parts


def to_record(rows: Iterable[Typed]) -> dict[str, list[dict[str, Any]]]:
    """The rows as the reader of the domain takes them."""
    return {"chats": [{key: row.get(key) for key in KEYS} for row in rows]}


def _shown(row: Typed) -> dict[str, object]:
    written = str(row.get("audience") or "")
    audience = audience_as_written(written) if written else None
    flag = row.get("personal_data")
    return {
        **{key: "" if value is None else value for key, value in row.items()},
        "audience": audience.value if audience else written,
        "personal_data": flag if isinstance(flag, bool) else str(flag or "").casefold() in {"да", "есть", "+"},
    }

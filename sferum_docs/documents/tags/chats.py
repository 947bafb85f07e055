"""Tags of the chats: where each is, where it goes, who moves it, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Group, Rows, Tag
from sferum_docs.documents.tags.fields import SHOWN, FieldTags
from sferum_docs.documents.tags.people import full_name, post
from sferum_docs.grammar.values import Noun
from sferum_docs.packs.model import ChatsOf
from sferum_docs.schools.bodies.brief_name import brief_name
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.lists.audiences import audience_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.schools.model import Chat, Person


@dataclass(frozen=True, slots=True)
class OwnedChat:
    """A chat with its owner and the day that counts for it."""

    chat: Chat
    owner: Person
    due: date
    new_name: str
    audience: str  # in the words of the body


def owned_chats(situation: Situation) -> tuple[OwnedChat, ...]:
    """The chats of the school; one without a day of its own takes that of its kind."""
    words = body_words(situation.school.requisites)
    return tuple(
        OwnedChat(
            chat,
            owner,
            chat.due or _common_day(situation, chat),
            chat.new_name or _new_name(situation, chat),
            words.audience(chat.audience),
        )
        for chat in situation.school.chats
        if (owner := situation.school.worker(chat.owner)) is not None
    )


def chats_to_move(situation: Situation) -> tuple[OwnedChat, ...]:
    """The chats that were not moved before the day of the act: those moved earlier are none of its concern."""
    since = situation.pack.directive.date
    return tuple(row for row in owned_chats(situation) if row.chat.moved is None or row.chat.moved >= since)


def _common_day(situation: Situation, chat: Chat) -> date:
    whose = ChatsOf.FAMILIES if audience_of(chat.audience).of_families else ChatsOf.STAFF
    asked = next((field.key for field in situation.spec.fields if field.chats_of is whose), "")
    return situation.day_asked(asked) or situation.order_date


_FORM = re.compile(r"\b\d{1,2}\s?(?:«[А-ЯЁ]»|[А-ЯЁа-яё]\b)")
_SEPTEMBER = 9


def _new_name(situation: Situation, chat: Chat) -> str:
    """The rule that the pack proposes: school, form, kind of chat, school year; without a form, the old name."""
    day = min(chat.moved or situation.order_date, situation.order_date)  # moved before the order, it bears its own year
    year = day.year - (day.month < _SEPTEMBER)
    who = body_words(situation.school.requisites).audience(audience_of(chat.audience).who)
    form = _FORM.search(chat.name) if who else None
    which = f"{form[0]}, {who}" if form else chat.name
    return f"{brief_name(situation.school.requisites.short_name)}, {which}, {year}/{year + 1}"


_POST: Tag[OwnedChat] = Tag("должность", Kind.WORDS, "должность того, кто переводит", lambda row: post(row.owner))
# in a plan what nobody told is an empty cell
_IN_A_TABLE = {
    **SHOWN,
    ValueKind.COUNT: (Kind.TEXT, lambda number: "" if number is None else str(number)),
    ValueKind.ANSWER: (Kind.TEXT, lambda said: "" if said is None else "да" if said else "нет"),
}
_TAGS: FieldTags[OwnedChat] = FieldTags(
    own={
        "owner": (Kind.WORDS, lambda row: full_name(row.owner)),
        "new_name": (Kind.TEXT, lambda row: row.new_name),
        "audience": (Kind.TEXT, lambda row: row.audience),
        "due": (Kind.DATE, lambda row: row.due),
    },
    after={"owner": _POST},
    shown=_IN_A_TABLE,
    part="chat",
)
CHATS: Rows[OwnedChat] = Rows(
    "чаты", "Рабочие чаты", owned_chats, _TAGS.of(CHAT), Gap("список чатов", "chats#chats-0-name")
)
TO_MOVE: Rows[OwnedChat] = Rows(
    "чаты_к_переносу",
    "Чаты, которые не перенесены до дня акта; их может не быть, и документ составляется без них",
    chats_to_move,
    _TAGS.of(CHAT),
)
MOVING: Group[tuple[OwnedChat, ...]] = Group(
    "перенос_чатов",
    "Сколько их и сколько уже перенесено",
    chats_to_move,
    (
        Tag("всего", Kind.NUMBER, "сколько таких чатов", len),
        Tag(
            "перенесено",
            Kind.NUMBER,
            "сколько перенесено",
            lambda rows: sum(row.chat.moved is not None for row in rows),
        ),
        Tag("осталось", Kind.NUMBER, "сколько не перенесено", lambda rows: sum(row.chat.moved is None for row in rows)),
        Tag(
            "закрыто",
            Kind.NUMBER,
            "сколько прежних закрыто",
            lambda rows: sum(row.chat.closed is not None for row in rows),
        ),
        Tag(
            "есть_отметки",
            Kind.FLAG,
            "отмечено ли хоть что-то о переносе",
            lambda rows: any(row.chat.moved or row.chat.closed or row.chat.joined is not None for row in rows),
        ),
    ),
)
MARKED: Tag[Situation] = Tag(
    "есть_отметки_чатов",
    Kind.FLAG,
    "отмечено ли хоть что-то о переводе чатов; если нет, нули значат «отметок ещё нет»",
    lambda situation: any(chat.moved or chat.closed or chat.joined is not None for chat in situation.school.chats),
)


def chat_gaps(situation: Situation, names: Collection[str]) -> tuple[Gap, ...]:
    """Where a template lists chats: those whose owner is excused from the platform or works here no more."""
    listed = {CHATS.name, TO_MOVE.name}.intersection(names)
    exempt = situation.school.exempt if listed else {}
    away = tuple(
        Gap(f"другой человек для чата «{chat.name}»: {chat.owner} не регистрируется", f"chats#chats-{place}-owner")
        for place, chat in enumerate(situation.school.chats)
        if chat.owner in exempt
    )
    # a list that may be empty must not lose a chat unseen: it would say that there is none
    gone = tuple(
        Gap(f"работник, который ведёт чат «{chat.name}»", f"chats#chats-{place}-owner")
        for place, chat in enumerate(situation.school.chats)
        if TO_MOVE.name in listed and situation.school.worker(chat.owner) is None
    )
    return (*away, *gone)


_ONE = ("владелец", "владельца", "владельцу", "владельца", "владельцем", "владельце")
_MANY = ("владельцы", "владельцев", "владельцам", "владельцев", "владельцами", "владельцах")


def _owners(situation: Situation) -> int:
    return len({chat.owner for chat in situation.school.chats})


OWNERS_TOTAL: Tag[Situation] = Tag("владельцев_чатов", Kind.NUMBER, "у скольких людей есть чаты", _owners)
OWNERS: Tag[Situation] = Tag(
    "владельцы_чатов",
    Kind.WORDS,
    "владелец или владельцы чатов, сколько их есть",
    lambda situation: Noun(tuple(f"{form} чатов" for form in (_ONE if _owners(situation) == 1 else _MANY))),
)
CHATS_TOTAL: Tag[Situation] = Tag(
    "чатов_всего", Kind.NUMBER, "сколько чатов", lambda situation: len(situation.school.chats)
)
CHATS_MOVED: Tag[Situation] = Tag(
    "чатов_переведено",
    Kind.NUMBER,
    "сколько чатов переведено",
    lambda situation: sum(chat.moved is not None for chat in situation.school.chats),
)
CHATS_LEFT: Tag[Situation] = Tag(
    "чатов_осталось",
    Kind.NUMBER,
    "сколько чатов ещё не переведено",
    lambda situation: sum(chat.moved is None for chat in situation.school.chats),
)
CHATS_CLOSED: Tag[Situation] = Tag(
    "чатов_закрыто",
    Kind.NUMBER,
    "сколько прежних чатов закрыто",
    lambda situation: sum(chat.closed is not None for chat in situation.school.chats),
)
CHATS_SHARE: Tag[Situation] = Tag(
    "чатов_процент",
    Kind.NUMBER,
    "какая часть чатов переведена, целых процентов",
    lambda situation: (
        100 * sum(chat.moved is not None for chat in situation.school.chats) // max(1, len(situation.school.chats))
    ),
)
TAGS: tuple[Rows[Any] | Group[Any] | Tag[Situation], ...] = (
    CHATS,
    TO_MOVE,
    MOVING,
    MARKED,
    OWNERS,
    OWNERS_TOTAL,
    CHATS_TOTAL,
    CHATS_MOVED,
    CHATS_LEFT,
    CHATS_CLOSED,
    CHATS_SHARE,
)

"""Who leaves, which order appointed them, what passes to whom, which orders the others have to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.staffing.model import ChangeKind, KnownOrder, PassedChat, PassedRole, Staffing
from sferum_docs.documents.tags.declaration import Gap, Group, Rows, Tag
from sferum_docs.documents.tags.people import full_name, post
from sferum_docs.grammar.values import Post
from sferum_docs.packs.model import Audience
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.schools.model import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.documents.requests.situation import Situation

_PLACE = "people"
_WHY = {
    ChangeKind.DISMISSED: "увольнением",
    ChangeKind.MOVED: "переводом на другую должность",
    ChangeKind.LEAVE: "длительным отсутствием",
    ChangeKind.HIRED: "приёмом на работу",
}
_NAME: Tag[Person] = Tag("фио", Kind.WORDS, "фамилия, имя, отчество", full_name)
_POST: Tag[Person] = Tag("должность", Kind.WORDS, "должность", post)
_FEMALE: Tag[Person] = Tag("женщина", Kind.FLAG, "женщина ли", lambda person: person.sex is Sex.FEMALE)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told, with the words of the body."""

    of: Staffing
    unit: str  # «класса» or «группы»
    day: date  # of the paper


def _told(situation: Situation) -> _Told | None:
    told = situation.staffing
    if told is None:
        return None
    return _Told(
        told, body_words(situation.school.requisites).unit_of(told.class_name)[1], situation.day(situation.spec.id)
    )


def _day_of(told: Staffing) -> str:
    return f"{'' if told.kind is ChangeKind.DISMISSED else 'с '}{told.day:%d.%m.%Y}"


def _leads_now(told: _Told) -> Person:
    return told.of.class_to or told.of.person


LEAVING: Group[_Told] = Group(
    "уход",
    "Кто уходит, переходит на другую должность или принят",
    _told,
    (
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество", lambda told: full_name(told.of.person)),
        Tag("должность", Kind.WORDS, "должность, прежняя", lambda told: post(told.of.person)),
        Tag("женщина", Kind.FLAG, "женщина ли", lambda told: told.of.person.sex is Sex.FEMALE),
        Tag("причина", Kind.TEXT, "слова после «в связи с»: увольнением", lambda told: _WHY[told.of.kind]),
        Tag("уволен", Kind.FLAG, "увольнение ли это", lambda told: told.of.kind is ChangeKind.DISMISSED),
        Tag("отсутствует", Kind.FLAG, "длительное ли это отсутствие", lambda told: told.of.kind is ChangeKind.LEAVE),
        Tag("уже_нет", Kind.FLAG, "ушёл ли человек раньше, чем издан документ", lambda told: told.of.is_gone(told.day)),
        Tag("принят", Kind.FLAG, "новый ли это работник", lambda told: told.of.kind is ChangeKind.HIRED),
        Tag("с_какого_дня", Kind.DATE, "день увольнения, перевода, приёма", lambda told: told.of.day),
        Tag(
            "передача_с",
            Kind.DATE,
            "первый день тех, кто принимает; не раньше самого документа",
            lambda told: max(told.of.passes_on, told.day),
        ),
        Tag(
            "день",
            Kind.TEXT,
            "с 07.12.2026; при увольнении без «с»: это последний рабочий день",
            lambda told: _day_of(told.of),
        ),
        Tag("основание", Kind.TEXT, "приказ по личному составу; пусто, если не указан", lambda told: told.of.ground),
        Tag("есть_класс", Kind.FLAG, "передаётся ли класс", lambda told: told.of.class_to is not None),
        Tag(
            "класс",
            Kind.TEXT,
            "класс в родительном падеже: класса 5 «А»",
            lambda told: f"{told.unit} {told.of.class_name}",
        ),
        Tag("класс_кому", Kind.WORDS, "кому передаётся класс", lambda told: full_name(_leads_now(told))),
        Tag("класс_кому_должность", Kind.WORDS, "его должность", lambda told: post(_leads_now(told))),
    ),
    Gap("кто уходит и кому передаёт дела: документ составляется со страницы «Люди»", _PLACE),
)
_ORDER: tuple[Tag[KnownOrder], ...] = (
    Tag("вид", Kind.TEXT, "вид документа: приказ", lambda order: order.kind),
    Tag("дата", Kind.DATE, "дата приказа", lambda order: order.day),
    Tag("номер", Kind.TEXT, "номер приказа", lambda order: order.number),
    Tag("заголовок", Kind.TEXT, "заголовок приказа", lambda order: order.title),
)
AMENDED: Group[KnownOrder] = Group(
    "изменяемый_приказ",
    "Действующий приказ о назначении, в который вносятся изменения",
    lambda situation: situation.staffing.amended if situation.staffing else None,
    _ORDER,
    Gap("действующий приказ о назначении, записанный в журнал", "register"),
)
OTHERS: Rows[KnownOrder] = Rows(
    "другие_приказы",
    "Другие действующие приказы, по которым тому же работнику что-то поручено",
    lambda situation: situation.staffing.others if situation.staffing else (),
    _ORDER,
)
ROLES: Rows[PassedRole] = Rows(
    "переданные_роли",
    "Обязанности, которые переходят к другим",
    lambda situation: situation.staffing.roles if situation.staffing else (),
    (
        Tag("роль", Kind.WORDS, "чьи обязанности: ответственного за питание", lambda row: Post(row.label)),
        Tag("фио", Kind.WORDS, "кому", lambda row: full_name(row.to)),
        Tag("должность", Kind.WORDS, "его должность", lambda row: post(row.to)),
    ),
)
CHATS: Rows[PassedChat] = Rows(
    "переданные_чаты",
    "Чаты, которые переходят к другим",
    lambda situation: situation.staffing.chats if situation.staffing else (),
    (
        Tag("название", Kind.TEXT, "название чата", lambda row: row.name),
        Tag("платформа", Kind.TEXT, "платформа", lambda row: row.platform),
        Tag("фио", Kind.WORDS, "кому", lambda row: full_name(row.to)),
        Tag("должность", Kind.WORDS, "его должность", lambda row: post(row.to)),
    ),
)


def _successors(situation: Situation) -> Sequence[Person]:
    return situation.staffing.successors if situation.staffing else ()


SUCCESSORS: Rows[Person] = Rows(
    "принимающие", "Кто принимает обязанности, класс и чаты, каждый один раз", _successors, (_NAME, _POST, _FEMALE)
)


CHAT_TAKERS: Rows[Person] = Rows(
    "принимающие_чаты",
    "Кто принимает чаты, каждый один раз",
    lambda situation: tuple(dict.fromkeys(row.to for row in situation.staffing.chats)) if situation.staffing else (),
    (_NAME, _POST, _FEMALE),
)


@dataclass(frozen=True, slots=True)
class _SheetOrder:
    """An order on somebody's sheet; a draft has no number and no day yet."""

    kind: str
    day: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class WorkerSheet:
    """The orders that one worker signs for."""

    person: Person
    orders: tuple[_SheetOrder, ...]


def worker_sheets(situation: Situation) -> tuple[WorkerSheet, ...]:
    """The sheet of each worker: the orders in force, then the one about the change that is made with it."""
    told = situation.staffing
    if told is None:
        return ()
    made = tuple(
        _SheetOrder(spec.kind, _day(situation, spec.id), situation.number(spec.id), spec.title)
        for name in situation.chosen
        if (spec := situation.pack.by_id.get(name)) is not None and spec.acquaint is Audience.SUCCESSORS
    )
    taking = {person.full_name for person in told.successors}
    return tuple(
        WorkerSheet(
            item.person,
            (
                *(_SheetOrder(each.kind, f"{each.day:%d.%m.%Y}", each.number, each.title) for each in item.orders),
                *(made if item.person.full_name in taking else ()),
            ),
        )
        for item in told.to_know
    )


def _day(situation: Situation, document: str) -> str:
    return f"{situation.dates[document]:%d.%m.%Y}" if document in situation.dates else "______________"


SHEETS: Rows[WorkerSheet] = Rows(
    "листы_работников",
    "По листу на каждого, кого знакомят с приказами",
    worker_sheets,
    (
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество", lambda sheet: full_name(sheet.person)),
        Tag("должность", Kind.WORDS, "должность", lambda sheet: post(sheet.person)),
        Tag("женщина", Kind.FLAG, "женщина ли", lambda sheet: sheet.person.sex is Sex.FEMALE),
        Tag(
            "приказы",
            Kind.LIST,
            "с чем знакомят",
            lambda sheet: sheet.orders,
            (
                Tag("вид", Kind.TEXT, "вид документа", lambda order: order.kind),
                Tag("дата", Kind.TEXT, "дата; место для записи, если ещё нет", lambda order: order.day),
                Tag("номер", Kind.TEXT, "номер; у проекта ____", lambda order: order.number),
                Tag("заголовок", Kind.TEXT, "заголовок", lambda order: order.title),
            ),
        ),
    ),
    Gap("приказ, с которым знакомить", _PLACE),
)

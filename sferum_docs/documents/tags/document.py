"""Tags of the document itself: its heading, date, number, grounds; and the order it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.legal_acts import acts_in_force
from sferum_docs.docengine import Kind
from sferum_docs.documents.requests.named_papers import says_none
from sferum_docs.documents.tags.annexes import annex_count
from sferum_docs.documents.tags.declaration import Group, Rows, Tag
from sferum_docs.documents.tags.people import full_name, post
from sferum_docs.packs.model import FieldKind
from sferum_docs.schools.model import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec, FieldSpec


_ALIKE = re.compile(r"в соответствии с ")


def grounds(situation: Situation) -> str:
    """Citations of the acts in force on the order's date, ready to stand after «и»; empty when there are none.

    Those that begin alike are told in one breath: «в соответствии с законом …, законом … и распоряжением …».
    """
    acts = acts_in_force(situation.pack.acts, situation.order_date)
    cited = [acts[name].citation for name in situation.spec.acts if name in acts]
    alike = [_ALIKE.sub("", citation) for citation in cited if _ALIKE.match(citation)]
    if len(alike) > 1:
        first = next(citation for citation in cited if _ALIKE.match(citation))
        others = [citation for citation in cited if not _ALIKE.match(citation)]
        cited = [f"{first}{''.join(f', {citation}' for citation in alike[1:-1])} и {alike[-1]}", *others]
    return ", а также ".join(cited)


TO_WRITE = "______________"  # where a date is written by hand


def _signed(situation: Situation) -> str:
    day = situation.dates.get(situation.spec.id)
    return TO_WRITE if day is None else f"{day:%d.%m.%Y}"


_OWN: tuple[Tag[Situation], ...] = (
    Tag("заголовок", Kind.TEXT, "заголовок документа", lambda situation: situation.spec.title),
    Tag("дата", Kind.DATE, "дата приказа", lambda situation: situation.order_date),
    Tag("номер", Kind.TEXT, "номер; у проекта ____", lambda situation: situation.number(situation.spec.id)),
    Tag(
        "подписан",
        Kind.TEXT,
        "день подписания, он же день в журнале; у проекта — место для даты",
        _signed,
    ),
    Tag(
        "приказываю",
        Kind.TEXT,
        "слово «приказываю» так, как его пишут в школе",
        lambda situation: situation.school.layout.operative_word.value,
    ),
    Tag(
        "прилагаемые",
        Kind.LIST,
        "названия планов, которые утверждает этот приказ",
        lambda situation: [spec.title for spec in situation.annexes_of(situation.spec.id)],
    ),
    Tag(
        "ид_прилагаемых",
        Kind.LIST,
        "обозначения того, что утверждает этот приказ: D10",
        lambda situation: [spec.id for spec in situation.annexes_of(situation.spec.id)],
    ),
    Tag(
        "номер_приложения",
        Kind.TEXT,
        "номер приложения; пусто, если оно одно",
        lambda situation: situation.annex_number,
    ),
    Tag("основания", Kind.TEXT, "правовые основания, действующие на дату", grounds),
)
_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.LINES: Kind.LIST,
    FieldKind.DATE: Kind.DATE,
    FieldKind.NUMBER: Kind.NUMBER,
    FieldKind.FLAG: Kind.FLAG,
}


def _asked(field: FieldSpec) -> Tag[Situation]:
    return Tag(field.key, _KINDS[field.kind], field.label, _answer(field))


def _answer(field: FieldSpec) -> Callable[[Situation], Any]:
    def value(situation: Situation) -> Any:
        answer = situation.answer(field.key)
        if field.kind is FieldKind.LINES:
            return list(answer) if isinstance(answer, tuple) else []
        if field.kind is FieldKind.TEXT:
            return "" if field.or_none and says_none(str(answer or "")) else str(answer or "")
        return answer

    return value


def document_group(asked: tuple[FieldSpec, ...]) -> Group[Situation]:
    """The record «документ» with the questions that a document asks."""
    tags = (_asked(field) for field in asked if field.kind in _KINDS)
    workers = (tag for field in asked if field.kind is FieldKind.WORKER for tag in _charged(field))
    return Group("документ", "Этот документ", lambda situation: situation, (*_OWN, *tags, *workers))


_BLANK = Person(TO_WRITE, "", Sex.MALE, TO_WRITE)  # where nobody can be named yet


def _charged(field: FieldSpec) -> tuple[Tag[Situation], Tag[Situation]]:
    """The name and the post of the worker whom an answer charges."""

    def person(situation: Situation) -> Person:
        return situation.charged(field) or _BLANK

    return (
        Tag(field.key, Kind.WORDS, f"{field.label}: фамилия, имя, отчество", lambda item: full_name(person(item))),
        Tag(f"{field.key}_должность", Kind.WORDS, f"{field.label}: должность", lambda item: post(person(item))),
    )


def orders(situation: Situation) -> tuple[DocumentSpec, ...]:
    """The orders made together with this document; all of the pack's when it is made alone."""
    ordered = tuple(spec for spec in situation.pack.documents if spec.is_order)
    return tuple(spec for spec in ordered if spec.id in situation.chosen) or ordered


def _dated(situation: Situation, spec: DocumentSpec) -> str:
    drafted = situation.spec.id not in situation.numbers  # as long as nothing is registered all bear the day drafted
    known = spec.id in situation.dates or (drafted and spec.id in situation.chosen)
    return f"{situation.day(spec.id):%d.%m.%Y}" if known else TO_WRITE


ORDERS: Rows[tuple[str, str, str, str]] = Rows(
    "приказы",
    "Приказы, составленные вместе с этим документом, или все приказы комплекта",
    lambda situation: [
        (spec.id, spec.title, _dated(situation, spec), situation.number(spec.id)) for spec in orders(situation)
    ],
    (
        Tag("ид", Kind.TEXT, "обозначение в комплекте: D03", lambda row: row[0]),
        Tag("заголовок", Kind.TEXT, "заголовок приказа", lambda row: row[1]),
        Tag("дата", Kind.TEXT, "дата; место для записи, если приказ составлен не сейчас", lambda row: row[2]),
        Tag("номер", Kind.TEXT, "номер; у проекта ____", lambda row: row[3]),
    ),
)
IN_FORCE: Rows[tuple[DocumentSpec, Situation]] = Rows(
    "действующие_приказы",
    "Приказы этого комплекта, которые зарегистрированы и действуют, кроме самого документа",
    lambda situation: [
        (spec, situation)
        for spec in situation.pack.documents
        if spec.is_order and spec.id in situation.numbers and spec.id != situation.spec.id
    ],
    (
        Tag("заголовок", Kind.TEXT, "заголовок приказа", lambda row: row[0].title),
        Tag("дата", Kind.TEXT, "дата приказа", lambda row: _dated(row[1], row[0])),
        Tag("номер", Kind.TEXT, "номер приказа", lambda row: row[1].number(row[0].id)),
    ),
)
ORDER_IDS: Tag[Situation] = Tag(
    "ид_приказов",
    Kind.LIST,
    "обозначения тех же приказов",
    lambda situation: [spec.id for spec in orders(situation)],
)
TO_COUNT = "____"  # where a number of sheets is written by hand


def _counted(sheets: int | None) -> str:
    return TO_COUNT if sheets is None else str(sheets)


def _all_sheets(situation: Situation) -> str:
    counted = [situation.sheets_of(spec) for spec in situation.enclosed]
    return _counted(None if None in counted else sum(filter(None, counted)))


ENCLOSED: Rows[tuple[DocumentSpec, Situation]] = Rows(
    "вложения",
    "Документы, которые прилагаются к письму",
    lambda situation: [(spec, situation) for spec in situation.enclosed],
    (
        Tag("ид", Kind.TEXT, "обозначение в комплекте: D03", lambda row: row[0].id),
        Tag("вид", Kind.TEXT, "вид документа: приказ, акт", lambda row: row[0].kind),
        Tag("заголовок", Kind.TEXT, "заголовок документа", lambda row: row[0].title),
        Tag("дата", Kind.TEXT, "дата; место для записи, если составлен не сейчас", lambda row: _dated(row[1], row[0])),
        Tag("номер", Kind.TEXT, "номер; у проекта ____", lambda row: row[1].number(row[0].id)),
        Tag("с_приложениями", Kind.FLAG, "есть ли приложения", lambda row: annex_count(row[1], row[0]) > 0),
        Tag("приложений", Kind.NUMBER, "сколько приложений", lambda row: annex_count(row[1], row[0])),
        Tag(
            "листов",
            Kind.TEXT,
            "листов при печати с одной стороны, с приложениями; место для записи, если не сосчитано",
            lambda row: _counted(row[1].sheets_of(row[0])),
        ),
    ),
)
ENCLOSED_SHEETS: Tag[Situation] = Tag(
    "листов_вложений", Kind.TEXT, "листов во всех вложениях; место для записи, если не сосчитано", _all_sheets
)
ORDER: Group[Situation] = Group(
    "приказ",
    "Приказ, к которому относится документ (план, лист ознакомления)",
    lambda situation: situation,
    (
        Tag("заголовок", Kind.TEXT, "заголовок приказа", lambda situation: situation.order.title),
        Tag("дата", Kind.DATE, "дата приказа", lambda situation: situation.day(situation.order.id)),
        Tag(
            "номер", Kind.TEXT, "номер приказа; у проекта ____", lambda situation: situation.number(situation.order.id)
        ),
    ),
)

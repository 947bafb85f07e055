"""Tags of an order that ends those of the succeeded pack: each with what takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Rows, Tag
from sferum_docs.reading.typography import quoted

if TYPE_CHECKING:
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.packs.succession import ReplacedOrder

SINCE = "с_какого_дня"  # the question of a document that says from when the orders are void; else from its own day
_BY_NOTHING = "без замены"


@dataclass(frozen=True, slots=True)
class ReplacedRow:
    """An order with the words on what replaces it, and the day from which it is void."""

    order: ReplacedOrder
    by: str
    since: date


def replaced_orders(situation: Situation) -> tuple[ReplacedRow, ...]:
    """The orders of the succeeded pack that are in force, the oldest first."""
    said = situation.answer(SINCE)
    since = said if isinstance(said, date) else situation.order_date
    return tuple(ReplacedRow(order, _by(situation, order), since) for order in situation.replaced)


def _by(situation: Situation, order: ReplacedOrder) -> str:
    """What is registered or made together with this order; a document nobody made replaces nothing."""
    known = (situation.pack.by_id[document] for document in order.replaced_by if document in situation.pack.by_id)
    told = (_named(situation, spec) for spec in known)
    return "; ".join(dict.fromkeys(filter(None, told))) or _BY_NOTHING


def _named(situation: Situation, spec: DocumentSpec) -> str:
    """«приказ от 01.12.2026 № 115»; by its title before it has a number; empty when it is not made."""
    source = spec.annex_of or spec.id
    if source in situation.numbers:
        day, number = situation.day(source), situation.number(source)
        paper = f"от {day:%d.%m.%Y} № {number}"
        return f"{spec.kind} {quoted(spec.title)}, приказ {paper}" if spec.annex_of else f"{spec.kind} {paper}"
    return spec.name if {spec.id, source} & {*situation.chosen} else ""


REPLACED: Rows[ReplacedRow] = Rows(
    "заменяемые_документы",
    "Приказы прежнего комплекта, которые действуют: их отменяет этот приказ",
    replaced_orders,
    (
        Tag("дата", Kind.DATE, "дата приказа", lambda row: row.order.day),
        Tag("номер", Kind.TEXT, "номер", lambda row: row.order.number),
        Tag("заголовок", Kind.TEXT, "заголовок", lambda row: row.order.title),
        Tag("заменён", Kind.TEXT, "чем заменён; «без замены», если ничем", lambda row: row.by),
        Tag("с_какого_дня", Kind.DATE, "с какого дня утратил силу", lambda row: row.since),
    ),
    Gap("действующие приказы прежнего комплекта", "acts"),
)

"""Forms of the register that belong to no act: the act of refusal, the acquaintance sheet of an entry with its marks.

Their templates lie in `doc_templates/office`, built from sources like those of a pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import Field, Kind, Template, Vocabulary, compile_template
from sferum_docs.documents.making.page_setup import with_page_setup
from sferum_docs.documents.tags.people import full_name, post
from sferum_docs.documents.tags.school import SCHOOL
from sferum_docs.documents.tags.vocabulary import VALUE_TYPES, filters
from sferum_docs.grammar import Gender
from sferum_docs.grammar.values import FullName, Post
from sferum_docs.reading.typography import no_break, whole_codes
from sferum_docs.schools.names import split_full_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.schools.model import School

BLANK_NUMBER = "____"  # to be written in by hand
REFUSAL_ACT, SIGNATURE_SHEET = "акт об отказе", "лист ознакомления"
_INSTRUMENTAL = {"приказ": "приказом", "распоряжение": "распоряжением", "письмо": "письмом"}


@dataclass(frozen=True, slots=True)
class OrderOfPaper:
    """The order that a paper is about."""

    kind: str
    title: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet: who, and the mark; `mark` is empty for who has still to sign."""

    name: str
    post: str
    day: date | None
    mark: str


@dataclass(frozen=True, slots=True)
class RefusalFacts:
    """An act of refusal: its day, who refused (name, post), who witnessed it (names), its number if it has one."""

    day: date
    refused: tuple[tuple[str, str], ...]
    witnesses: tuple[str, ...]
    number: str = ""


_PERSON = (
    Field("фио", Kind.WORDS),
    Field("должность", Kind.WORDS),
    Field("должность_известна", Kind.FLAG),
    Field("женщина", Kind.FLAG),
)
_LINE = tuple(
    Field(name, kind)
    for name, kind in (
        ("должность", Kind.WORDS), ("фио", Kind.TEXT), ("дата", Kind.TEXT), ("отметка", Kind.TEXT),
    )
)  # fmt: skip
_FIELDS = (
    SCHOOL.field,
    Field("приказ", Kind.RECORD, "", tuple(
        Field(name, kind)
        for name, kind in (
            ("чем", Kind.TEXT), ("заголовок", Kind.TEXT), ("номер", Kind.TEXT), ("дата", Kind.DATE),
        )
    )),
    Field("акт", Kind.RECORD, "", (
        Field("дата", Kind.DATE),
        Field("номер", Kind.TEXT),
        Field("один", Kind.FLAG),
        Field("отказались", Kind.LIST, "", _PERSON),
        Field("свидетели", Kind.LIST, "", _PERSON),
    )),
    Field("лист", Kind.LIST, "", _LINE),
    Field("отметки_на", Kind.DATE),
    *(Field(name, Kind.NUMBER) for name in ("подписано", "отказались", "осталось")),
)  # fmt: skip


@lru_cache(maxsize=8)
def office_template(content: bytes) -> Template:
    """The template compiled against the words of these forms. TemplateError."""
    return compile_template(content, Vocabulary(_FIELDS, filters(), VALUE_TYPES))


def refusal_act(template: bytes, school: School, order: OrderOfPaper, facts: RefusalFacts) -> bytes:
    """The act to be signed by its witnesses, in the look of the school."""
    refused = [_person(school, name, work) for name, work in facts.refused]
    act = {
        "дата": facts.day,
        "номер": whole_codes(facts.number) or BLANK_NUMBER,
        "один": len(refused) == 1,
        "отказались": refused,
        "свидетели": [_person(school, name, "") for name in facts.witnesses],
    }
    return _rendered(template, school, order, {"акт": act})


def signature_sheet(
    template: bytes, school: School, order: OrderOfPaper, lines: Sequence[SheetLine], day: date
) -> bytes:
    """The sheet with what is marked so far; empty lines for the rest to sign."""
    rows = [
        {
            "должность": Post(line.post),
            "фио": no_break(line.name),
            "дата": f"{line.day:%d.%m.%Y}" if line.day else "",
            "отметка": no_break(line.mark),
        }
        for line in lines
    ]
    signed = sum(line.day is not None for line in lines)
    refused = sum(line.day is None and bool(line.mark) for line in lines)
    sums = {"подписано": signed, "отказались": refused, "осталось": len(lines) - signed - refused}
    return _rendered(template, school, order, {"лист": rows, "отметки_на": day, **sums})


def _rendered(template: bytes, school: School, order: OrderOfPaper, values: dict[str, Any]) -> bytes:
    about = {
        "чем": _INSTRUMENTAL.get(order.kind, "документом"),
        "заголовок": no_break(order.title),
        "номер": whole_codes(order.number),
        "дата": order.day,
    }
    known = {"школа": {tag.name: tag.build(school.requisites) for tag in SCHOOL.tags}, "приказ": about}
    dressed = with_page_setup(template, school.margins, school.layout)
    return office_template(dressed).render({**known, **values})


def _person(school: School, name: str, work: str) -> dict[str, Any]:
    """A worker as the school keeps him, decisions on cases among it; anybody else by what was typed."""
    worker = school.worker(name)
    if worker is not None:
        value = full_name(worker)
        job = post(worker) if not work or work == worker.post else Post(work, value.gender)
    else:
        parts = split_full_name(name)
        value = FullName(parts.last, parts.first, parts.middle) if parts else FullName(name)
        job = Post(work, value.known_gender())
    return {
        "фио": value,
        "должность": job,
        "должность_известна": bool(str(job)),
        "женщина": value.known_gender() is Gender.FEMALE,
    }

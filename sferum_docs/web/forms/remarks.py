"""Faults of the domain tied to the fields of a page: beside the field and in the summary on top."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import g

from sferum_docs.web.forms.fields import leaves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sferum_docs.reading.faults import Fault

_INDEX = re.compile(r"\[(\d+)\]")
_INNER = re.compile(r"[a-z][\w.\[\]-]*", re.ASCII)
_ROW = re.compile(r"^\w+-(\d+)-")
_ALIKE = 10


@dataclass(frozen=True, slots=True)
class FieldError:
    """One line of the summary: the field it leads to (may be none), how the field is called, the sentence."""

    field: str
    label: str
    sentence: str
    page: str = ""  # the page whose field it is, when not this one

    @property
    def href(self) -> str:
        """Where the summary leads."""
        return f"{self.page}#{self.field}" if self.field else ""


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """What a page says about what was handed in."""

    errors: tuple[FieldError, ...] = ()
    warnings: tuple[FieldError, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cautions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, ...]:
        """The errors of a field."""
        return self.beside.get(name, ())

    def cautions_of(self, name: str) -> tuple[str, ...]:
        """The warnings of a field."""
        return self.cautions.get(name, ())


def field_name(place: str) -> str:
    """The name of the field that a place of the domain means.

    >>> field_name("staff[3].name"), field_name("head.sex")
    ('staff-2-name', 'head-sex')
    """
    return _INDEX.sub(lambda match: f"-{int(match[1]) - 1}", place).replace(".", "-")


def remarks(
    form: Any, faults: Sequence[Fault], source: str = "", *, as_sent: bool = True, more: Mapping[str, str] | None = None
) -> FieldErrors:
    """The faults told where they belong. One of no field belongs to the field `source`, or to the summary.

    `as_sent`: the form comes back as it was sent; not one that holds rows read from a file.
    `more`: what the page asks beside the form, with what it is called.
    """
    labels = {leaf.id: leaf.label.text for leaf in leaves(form)} | dict(more or {})
    errors = tuple(_remark(fault, labels, source) for fault in faults if not fault.warning)
    warnings = tuple(_remark(fault, labels, source) for fault in faults if fault.warning)
    if errors and as_sent:
        g.refused = True  # the form comes back as it was sent
    return FieldErrors(_first_of_each(errors), warnings, _by_field(errors, source), _by_field(warnings, source))


def _first_of_each(errors: Sequence[FieldError]) -> tuple[FieldError, ...]:
    """A summary that a person reads: of many remarks on one column the first few, and how many there are more."""
    kinds = [_ROW.sub("-", remark.field) if _ROW.match(remark.field) else "" for remark in errors]
    told: Counter[str] = Counter()
    kept = []
    for kind, remark in zip(kinds, errors, strict=True):
        told[kind] += 1
        if not kind or told[kind] <= _ALIKE:
            kept.append(remark)
    more = sum(count - _ALIKE for kind, count in told.items() if kind and count > _ALIKE)
    return (
        *kept,
        *([FieldError("", "", f"Ещё замечаний: {more}. Они стоят в таблице у своих полей.")] if more else ()),
    )


def _remark(fault: Fault, labels: Mapping[str, str], source: str) -> FieldError:
    page, there, target = fault.place.partition("#")
    name = target if target in labels else field_name(fault.place)
    if name in labels:
        row = _ROW.match(name)
        return FieldError(
            name,
            f"Строка {int(row[1]) + 1}, {labels[name]}" if row and labels[name] else labels[name],
            fault.sentence(),
        )
    if there:
        return FieldError(target, "", fault.sentence(), f"/{page}")
    if f"{name}-0-name" in labels:
        return FieldError(f"{name}-0-name", "", fault.sentence())
    label = "" if _INNER.fullmatch(fault.place) else fault.place  # «Строка 5» is told, a name of our own never
    return FieldError(source, label, fault.sentence())


def _by_field(told: Sequence[FieldError], source: str) -> dict[str, tuple[str, ...]]:
    here = [remark for remark in told if remark.field and not remark.page]
    names = dict.fromkeys(remark.field for remark in here)
    return {name: tuple(_beside(remark, source) for remark in here if remark.field == name) for name in names}


def _beside(remark: FieldError, source: str) -> str:
    # a fault of a file tells its line or cell; a fault of a field stands beside the field
    return f"{remark.label}: {remark.sentence}" if remark.label and remark.field == source else remark.sentence

"""Declared fields on a page: the controls of a form, the sections that show them, the record of what was sent.

What a sent form does not contain stays as it is kept: a field left out of a template is never erased by a save.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import request
from wtforms import BooleanField, StringField, TextAreaField

from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.web.forms.fields import AnswerField, DayField, OpenSelect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from wtforms.fields.core import Field

    from sferum_docs.schools.fields.declaration import SchoolField

# names of the ticks that stand on the page sent: one that is not set sends nothing of itself
SHOWN = "shown"
FLAGS = {ValueKind.FLAG}
_WRAPPED = {"rows": 1, "line": True}  # one line of a table that may take several on the page
_CHOSEN = {ValueKind.CHOICE, ValueKind.OFFERED}
_CHECKED_WHEN_LEFT = {ValueKind.DIGITS, ValueKind.PHONE, ValueKind.EMAIL}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: the group of its fields, its heading, what is told beside it."""

    group: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Control:
    """A field of a form with its declaration."""

    input: Field
    field: SchoolField

    @property
    def is_flag(self) -> bool:
        """Whether it is a box to tick."""
        return self.field.kind in FLAGS

    @property
    def check(self) -> str:
        """The name under which the page asks about the value as soon as it is typed; empty when it does not."""
        return self.field.kept_as if self.field.kind in _CHECKED_WHEN_LEFT else ""


@dataclass(frozen=True, slots=True)
class ControlLine:
    """Controls beside each other, and the class that says so."""

    controls: tuple[Control, ...]

    @property
    def css(self) -> str:
        """Empty for one that takes the whole line."""
        first = self.controls[0].field
        return "" if first.share == 1 else f"row-{first.share}{' row-wide-first' if first.wide else ''}"


def add_controls(form: type[Any], fields: Sequence[SchoolField], wrapped: Collection[str] = ()) -> None:
    """Gives a form class a control for each field, in their order; those of `wrapped` show a long text in full."""
    for field in fields:
        is_wrapped = field.name in wrapped
        setattr(form, field.kept_as, TextAreaField(field.label, render_kw=_WRAPPED) if is_wrapped else _control(field))


def _control(field: SchoolField) -> Any:
    if field.kind in FLAGS:
        return BooleanField(field.label, description=field.hint)
    if field.kind is ValueKind.ANSWER:
        return AnswerField(field.label, description=field.hint)
    if field.captions or field.kind in _CHOSEN:
        options = field.captions or tuple((value, value) for value in field.options or ())
        return OpenSelect(
            field.label, options=[(str(value), words) for value, words in options], description=field.hint
        )
    keywords = {"list": field.suggest} if field.suggest else {}
    if field.kind is ValueKind.COUNT:
        keywords["inputmode"] = "numeric"
    kind = DayField if field.kind is ValueKind.DAY else StringField
    return kind(field.label, description=field.hint, render_kw=keywords or None)


def sections(
    parts: Sequence[Section], *forms: tuple[Any, Sequence[SchoolField]]
) -> Iterator[tuple[Section, list[ControlLine]]]:
    """Each section with its controls in lines; a section may take controls out of several forms."""
    controls = [Control(form[field.kept_as], field) for form, fields in forms for field in fields]
    for part in parts:
        yield part, list(_lines([control for control in controls if control.field.group == part.group]))


def _lines(controls: Sequence[Control]) -> Iterator[ControlLine]:
    for share, alike in groupby(controls, lambda control: control.field.share):
        found = tuple(alike)
        for start in range(0, len(found), share):
            yield ControlLine(found[start : start + share])


def shown_values(value: object, fields: Sequence[SchoolField]) -> dict[str, Any]:
    """What a form shows of a value that is kept, by the names of the controls."""
    shown = {field.kept_as: getattr(value, field.name) for field in fields}
    return {name: "" if item is None else item for name, item in shown.items()}


def was_sent(control: Field, name: str = "") -> bool:
    """Whether the form sent holds a field; `name` is that under which the page says that it has the tick."""
    return bool(control.raw_data) or (name or control.name) in request.form.getlist(SHOWN)


def sent_record(form: Any, fields: Sequence[SchoolField], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The record that the reader of the domain takes: what was sent over what is kept."""
    sent = {field.kept_as: form[field.kept_as].data for field in fields if was_sent(form[field.kept_as])}
    return {**kept, **sent}

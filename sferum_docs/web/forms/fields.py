"""Fields of our forms. They hold what was typed; the rules live in the domain and are asked there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, PasswordField, StringField, TextAreaField
from wtforms.meta import DefaultMeta

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.records import parse_day
from sferum_docs.schools.fields.reading import NO, YES, said_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableMapping

    from wtforms.fields.core import Field

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def seen(text: Any) -> Any:
    """What is typed into a line, without signs that nobody sees: a page must not show them again."""
    return clean_line(text) if isinstance(text, str) else text


class Lines(DefaultMeta):
    """What the library is told about every form of ours."""

    locales = ("ru",)

    def bind_field(self, form: Any, unbound_field: Any, options: MutableMapping[str, Any]) -> Any:
        """A field of one line cleans what is typed; a pasted table keeps its tabs, a password all its signs."""
        kind = unbound_field.field_class
        one_line = issubclass(kind, StringField) and kind not in {TextAreaField, PasswordField}
        extra = {"filters": (seen,)} if one_line else {}
        return unbound_field.bind(form=form, **options, **extra)


class PageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A form of a page, with its protection against foreign forms."""

    class Meta(Lines, FlaskForm.Meta):  # type: ignore[misc]  # as above
        """Our rules before those of the library."""


class RowForm(Form):
    """A part of a form: a row of a table, a group of fields."""

    class Meta(Lines):
        """Our rules before those of the library."""


class DayField(StringField):
    """A day. What is no day stays as typed, so that it can be mended; the browser's calendar would drop it."""

    def process_data(self, value: Any) -> None:
        """Takes a day or a text."""
        super().process_data(value.isoformat() if hasattr(value, "isoformat") else value)

    def _value(self) -> str:
        day = parse_day(self.data or "")
        return day.isoformat() if day else self.data or ""

    @property
    def input_type(self) -> str:
        """The kind of input that can show the value."""
        value = self._value()
        return "date" if not value or _ISO.fullmatch(value) else "text"


class OpenSelect(StringField):
    """A choice that keeps a value nobody offered: the domain says what is wrong with it."""

    def __init__(self, label: str = "", options: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.options = tuple(options)

    def offered(self) -> list[tuple[str, str, bool]]:
        """(value, caption, chosen) with the kept value at the end when it is not among the options."""
        chosen = str(self.data or "")
        pairs = list(self.options)
        if chosen and chosen not in dict(pairs):
            pairs.append((chosen, f"{chosen} (нет в списке)"))
        return [(value, caption, value == chosen) for value, caption in pairs]


class AnswerField(OpenSelect):
    """Yes, no, or nothing: what nobody has told is no «no»."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, [("", "не указано"), (YES, YES), (NO, NO)], **kwargs)

    def process_data(self, value: Any) -> None:
        """Takes an answer, or a word that tells it."""
        said = said_answer(value)
        super().process_data(value if said is None else YES if said else NO)


def leaves(form: Any) -> Iterator[Field]:
    """Every field that holds a value, groups and rows opened."""
    for field in form:
        if isinstance(field, FieldList):
            for entry in field.entries:
                yield from leaves(entry) if isinstance(entry, FormField) else (entry,)
        elif isinstance(field, FormField):
            yield from leaves(field)
        else:
            yield field

"""A list of the school as a form: rows edited in place, each with the name it had before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_wtf.file import FileField
from wtforms import FieldList, FormField, HiddenField, TextAreaField

from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.web.forms.declared import FLAGS, add_controls, was_sent
from sferum_docs.web.forms.edit_token import Part
from sferum_docs.web.forms.fields import PageForm, RowForm
from sferum_docs.web.forms.tables import typed_rows
from sferum_docs.web.school.asked import word_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.web.forms.tables import Typed


class ListForm(PageForm):
    """The rows of a list with the two ways of a foreign table into it."""

    text = TextAreaField("Строки из Excel")
    file = FileField("Файл")


@dataclass(frozen=True, slots=True)
class EditedList:
    """A list of the school as a page edits it. `name` is that of the list in the school, in the form, of the page."""

    name: str
    kind: str  # as packs name what stands in it: chat, person
    fields: Sequence[SchoolField]
    called: Callable[[Any], str]  # the name of an entry
    about: Callable[[Any], Sequence[str]]  # what is told of an entry to who finds it changed
    record: Callable[[Any], Mapping[str, Any]]  # an entry as the reader of the domain takes it
    said: Mapping[str, Callable[[str], str | None]]  # by field: the value that a person means by a word
    wrapped: Collection[str] = ()  # fields whose long values take several lines of their cell

    def form_class(self) -> type[ListForm]:
        """The form of the page."""
        kind = self.kind

        class Row(RowForm):
            """An entry; `was` is its name before it was edited."""

            was = HiddenField()

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                word_controls(self, kind)

        class Form(ListForm):
            """All entries."""

        add_controls(Row, self.fields, self.wrapped)
        setattr(Form, self.name, FieldList(FormField(Row)))
        return Form

    def tick(self, field: SchoolField) -> str:
        """The name under which the page says that its rows have this tick."""
        return f"{self.name}-{field.kept_as}"

    @property
    def ticks(self) -> tuple[str, ...]:
        """The names of all ticks of a row."""
        return tuple(self.tick(field) for field in self.fields if field.kind in FLAGS)


def sent_rows(edited: EditedList, form: ListForm) -> tuple[Typed, ...]:
    """The rows with something in them; a field that the page does not show is not among their values."""
    rows = tuple(_sent(edited, entry.form) for entry in form[edited.name])
    by_itself = {field.kept_as for field in edited.fields if field.kind is ValueKind.CHOICE and not field.required}
    return typed_rows(rows, but=frozenset({"was", *by_itself}))


def _sent(edited: EditedList, row: RowForm) -> Typed:
    shown = (field for field in edited.fields if was_sent(row[field.kept_as], edited.tick(field)))
    return {"was": row["was"].data, **{field.kept_as: row[field.kept_as].data for field in shown}}


def filled_form(edited: EditedList, form: type[ListForm], rows: Iterable[Typed], spare: int) -> ListForm:
    """The form that shows these rows and some empty ones below."""
    shown = [_shown(edited, row) for row in rows]
    return form(formdata=None, data={edited.name: [*shown, *({} for _ in range(spare))]})


def _shown(edited: EditedList, row: Typed) -> dict[str, object]:
    shown = {name: "" if value is None else value for name, value in row.items()}
    for field in edited.fields:
        value = shown.get(field.kept_as)
        if field.kept_as in edited.said:
            shown[field.kept_as] = edited.said[field.kept_as](str(value or "")) or str(value or "")
    return shown


def kept_rows(edited: EditedList, entries: Iterable[Any]) -> tuple[Typed, ...]:
    """The rows of what is kept."""
    return tuple(_kept_row(edited, entry) for entry in entries)


def _kept_row(edited: EditedList, entry: Any) -> Typed:
    name = edited.called(entry)
    rest = {field.kept_as: getattr(entry, field.name) for field in edited.fields if field.name != "name"}
    return {"name": name, "was": name, **rest}


def list_record(edited: EditedList, rows: Sequence[Typed], entries: Iterable[Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows over what is kept of the same entries, as the reader of the domain takes them."""
    every = {field.kept_as for field in edited.fields}
    records = [{key: value for key, value in row.items() if key in every} for row in rows]
    if any(len(record) < len(every) for record in records):
        kept = _same_entries(edited, rows, entries)
        records = [
            {**{key: value for key, value in was.items() if key in every}, **record}
            for was, record in zip(kept, records, strict=True)
        ]
    return {edited.name: records}


def _same_entries(edited: EditedList, rows: Sequence[Typed], entries: Iterable[Any]) -> list[Mapping[str, Any]]:
    """What is kept of the entry of each row: of its name, or of the name it had when no other row has that now."""
    by_name: dict[str, list[Any]] = {}
    for entry in entries:
        by_name.setdefault(edited.called(entry), []).append(entry)
    now = {str(row.get("name")) for row in rows}
    found = []
    for row in rows:
        name, was = str(row.get("name")), str(row.get("was"))
        same = by_name.get(name) or (by_name.get(was) if was not in now else None)
        found.append(edited.record(same.pop(0)) if same else {})
    return found


def list_parts(edited: EditedList, entries: Iterable[Any]) -> dict[str, Part]:
    """Each entry as a part of the list that another may have changed; one of the same name has a number."""
    parts: dict[str, Part] = {}
    keys = [field.name for field in edited.fields if field.name != "name"]
    for entry in entries:
        called = edited.called(entry)
        name, count = called, 1
        while name in parts:
            count += 1
            name = f"{called} ({count})"
        values = tuple(str(getattr(entry, key)) for key in keys)
        parts[name] = Part(called, values, ", ".join(filter(None, edited.about(entry))))
    return parts

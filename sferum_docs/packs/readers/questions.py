"""The questions of a pack's documents read and checked: kinds, proposals, and which day must not come before which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.model import ChatsOf, DayRule, FieldKind, FieldSpec, LaterDefault
from sferum_docs.packs.tells import Tells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.directives.model import Directive
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.reading.records import Record

_FARTHEST = 250  # working days, about a year
_WEEKS = 52


def read_question(record: Record, directive: Directive | None) -> FieldSpec | None:
    """One question of a document."""
    key, label = record.text("key"), record.text("label")
    if key and not key.isidentifier():
        record.fault("key", "bad_key", text=key)
    kind = record.choice("kind", FieldKind)
    low, high = record.number("low", required=False), record.number("high", required=False)
    field = FieldSpec(
        key=key,
        kind=kind or FieldKind.TEXT,
        label=label,
        hint=record.text("hint", required=False),
        required=record.flag("required", default=True),
        default=None if kind is None else _default(record, kind, directive),
        limit=_clause(record, "limit", directive),
        same_as=record.text("same_as", required=False),
        low=low or 0,
        high=1000 if high is None else high,
        not_before=record.texts("not_before"),
        deadline=record.flag("deadline", default=True),
        weekly=record.flag("weekly"),
        chats_of=record.choice("chats_of", ChatsOf) if record.has("chats_of") else None,
        chats_until=record.flag("chats_until"),
        acquaint_by=record.flag("acquaint_by"),
        weekday_of=record.text("weekday_of", required=False),
        whole_week=record.flag("whole_week"),
        late=_clause(record, "late", directive),
        names_paper=record.flag("names_paper"),
        or_none=record.flag("or_none"),
        past=record.flag("past"),
        later=None if kind is None else _later(record, kind),
        role=record.text("role", required=False),
        tells=record.choice("tells", Tells) if record.has("tells") else None,
        aged_after=record.number("aged_after", required=False, high=1000) or 0,
    )
    record.done()
    return field if key else None


def _clause(record: Record, key: str, directive: Directive | None) -> str:
    path = record.text(key, required=False)
    if path and directive is not None and path not in directive.by_path:
        record.fault(key, "unknown_clause", text=path)
    return path


def _default(
    record: Record, kind: FieldKind, directive: Directive | None
) -> str | int | bool | tuple[str, ...] | DayRule | None:
    if record.raw("default") is not None and kind is FieldKind.DATE:
        return _day_rule(record.record("default"), directive)
    return _value(record, "default", kind)


def _later(record: Record, kind: FieldKind) -> LaterDefault | None:
    if not record.has("default_since"):
        return None
    row = record.record("default_since")
    since, value = row.day("since"), _value(row, "value", kind)
    row.done()
    return None if since is None or value is None else LaterDefault(since, value)


def _value(record: Record, key: str, kind: FieldKind) -> str | int | bool | tuple[str, ...] | None:
    value = record.raw(key)
    if value is None:
        return None
    expected = {FieldKind.NUMBER: int, FieldKind.FLAG: bool, FieldKind.LINES: list}.get(kind, str)
    if type(value) is not expected:
        record.fault(key, "bad_default", text=value)
        return None
    return tuple(str(item) for item in value) if isinstance(value, list) else value  # type: ignore[return-value]  # by the table above


def _day_rule(rule: Record, directive: Directive | None) -> DayRule:
    is_counted = not (rule.has("weeks") or rule.has("same_day"))
    read = DayRule(
        rule.number("working_days", required=is_counted, low=-_FARTHEST, high=_FARTHEST) or 0,
        _clause(rule, "clause", directive),
        rule.number("weeks", required=False, low=-_WEEKS, high=_WEEKS) or 0,
        rule.text("same_day", required=False),
    )
    rule.done()
    return read


def check_questions(root: Record, documents: tuple[DocumentSpec, ...]) -> None:
    """Every question, day and document that another one names must be there."""
    own = {
        f"{document.id}.{field.key}": field for document in documents for field in document.fields if not field.same_as
    }
    for document in documents:
        place = f"documents[{document.id}]"
        if document.dated and not _asks_day(document, document.dated):
            root.fault(f"{place}.dated", "unknown_day", text=document.dated)
        for name in document.reports:
            if "." in name and not _is_day(own, name):
                root.fault(f"{place}.reports", "unknown_day", text=name)
        for field in document.fields:
            _check_question(root, f"{place}.fields[{field.key}]", field, documents, own)
            if field.role and field.role not in document.roles.by_id:
                root.fault(f"{place}.fields[{field.key}].role", "unknown_role", text=field.role)


def _check_question(
    root: Record, place: str, field: FieldSpec, documents: tuple[DocumentSpec, ...], own: Mapping[str, FieldSpec]
) -> None:
    if field.kind is FieldKind.DOCUMENT and field.default not in {None, *(document.id for document in documents)}:
        root.fault(place, "unknown_document", text=field.default)
    owner = own.get(f"{field.same_as}.{field.key}")
    if field.same_as and (owner is None or owner.kind is not field.kind):
        root.fault(f"{place}.same_as", "unknown_question", document=field.same_as, text=field.key)
    for earlier in field.not_before:
        if not _is_day(own, earlier) or field.kind is not FieldKind.DATE:
            root.fault(f"{place}.not_before", "unknown_day", text=earlier)
    if field.weekday_of and (field.weekday_of not in own or field.kind is not FieldKind.DATE):
        document, _dot, key = field.weekday_of.partition(".")
        root.fault(f"{place}.weekday_of", "unknown_question", document=document, text=key)
    rule = field.default
    if isinstance(rule, DayRule) and rule.same_day and (not _is_day(own, rule.same_day) or _is_alike(own, rule)):
        root.fault(f"{place}.default.same_day", "unknown_day", text=rule.same_day)


def _is_alike(own: Mapping[str, FieldSpec], rule: DayRule) -> bool:
    """Whether the day that a rule follows follows another itself: that would be a circle or a riddle."""
    other = own[rule.same_day].default
    return isinstance(other, DayRule) and bool(other.same_day)


def _is_day(own: Mapping[str, FieldSpec], name: str) -> bool:
    """Whether «D03.срок_классы» names a day that this document asks for itself."""
    return name in own and own[name].kind is FieldKind.DATE


def _asks_day(document: DocumentSpec, key: str) -> bool:
    return any(field.key == key and field.kind is FieldKind.DATE and not field.same_as for field in document.fields)

"""Edits of fields: of a node and of the act's own data; what a person writes is checked as a reader's is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sferum_docs.acts_reader.choices import NO, YES, read_addressee, read_control, read_deadline, read_officer
from sferum_docs.acts_reader.review.outline import rebuilt, rows_of
from sferum_docs.directives.model import Deadline, DeadlineKind, Demand
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sferum_docs.acts_reader.model import ActDraft, DraftNode

T = TypeVar("T")
LONGEST = 20_000  # letters of a clause
_LONGEST_FIELD = 2_000
_LONGEST_NUMBER = 40
_TEXTS = ("kind", "number", "title", "issuer", "adopting_word", "entry_into_force")


def with_act_field(draft: ActDraft, field: str, value: str) -> ActDraft:
    """The draft with a field of the act. FaultsError when it does not take this value."""
    if field in _TEXTS:
        said = _line(value, field, _LONGEST_FIELD)
        text: dict[str, Any] = {field: said.upper() if field == "kind" else said}
        return replace(draft, **text)
    read = _ACT_FIELDS.get(field)
    if read is None:
        raise FaultsError([Fault("review_no_field", field)])
    given: dict[str, Any] = {field: _read(read, value, field)}
    return replace(draft, **given)


def with_node_field(draft: ActDraft, path: str, field: str, value: str) -> tuple[ActDraft, Mapping[str, str]]:
    """The draft with a field of a node, and where nodes stand now. FaultsError when it does not take this value."""
    change = _NODE_FIELDS.get(field)
    if change is None or path not in draft.by_path:
        raise FaultsError([Fault("review_no_field" if change is None else "review_no_node", field)])
    rows = rows_of(draft.nodes)
    found = rebuilt([replace(row, node=change(row.node, value)) if row.was == path else row for row in rows])
    done, now = replace(draft, nodes=found.nodes), found.moved[path]
    if field not in _HANDED_DOWN:
        return done, found.moved
    above = next((node for node in done.walk() if any(child.path == now for child in node.children)), None)
    if field == "addressee" and above is not None and above.addressee and not done.by_path[now].addressee:
        done = _handed_down(done, above.path)  # who is named no more is whoever is named above
    return _handed_down(done, now), found.moved


def _read(read: Callable[[str], T], value: str, field: str) -> T:
    try:
        return read(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FaultsError([Fault("review_bad_value", field)]) from error


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _line(value: str, field: str, longest: int) -> str:
    said = clean_line(value)
    if len(said) > longest:
        raise FaultsError([Fault("too_long", field, {"limit": longest})])
    return said


def _text(node: DraftNode, value: str) -> DraftNode:
    said = _line(value, "text", LONGEST)
    if not said:
        raise FaultsError([Fault("review_text_empty", "text")])
    return replace(node, text=said)


def _number(node: DraftNode, value: str) -> DraftNode:
    number = _line(value, "number", _LONGEST_NUMBER).rstrip(".")
    if number and not all(part.isdecimal() and part.isascii() for part in number.split(".")):
        raise FaultsError([Fault("review_number", "number", {"text": number})])
    return replace(node, number=number, marker=node.marker if node.marker or not number else f"{number}.")


def _marker(node: DraftNode, value: str) -> DraftNode:
    return replace(node, marker=_line(value, "marker", _LONGEST_NUMBER))


def _addressee(node: DraftNode, value: str) -> DraftNode:
    nominative, raw, is_school = _read(read_addressee, value, "addressee")
    name, printed = _line(nominative, "addressee", _LONGEST_FIELD), _line(raw, "addressee", _LONGEST_FIELD)
    return replace(node, addressee=name, addressee_raw=printed, addressee_inherited=False, for_school=is_school)


def _for_school(node: DraftNode, value: str) -> DraftNode:
    if value not in {YES, NO}:
        raise FaultsError([Fault("review_bad_value", "for_school")])
    return replace(node, for_school=value == YES)


def _demand(node: DraftNode, value: str) -> DraftNode:
    return replace(node, demand=_read(Demand, value, "demand"))


def _deadline(node: DraftNode, value: str) -> DraftNode:
    found = _read(read_deadline, value, "deadline")
    if faults := deadline_faults(found):
        raise FaultsError(faults)
    return replace(node, deadline=found)


def deadline_faults(deadline: Deadline) -> list[Fault]:
    """What its kind wants and it has not."""
    needs: dict[DeadlineKind, tuple[tuple[str, bool], ...]] = {
        DeadlineKind.DATE: (("date", deadline.date is not None),),
        DeadlineKind.RANGE: (("date_from", deadline.date_from is not None), ("date", deadline.date is not None)),
        DeadlineKind.PERIODIC: (("period", bool(deadline.period)),),
        DeadlineKind.RELATIVE: (("days", deadline.days > 0),),
    }
    faults = [Fault("empty", name) for name, given in needs.get(deadline.kind, ()) if not given]
    if deadline.date and deadline.date_from and deadline.date < deadline.date_from:
        faults.append(Fault("review_range", "date"))
    return faults


def _handed_down(draft: ActDraft, path: str) -> ActDraft:
    """The addressee of a node is that of all below it that name nobody themselves."""

    def below(node: DraftNode) -> DraftNode:
        takes = [
            replace(
                child,
                addressee=node.addressee,
                addressee_inherited=bool(node.addressee),
                for_school=node.for_school,
            )
            if child.addressee_inherited or not child.addressee
            else child
            for child in node.children
        ]
        given = zip(node.children, takes, strict=True)
        return replace(node, children=tuple(new if new is old else below(new) for old, new in given))

    def found(node: DraftNode) -> DraftNode:
        if node.path == path:
            return below(node)
        return replace(node, children=tuple(map(found, node.children)))

    return replace(draft, nodes=tuple(map(found, draft.nodes)))


_HANDED_DOWN = {"addressee", "for_school"}
_ACT_FIELDS: dict[str, Callable[[str], Any]] = {
    "date": _day,
    "signatory": read_officer,
    "executor": read_officer,
    "control": read_control,
}
_NODE_FIELDS: dict[str, Callable[[DraftNode, str], DraftNode]] = {
    "text": _text,
    "number": _number,
    "marker": _marker,
    "addressee": _addressee,
    "for_school": _for_school,
    "deadline": _deadline,
    "demand": _demand,
}

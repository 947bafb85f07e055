"""What a person sends on the pages of an import of bodies: what tables hold, answers, what is left out or taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.schools.district_lists.model import TableKind
from sferum_docs.schools.district_lists.owners import NOT_TAKEN
from sferum_docs.schools.district_lists.tables.columns import COLUMNS
from sferum_docs.services.district.lists.plan import BodyState
from sferum_docs.services.district.lists.write import Decisions, proposed
from sferum_docs.web.district.importing.shown import mark_of, questions_shown, tables_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.district_lists.model import NamedBody, Understood
    from sferum_docs.services.district.lists.plan import ImportPlan
    from sferum_docs.web.district.importing.shown import QuestionShown, TablesShown

_LONGEST = 300


def said_of_tables(found: Understood, known: Sequence[NamedBody]) -> dict[str, dict[str, Any]]:
    """What the form of the first step says."""
    tables = {shown.signature: entry for shown in tables_shown(found) if (entry := _entry(shown)) is not None}
    names: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    for shown in questions_shown(found):
        if shown.field not in request.form:
            continue
        answer = _answer(shown, found, known)
        if shown.question.key.startswith("name:"):
            if answer:
                names[shown.question.key.removeprefix("name:")] = answer
        else:
            answers[shown.question.key] = answer
    return {"tables": tables, "names": names, "answers": answers}


def _entry(shown: TablesShown) -> dict[str, Any] | None:
    """How a table is to be understood; None: as it was."""
    first = shown.first
    kind = request.form.get(f"kind-{shown.signature}", first.kind.value)
    kind = kind if kind in {value for value, _words in shown.kinds} else first.kind.value
    is_other = kind != first.kind.value
    known = {column.key for column in COLUMNS[TableKind(kind)]}
    keys = []
    for at, column in enumerate(first.columns):
        key = request.form.get(f"c-{shown.signature}-{at}", column.key)
        keys.append(key if key in known else "")
    if not is_other and keys == [column.key for column in first.columns]:
        return None
    if is_other and kind != TableKind.NONE.value:  # its headings are read anew for what it is now
        return {"kind": kind}
    return {"kind": kind, "columns": [column.key for column in first.columns] if is_other else keys}


def _answer(shown: QuestionShown, found: Understood, known: Sequence[NamedBody]) -> str:
    sent = clean_line(request.form.get(shown.field, ""))[:_LONGEST]
    if sent in {option.key for option in shown.question.options}:
        return sent
    if not shown.any_body or not sent:
        return ""
    if sent == NOT_TAKEN:
        return sent
    named = {each.key: each.name for each in found.bodies} | {each.key: each.short_name for each in known}
    return sent if sent in named else next((key for key, name in named.items() if name == sent), "")


def decisions(plan: ImportPlan) -> Decisions:
    """What the form of the second step decides: only what is otherwise than proposed is sent."""
    left_out, leave, take = (set(request.form.getlist(name)) for name in ("left", "leave", "take"))
    left, taken = [], {}
    for each in plan.bodies:
        mark = mark_of(each.body.key)
        if mark in left_out:
            left.append(each.body.key)
        if each.state is BodyState.CHANGED:
            marks = {f"{mark}-{at}": change.key for at, change in enumerate(each.comparison.changes)}
            without = {key for name, key in marks.items() if name in leave}
            taken[each.body.key] = frozenset(
                (proposed(each) - without) | {marks[name] for name in take if name in marks}
            )
    return Decisions(left, taken, request.form.get("digest", ""))

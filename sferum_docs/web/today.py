"""«Сделать сейчас» on the pages: the list for who is signed in, each line with its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import current_app, g, request, url_for

from sferum_docs.schools.fields.changes import Kept
from sferum_docs.services.documents.listing import Remedy, listed_documents
from sferum_docs.services.today.facts import school_facts
from sferum_docs.services.today.next_actions import today_list
from sferum_docs.web.acts import clause_address
from sferum_docs.web.current import (
    current_acts,
    current_school,
    current_school_id,
    known_pack,
    known_school,
    packs_in_work,
    today,
)
from sferum_docs.web.protection.access import may
from sferum_docs.web.protection.access_table import DESKS
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.documents.making.difference import Reason
    from sferum_docs.services.clauses.deadlines import DeadlineItem
    from sferum_docs.services.documents.listing import ListedDocument
    from sferum_docs.services.today.next_actions import NextAction, TodayList

# pages that show the whole list by themselves
_WHOLE = {"clauses.page", "home.page", "documents.listing", "register.first", "register.page", "users.listing"}
# what a saving tells by itself
_TOLD = {"outdated", "replace"}
_PAGES = {
    Kept.REQUISITES.value: "school.edit",
    Kept.STAFF.value: "staff.edit",
    Kept.CHATS.value: "chats.edit",
    Kept.ROLES.value: "responsible.edit",
    Kept.LAYOUT.value: "paper.edit",
}
_ATTENTION = {"clauses.page": {"show": "attention"}, "outbox.page": {"show": "trouble"}}


def what_to_do(first: str = "") -> TodayList:
    """The list over all acts in work, read once a request; `first`: whose desk the page is."""
    if "today_list" not in g:
        somebody, acts = user(), [act for act in current_acts() if act.in_work]
        packs = {act.pack: known_pack(act.pack) for act in acts}
        facts = school_facts(current_school_id(), current_school(), acts, packs, today())
        held = [role.value for role in DESKS if somebody and role in somebody.roles]
        g.today_list = today_list(facts, sorted(held, key=lambda role: role != first), today())
    found: TodayList = g.today_list
    return found


def action_address(action: NextAction) -> str:
    """Where the action is done; empty when this person may not go there."""
    if not action.page:
        return due_address(action.found.due) if action.found.due else ""
    page, _mark, part = action.page.partition("#")
    if not may(page):
        return ""
    asked = dict(_ATTENTION.get(page, {}))
    if action.found.act and current_app.url_map.is_endpoint_expecting(page, "pack"):
        asked["pack"] = action.found.act
    if action.found.week and current_app.url_map.is_endpoint_expecting(page, "monday"):
        asked["monday"] = action.found.week.isoformat()
    if action.found.change is not None:
        asked["change_id"] = str(action.found.change)
    return url_for(page, **asked, _anchor=part or None)  # type: ignore[arg-type]  # values of the address, not its options


def due_address(due: DeadlineItem) -> str:
    """Where a deadline is set; empty when this person may not go there."""
    if due.document is not None:
        return url_for("documents.show", document_id=due.document)
    if due.clause:
        return clause_address(due.clause, due.pack)
    return url_for("chats.edit") if may("chats.edit") else ""


_OF_BODIES = "/district/"  # pages about the bodies of an office: what it has to do for itself is no next step there


def next_after_save() -> NextAction | None:
    """What comes next, for a page that has just told that something is done and shows no list by itself."""
    if user() is None or known_school() is None or request.endpoint in _WHOLE or request.path.startswith(_OF_BODIES):
        return None
    return next(
        (
            action
            for action in what_to_do().now
            if action.kind not in _TOLD and action_address(action) not in {"", request.path}
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class OutdatedDocuments:
    """Documents that would come out otherwise now: by their reasons, how many of each remedy, all reasons once."""

    groups: tuple[tuple[tuple[Reason, ...], tuple[ListedDocument, ...]], ...]
    counts: Mapping[str, int]
    words: tuple[str, ...]


def outdated_of(listed: Iterable[ListedDocument]) -> OutdatedDocuments | None:
    """What is outdated among these; None when nothing is."""
    groups: dict[tuple[Reason, ...], list[ListedDocument]] = {}
    for item in listed:
        if item.remedy is not None:
            groups.setdefault(item.reasons, []).append(item)
    found = [item for items in groups.values() for item in items]
    counts = {remedy.name.lower(): sum(item.remedy is remedy for item in found) for remedy in Remedy}
    words = dict.fromkeys(reason.words for reasons in groups for reason in reasons)
    told = tuple((reasons, tuple(items)) for reasons, items in groups.items())
    return OutdatedDocuments(told, counts, tuple(words)) if found else None


def outdated_after_save() -> OutdatedDocuments | None:
    """What is outdated, for a page that has just told that something is done and shows no list by itself."""
    school = known_school()
    if user() is None or school is None or request.endpoint in _WHOLE:
        return None
    return outdated_of(item for pack in packs_in_work() for item in listed_documents(current_school_id(), school, pack))


def _page_of(path: str) -> str:
    """The endpoint of a page of the school, to ask who may open it."""
    return _PAGES[path]


def today_on_pages() -> dict[str, Any]:
    """What the templates ask."""
    return {
        "what_to_do": what_to_do,
        "action_address": action_address,
        "due_address": due_address,
        "now_day": today,
        "next_after_save": next_after_save,
        "outdated_after_save": outdated_after_save,
        "page_of": _page_of,
    }

"""The clauses of the directive: what each demands, what serves it, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request

from sferum_docs.services.clauses.deadlines import due_of_act, nearest_ahead
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.documents.statuses import Status
from sferum_docs.services.packs.succession import successors
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.web.acts import act_ended
from sferum_docs.web.current import current_act, current_acts, current_pack, current_school, current_school_id, today
from sferum_docs.web.head.packet_page import offered_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.clauses.page import ClausePage, ClauseRow

blueprint = Blueprint("clauses", __name__)

FILTERS = {"all": "всё", "attention": "требует внимания", "done": "исполнено"}


@dataclass(frozen=True, slots=True)
class Figures:
    """The line of figures over the clauses. `waiting` and `sent` count documents, `gaps` are data; else clauses."""

    done: int
    signed: int
    confirmed: int
    total: int
    waiting: int
    sent: int
    gaps: tuple[Gap, ...]
    replaced: int = 0


@blueprint.get("/acts/<pack>")
def page() -> str:
    """The clauses, all or filtered."""
    asked = request.args.get("show", "all")
    pack, chosen = current_pack(), asked if asked in FILTERS else "all"
    newer = () if act_ended() else successors(current_school_id(), pack.id)
    laid = tuple(Same(each) for each in newer)  # a folder of packs is changed by hand, and nothing is written then
    known = ("page of clauses", current_school_id(), Same(current_school()), Same(pack), today(), chosen)
    shown = keep_until_change(known, lambda: _page(pack, chosen))
    given = {"pack": pack, "chosen": chosen, "filters": FILTERS, "succeeding": newer, "laid": laid, **shown}
    return render_template("head/clauses.html", **given)


def _page(pack: Pack, chosen: str) -> dict[str, Any]:
    """What the page shows, the same for all who look."""
    found = clause_page(current_school_id(), current_school(), pack, today())
    return {
        "notices": pack.notices_on(today()),
        "rows": [row for row in found.rows if _shown(row, chosen)],
        "items": _items(found.rows),
        "figures": figures(found),
        "ahead": None if act_ended() else nearest_ahead(due_of_act(current_school_id(), pack), today()),
        "act_here": next((act for act in current_acts() if act.pack == current_act()), None),
        "standings": found.standings,
        "made": {document.document: document for document in found.documents},
        "asked": [question for row in found.rows for question in row.questions],
        "sets": () if found.documents else offered_sets(pack),
    }


def figures(page: ClausePage) -> Figures:
    """Counted over the numbered clauses that bind the school, without headings and indicators."""
    own = [row for row in page.rows if row.is_own]
    waiting = [standing for standing in page.standings.values() if standing.waits]
    return Figures(
        done=sum(row.progress.done for row in own),
        signed=sum(bool(row.progress.signed) for row in own),
        confirmed=sum(bool(row.progress.confirmed) for row in own),
        total=len(own),
        waiting=len(waiting),
        sent=sum(standing.status is Status.SIGNING for standing in waiting),
        gaps=page.lacking,
        replaced=sum(bool(row.replaced) for row in own),
    )


def _is_item(row: ClauseRow) -> bool:
    return bool(row.coverage.clause.indicator)


def _shown(row: ClauseRow, chosen: str) -> bool:
    if chosen not in {"attention", "done"}:
        return not _is_item(row)
    return row.is_own and not row.replaced and row.progress.done is (chosen == "done")


def _items(rows: Sequence[ClauseRow]) -> dict[str, list[ClauseRow]]:
    """Clause → the indicators it lists."""
    found: dict[str, list[ClauseRow]] = {}
    for row in rows:
        if _is_item(row):
            found.setdefault(row.coverage.clause.path.rpartition("/")[0], []).append(row)
    return found

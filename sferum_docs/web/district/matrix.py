"""How far the schools of an office have carried out an act: each clause in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.district.matrix import (
    BodyState,
    CellState,
    Matrix,
    matrix_of,
    offices_below,
    watched_acts,
)
from sferum_docs.services.district.watching.refresh import refresh_in_parts
from sferum_docs.services.district.watching.view import (
    Order,
    Wanted,
    document_lines,
    done_share,
    office_sums,
    view_of,
)
from sferum_docs.services.district.watching.workbook import matrix_workbook
from sferum_docs.web.current import actor, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("district_matrix", __name__)
PAGE = 50
_LAST_PAGE = 100_000  # of a number typed into the address
_LONGEST_WORDS = 200
_ALL = "all"
STATES = {
    state.name: state.value for state in (*CellState, *BodyState) if state not in {CellState.NOT_OWN, BodyState.IN_WORK}
}
# what the address of the matrix may say; with anything else it could lead elsewhere
_SAID = ("q", "state", "clause", "kind", "office", "document", "late", "order", "down")
ORDERS = {Order.NAME: "по названию", Order.LATE: "по числу просроченных", Order.DONE: "по доле исполненного"}


@blueprint.get("/district/matrix/")
def acts() -> str | Response:
    """The acts of the schools; the only one at once."""
    found = watched_acts(current_school_id())
    if len(found) == 1:
        return redirect(url_for("district_matrix.page", act=found[0].pack))
    return render_template("district/matrix_acts.html", acts=found)


@blueprint.get("/district/matrix/<act>")
def page(act: str) -> str:
    """The matrix: districts with their sums for a region, else schools."""
    matrix, wanted, offices = _asked(act)
    shown = {"matrix": matrix, "wanted": wanted, "act": act, "offices": offices, **_choices(matrix)}
    if offices and wanted.office is None and request.args.get("office") != _ALL and not wanted.narrows:
        return render_template("district/matrix_offices.html", sums=office_sums(matrix, offices), **shown)
    view, number = view_of(matrix, wanted), min(sent_number(request.args.get("page", "")) or 1, _LAST_PAGE)
    return render_template(
        "district/matrix.html",
        rows=view.rows[(number - 1) * PAGE : number * PAGE],
        total=len(view.rows),
        first=(number - 1) * PAGE,
        number=number,
        pages=-(-len(view.rows) // PAGE),
        clauses=view.clauses,
        sums=view.sums,
        done_share=done_share,
        **shown,
    )


@blueprint.get("/district/matrix/<act>/documents")
def documents(act: str) -> str:
    """Who has not issued which document."""
    matrix, wanted, offices = _asked(act)
    return render_template(
        "district/matrix_documents.html",
        matrix=matrix,
        wanted=wanted,
        act=act,
        lines=document_lines(matrix),
        offices=offices,
    )


@blueprint.get("/district/matrix/<act>/sheet.xlsx")
def sheet(act: str) -> Response:
    """The rows asked for as a workbook."""
    matrix, wanted, offices = _asked(act)
    data = matrix_workbook(matrix, view_of(matrix, wanted).rows, wanted, offices)
    return file_answer(data, f"Матрица исполнения {matrix.pack.title} {matrix.day:%d.%m.%Y}.xlsx")


@blueprint.post("/district/matrix/<act>/refresh")
@repeats("district_matrix.page")
def refresh(act: str) -> Response:
    """Works out in the background what the page has left for later."""
    _known(act)
    job = refresh_in_parts(current_school_id(), act, actor())
    flash("Сводка пересчитывается. Когда работа закончится, откройте «Исполнение» снова.")
    return redirect(url_for("district_jobs.page", job=job), 303)


def _known(act: str) -> None:
    """An act that none of the schools has is none to watch."""
    if all(known.pack != act for known in watched_acts(current_school_id())):
        abort(404)


def _asked(act: str) -> tuple[Matrix, Wanted, dict[int, str]]:
    _known(act)
    office_id = current_school_id()
    try:
        matrix = matrix_of(office_id, act, today())
    except FaultsError:
        abort(404)
    offices = offices_below(office_id)
    return matrix, _wanted(matrix, offices), offices


def _wanted(matrix: Matrix, offices: dict[int, str]) -> Wanted:
    """What the address asks for; what there is none of is not asked."""
    sent = request.args
    office = sent_number(sent.get("office", ""))
    clause, document, order = sent.get("clause", ""), sent.get("document", ""), sent.get("order", "")
    return Wanted(
        words=clean_line(sent.get("q", ""))[:_LONGEST_WORDS],
        state=sent.get("state", "") if sent.get("state", "") in STATES else "",
        clause=clause if clause in {each.path for each in matrix.clauses} else "",
        kind=sent.get("kind", "") if sent.get("kind", "") in SchoolKind.__members__ else "",
        office=office if office in offices else None,
        document=document if document in {spec.id for spec in matrix.documents} else "",
        late=bool(sent.get("late")),
        order=Order(order) if order in {each.value for each in ORDERS} else Order.NAME,
        down=bool(sent.get("down")),
    )


def _choices(matrix: Matrix) -> dict[str, Any]:
    """What may be chosen, and the filters as they stand in the address."""
    kinds = {row.body.kind.name: row.body.kind.value for row in matrix.rows}
    filters = {name: text for name in _SAID if (text := request.args.get(name, ""))}
    return {"states": STATES, "orders": ORDERS, "kinds": dict(sorted(kinds.items())), "filters": filters}

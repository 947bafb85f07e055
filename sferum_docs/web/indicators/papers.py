"""The papers of a week, made at one press: its report, a row more of the journal, a note of the last weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, url_for

from sferum_docs.indicators.reports.corrections import corrections
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.indicators.signed import signed_papers
from sferum_docs.services.indicators.week_papers import make_week_paper, week_papers
from sferum_docs.web.current import actor, current_pack, current_school, current_school_id, known_pack
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.indicators.week_address import week_of_address
from sferum_docs.web.order_of_work import by_order
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.indicators.reports.corrections import Correction
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.indicators.signed import SignedPaper
    from sferum_docs.services.indicators.week_papers import WeekPapers
    from sferum_docs.store.documents.issued import IssuedDocument

blueprint = Blueprint("indicator_papers", __name__)


@blueprint.post("/acts/<pack>/indicators/<monday>/papers/<document>")
@creates(page="indicators.week", refill=False)
def make(monday: str, document: str) -> Response:
    """Makes the paper and leads to it, to be read, printed and registered as any other."""
    week = week_of_address(monday)
    papers = papers_of_week(week)
    known = {spec.id: spec for spec in (papers.report, papers.journal, papers.note) if spec is not None}
    if document not in known:
        abort(404)
    try:
        made, is_new = make_week_paper(
            current_school_id(), current_school(), current_pack(), known[document], week, actor(), current_press()
        )
    except FaultsError as error:
        for fault in error.faults:
            flash(fault.sentence(), "warning")
        return redirect(url_for("indicators.week", monday=week.isoformat()), 303)
    if is_new:
        flash(f"Документ составлен: черновик, версия {made.version}. {by_order('made')}")
    else:
        flash("Такой документ уже составлен: с тех пор ничего не изменилось.")
    return redirect(url_for("documents.show", document_id=made.id), 303)


@blueprint.app_template_global()
def papers_of_week(monday: date) -> WeekPapers:
    """What can be made of a week, and what was made of it."""
    return week_papers(current_school_id(), current_pack(), monday)


@blueprint.app_template_global()
def corrected_in_week(paper: SignedPaper, monday: date) -> tuple[Correction, ...]:
    """What a signed paper has of a week otherwise than it is kept now."""
    return tuple(each for each in _corrected(paper, current_pack()) if each.week == monday)


@blueprint.app_template_global()
def corrected_of(document: IssuedDocument) -> tuple[Correction, ...]:
    """What this version, when it was signed, has otherwise than it is kept now; nothing for any other paper."""
    pack = known_pack(document.pack)
    if pack is None or "figures" not in document.data:
        return ()
    signed = (paper for paper in signed_papers(document.school_id, pack) if paper.document.id == document.id)
    return next((_corrected(paper, pack) for paper in signed), ())


def _corrected(paper: SignedPaper, pack: Pack) -> tuple[Correction, ...]:
    if paper.told is None:
        return ()
    return corrections(paper.told.figures, figures_of(current_school_id(), pack), paper.told_weeks)

"""A register as on paper: searched while one types, filtered, sorted, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template

from sferum_docs.documents.registering.register_paper import register_docx
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.lists.export import register_paper, register_xlsx
from sferum_docs.services.register.lists.export_pdf import register_pdf
from sferum_docs.services.register.lists.listing import load_register
from sferum_docs.services.register.lists.sendings import sendings
from sferum_docs.web.current import actor, current_registers, current_school, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.office.entries.recovered import tell_recovered
from sferum_docs.web.office.filters import (
    ORDERS,
    STATES,
    kept_filters,
    paging,
    sent_filters,
    sent_page,
)

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.documents.registering.register_paper import RegisterPaper
    from sferum_docs.web.office.filters import Filters

blueprint = Blueprint("register", __name__)

_MOST_OFFERED = 300  # surnames while one types; any other may be typed


@blueprint.get("/register")
def first() -> str:
    """The register of orders."""
    return page(next(iter(current_registers())))


@blueprint.get("/register/<book_id>")
def page(book_id: str) -> str:
    """A page of the register, newest entries first."""
    asked = _asked(book_id)
    school_id = current_school_id()
    book = load_register(school_id, asked.wanted, asked.year, actor(), sent_page())
    tell_recovered()
    return render_template(
        "office/register.html",
        book=book,
        asked=asked,
        wanted=asked.wanted,
        years=sorted({*book.years, asked.year, today().year}, reverse=True),
        states=STATES,
        orders=ORDERS,
        files=files_of_school(school_id),
        surnames=sorted({person.last for person in current_school().staff})[:_MOST_OFFERED],
        kept=kept_filters(),
        turns=paging(book.found),
    )


@blueprint.get("/register/<book_id>.xlsx")
def xlsx(book_id: str) -> Response:
    """All that is asked for, for Excel."""
    paper = _paper(book_id)
    sent = sendings(current_school_id(), _asked(book_id).wanted)
    return _file(register_xlsx(paper, sent), paper, "xlsx")


@blueprint.get("/register/<book_id>.docx")
def docx(book_id: str) -> Response:
    """All that is asked for, for Word."""
    paper = _paper(book_id)
    return _file(register_docx(paper), paper, "docx")


@blueprint.get("/register/<book_id>.pdf")
def pdf(book_id: str) -> Response:
    """All that is asked for, to print and to file; the register changes, so nothing of it is kept aside."""
    paper = _paper(book_id)
    return _file(register_pdf(paper), paper, "pdf")


def _asked(book_id: str) -> Filters:
    if book_id not in current_registers():
        abort(404)
    return sent_filters(book_id)


def _paper(book_id: str) -> RegisterPaper:
    asked = _asked(book_id)
    return register_paper(current_school_id(), current_registers()[book_id], asked.wanted, today())


def _file(content: bytes, paper: RegisterPaper, extension: str) -> Response:
    return file_answer(content, f"{paper.name}.{extension}")

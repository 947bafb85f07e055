"""A register as on paper: searched while one types, filtered, sorted, exported."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request, send_file

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.services.register.export import register_docx, register_xlsx
from sferum_docs.services.register.listing import Wanted, open_book, years_of
from sferum_docs.web.current import actor, current_registers, current_school, current_school_id
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.services.register.listing import Book

blueprint = Blueprint("register", __name__)

STATES = {"": "все записи", "ready": "действуют", "void": "аннулированы", "repealed": "утратили силу"}
ORDERS = {
    "-number": "сначала новые", "number": "по номеру", "-day": "по дате, сначала новые", "day": "по дате",
    "title": "по заголовку", "executor": "по исполнителю",
}  # fmt: skip
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/register")
def first() -> str:
    """The register of orders."""
    return page(next(iter(current_registers())))


@blueprint.get("/register/<book_id>")
def page(book_id: str) -> str:
    """The register, newest entries first."""
    wanted, book = _book(book_id)
    return render_template(
        "office/register.html",
        books=current_registers(),
        book=book,
        wanted=wanted,
        year=_year(book_id),
        years=sorted({*book.years, _year(book_id), _today_year()}, reverse=True),
        states=STATES,
        orders=ORDERS,
    )


@blueprint.get("/register/<book_id>.xlsx")
def xlsx(book_id: str) -> Response:
    """What is shown, for Excel."""
    _, book = _book(book_id)
    return _file(register_xlsx(book.register, _heading(book), book.lines), _XLSX, book, "xlsx")


@blueprint.get("/register/<book_id>.docx")
def docx(book_id: str) -> Response:
    """What is shown, for Word."""
    _, book = _book(book_id)
    return _file(register_docx(book.register, _heading(book), book.lines), _DOCX, book, "docx")


@blueprint.get("/register/<book_id>.pdf")
def pdf(book_id: str) -> Response:
    """What is shown, to print and to file; the register changes, so nothing of it is kept aside."""
    _, book = _book(book_id)
    printed = current_press().printer.pdf(register_docx(book.register, _heading(book), book.lines))
    return _file(printed, "application/pdf", book, "pdf")


def _book(book_id: str) -> tuple[Wanted, Book]:
    if book_id not in current_registers():
        abort(404)
    wanted = Wanted(
        register=book_id,
        year=_year(book_id),
        words=clean_line(request.args.get("q", "")),
        person=clean_line(request.args.get("person", "")),
        state=request.args.get("state", "") if request.args.get("state", "") in STATES else "",
        order=request.args.get("order", "") if request.args.get("order", "") in ORDERS else "-number",
    )
    return wanted, open_book(current_school_id(), wanted, _year(book_id), actor())


def _year(book_id: str) -> int:
    text = request.args.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else _newest_year(book_id)  # noqa: PLR2004  a year


def _newest_year(book_id: str) -> int:
    return next(iter(years_of(current_school_id(), book_id)), _today_year())


def _today_year() -> int:
    return datetime.now().astimezone().year


def _heading(book: Book) -> str:
    return f"{book.register.title}, {_year(book.register.id)} год. {current_school().requisites.short_name}"


def _file(content: bytes, media_type: str, book: Book, extension: str) -> Response:
    name = f"{book.register.title} {_year(book.register.id)}.{extension}"
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)

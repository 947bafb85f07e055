"""The press of this application, what a page that shows a PDF is allowed, and a page for printing that failed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app, make_response, render_template, request

from sferum_docs.services.documents.printing import PdfService, PrintingError, press_in
from sferum_docs.web.errors import Trouble
from sferum_docs.web.files import file_answer
from sferum_docs.web.protection.security import CONTENT_POLICY

if TYPE_CHECKING:
    from flask import Flask, Response

_PRESS = "press"
_UNAVAILABLE = 503
# the page shows our own PDF in a frame; the PDF lets our own page show it, and nobody else
_SHOWING = {"Content-Security-Policy": f"{CONTENT_POLICY}; frame-src 'self'"}
_SHOWN = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}
_FAILED = "PDF не получился"
_WAY_OUT = "Файлы Word на месте: их можно скачать на страницах документов и напечатать самим."


def current_press() -> PdfService:
    """The press of this installation; it starts nothing before the first page."""
    press: PdfService = current_app.extensions[_PRESS]
    return press


def showing_pdf(page: str) -> Response:
    """A page that shows a PDF in a frame."""
    answer = make_response(page)
    answer.headers.update(_SHOWING)
    return answer


def pdf_answer(pdf: bytes, name: str) -> Response:
    """The PDF itself: shown in a frame of ours, or kept when the address ends in «?download»."""
    answer = file_answer(pdf, name, shown="download" not in request.args)
    answer.headers.update(_SHOWN)
    return answer


def init_printing(app: Flask) -> None:
    """Makes the press and its error page; tells the pages whether there is a press."""
    app.extensions[_PRESS] = press_in(Path(app.instance_path))
    app.register_error_handler(PrintingError, _failed)
    app.jinja_env.globals["can_print"] = lambda: current_press().available


def _failed(error: PrintingError) -> tuple[str, int]:
    trouble = Trouble(_FAILED, error.fault().message(), _WAY_OUT)
    return render_template("error.html", trouble=trouble, code=_UNAVAILABLE), _UNAVAILABLE

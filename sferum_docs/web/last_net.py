"""The last net: whatever falls through every other, a request is answered.

A panic of a library written in Rust is a BaseException: no handler of the framework or the server catches it, the
connection is never closed, and a hundred of them stop the server.

A bundle unpacked over the program while it serves: what is loaded is of the old version, what is yet to be loaded —
pages, templates of documents, rare modules — of the new one. So every request is told that the program waits to be
started again, and nobody is answered by halves of two versions.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.web.api.problems import FAILED, MEDIA, UNAVAILABLE, is_for_programs, problem_text
from sferum_docs.web.errors import TROUBLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LIST = "SHA256SUMS"  # the first file of a bundle; the sources and a package of Debian have none
_LOG = logging.getLogger(__name__)
_OURS = (Exception, KeyboardInterrupt, SystemExit, GeneratorExit)  # the framework's, or a wish to stop


def answered(application: WSGIApplication) -> WSGIApplication:
    """The application that answers with a plain page of error when a library fails beyond all exceptions."""

    def answering(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return application(environ, start_response)
        except _OURS:
            raise
        except BaseException:  # noqa: BLE001  this is what the net is for
            _LOG.exception("a library failed beyond all exceptions")
            media, text = _PROBLEM if is_for_programs(environ.get("PATH_INFO", "")) else _PAGE
            start_response("500 Internal Server Error", [("Content-Type", media)])
            return [text.encode()]

    return answering


def unless_replaced(application: WSGIApplication, home: Path) -> WSGIApplication:
    """The application as long as its files are those that it was started from."""
    place = home / LIST
    if not place.is_file():
        return application
    was, known = place.read_bytes(), {_seen(place): True}  # unpacked again, the same version has another time

    def answering(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen = _seen(place)
        if seen not in known:
            known[seen] = _holds(place, was)
        if known[seen]:
            return application(environ, start_response)
        media, text = _told_replaced(environ.get("PATH_INFO", ""))
        start_response("503 Service Unavailable", [("Content-Type", media), ("Retry-After", "60")])
        return [text.encode()]

    return answering


def _seen(place: Path) -> tuple[int, int]:
    """What tells that a file was written, without reading it."""
    try:
        told = place.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


def _holds(place: Path, content: bytes) -> bool:
    try:
        return place.read_bytes() == content
    except OSError:
        return False


def _told_replaced(path: str) -> tuple[str, str]:
    sentence = Fault("program_replaced").sentence()
    if is_for_programs(path):
        return MEDIA, problem_text(UNAVAILABLE, sentence, code="program_replaced")
    page = f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>{_REPLACED}</title><h1>{_REPLACED}</h1>'
    return "text/html; charset=utf-8", f"{page}<p>{sentence}</p></html>"


_TROUBLE = TROUBLES[500]
_PROBLEM = (MEDIA, problem_text(FAILED, Fault("api_failed").sentence()))
_TEXT = (
    f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>{_TROUBLE.title}</title>'
    f"<h1>{_TROUBLE.title}</h1><p>{_TROUBLE.reason}</p><p>{_TROUBLE.way_out}</p></html>"
)
_PAGE = ("text/html; charset=utf-8", _TEXT)
_REPLACED = "Программу обновляют"

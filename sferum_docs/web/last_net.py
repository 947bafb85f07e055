"""The last net: whatever falls through every other, a request is answered.

A panic of a library written in Rust is a BaseException: no handler of the framework or the server catches it, the
connection is never closed, and a hundred of them stop the server.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.web.api.problems import FAILED, MEDIA, is_for_programs, problem_text
from sferum_docs.web.errors import TROUBLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

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


_TROUBLE = TROUBLES[500]
_PROBLEM = (MEDIA, problem_text(FAILED, Fault("api_failed").sentence()))
_TEXT = (
    f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>{_TROUBLE.title}</title>'
    f"<h1>{_TROUBLE.title}</h1><p>{_TROUBLE.reason}</p><p>{_TROUBLE.way_out}</p></html>"
)
_PAGE = ("text/html; charset=utf-8", _TEXT)

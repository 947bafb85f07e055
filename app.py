"""The application as WSGI servers and `flask --app app` find it: pages and command line together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs import cli
from sferum_docs.cli.faults import starting
from sferum_docs.web.application import create_app as create_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application with its pages and its commands."""
    with starting():
        app = create_pages(config)
    cli.register(app)
    return app

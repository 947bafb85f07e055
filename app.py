"""The application as WSGI servers find it (`app:create_app()`), and its commands: `python app.py --help`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.cli import main
from sferum_docs.cli.faults import starting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application with its pages."""
    with starting():
        from sferum_docs.web.application import create_app as create_pages  # noqa: PLC0415  half the commands want none

        return create_pages(config)


if __name__ == "__main__":
    main(create_app)

"""The application as WSGI servers and `flask --app app` find it."""

from sferum_docs.web.application import create_app

__all__ = ["create_app"]

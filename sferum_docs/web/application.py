"""The application put together: settings, database, protection, pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits
from sferum_docs.services.installation.place import FILES, file_folder, instance_folder, shared_key
from sferum_docs.services.jobs.bell import ring_through
from sferum_docs.services.packs.choose import look_also_in
from sferum_docs.store.database import db, sqlite_address
from sferum_docs.store.documents import files
from sferum_docs.store.snapshot import SQLITE_NAME
from sferum_docs.web import account, admin, api, district, documents, head, indicators, office, school
from sferum_docs.web.hooks import init_hooks
from sferum_docs.web.kept_part import init_kept_parts
from sferum_docs.web.last_net import answered, unless_replaced
from sferum_docs.web.protection.security import secret_key, trusted_hosts
from sferum_docs.web.protection.uploads import MAX_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application; `config` overrides the settings below (tests give a database of their own)."""
    given = dict(config or {})
    instance = instance_folder(given.get("INSTANCE_PATH"))
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask("sferum_docs.web", instance_path=str(instance), template_folder=str(ROOT / "templates"))
    app.config.from_mapping(_settings(instance))
    app.config.from_mapping(given)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(app, instance)
    app.config["SECRET_KEY"] = app.config.get("SECRET_KEY") or shared_key() or secret_key(instance)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    look_also_in(instance)
    ring_through(app.config["JOBS_URL"])
    Bootstrap5(app)
    if app.config["TRUSTED_PROXIES"]:
        count = int(app.config["TRUSTED_PROXIES"])
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # the documented way
    app.wsgi_app = unless_replaced(answered(app.wsgi_app), ROOT)  # type: ignore[method-assign,assignment]  # as above
    init_hooks(app)
    init_kept_parts(app)
    for room in (account, documents, school, head, office, indicators, admin, district, api):
        for blueprint in room.BLUEPRINTS:
            app.register_blueprint(blueprint)
    return app


def _engine_options(app: Flask, instance: Path) -> dict[str, Any]:
    """How the database is opened, and where the files of documents lie."""
    kept_in = file_folder(app.config.get("FILES"))
    return {
        # a connection for each thread that answers: one beyond the pool is opened and closed for every page
        "pool_size": 16,
        # a server that was started anew is noticed before the connection is used
        "pool_pre_ping": not str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite"),
        "hide_parameters": True,  # a failure is logged with its question, never with the names of people in it
        "execution_options": files.settings(kept_in, instance / FILES),
        **app.config.get("SQLALCHEMY_ENGINE_OPTIONS", {}),
    }


def _proxies(told: str) -> int:
    """FaultsError when it is no number: what is believed of an address must not be guessed."""
    count = digits(told, 1)
    if count is None:
        raise FaultsError([Fault("proxies_setting", values={"text": told[:40]})])
    return count


def _settings(instance: Path) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": os.environ.get("DATABASE_URL") or sqlite_address(instance / SQLITE_NAME),
        # empty: the program that serves does the jobs itself; else `worker` processes do, and this is what rings them
        "JOBS_URL": os.environ.get("JOBS_URL", ""),
        "BOOTSTRAP_SERVE_LOCAL": True,
        "WTF_CSRF_TIME_LIMIT": None,  # a form left open over lunch must still be taken
        "WTF_I18N_ENABLED": False,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,  # a cookie lives a month, and what it opens a week
        # how many proxies of ours stand before the program; their word on address and TLS is taken, nobody else's
        "TRUSTED_PROXIES": _proxies(os.environ.get("TRUSTED_PROXIES", "").strip() or "0"),
        "TRUSTED_HOSTS": trusted_hosts(os.environ.get("TRUSTED_HOSTS", "")),
        "COUNT_SHEETS": True,  # by a thread, soon after registering
        "MAX_FORM_PARTS": MAX_FIELDS,
        "MAX_FORM_MEMORY_SIZE": 5 * 1024 * 1024,
        "MAX_CONTENT_LENGTH": 11 * 1024 * 1024,  # a scan of 10 MB and the rest of its form
    }

"""The application put together: settings, database, protection, pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from jinja2 import StrictUndefined
from sqlalchemy import URL
from werkzeug.middleware.proxy_fix import ProxyFix

from sferum_docs.services.packs.choose import look_also_in
from sferum_docs.store.database import db
from sferum_docs.store.snapshot import SQLITE_NAME
from sferum_docs.web import account, admin, documents, head, office, school
from sferum_docs.web.acts import init_acts
from sferum_docs.web.counting import init_counting
from sferum_docs.web.current import init_current
from sferum_docs.web.errors import init_errors
from sferum_docs.web.forms.changing import init_changing
from sferum_docs.web.forms.drafts import init_drafts
from sferum_docs.web.forms.edit_guard import init_edit_guard
from sferum_docs.web.forms.refused_form import init_refused_form
from sferum_docs.web.forms.wording import init_wording
from sferum_docs.web.head.steps import init_steps
from sferum_docs.web.last_net import answered
from sferum_docs.web.order_of_work import init_order_of_work
from sferum_docs.web.pictures import init_pictures
from sferum_docs.web.printing import init_printing
from sferum_docs.web.protection.access import init_access
from sferum_docs.web.protection.numbers import init_numbers
from sferum_docs.web.protection.resend import FormProtection
from sferum_docs.web.protection.security import init_security, secret_key, trusted_hosts
from sferum_docs.web.protection.sessions import init_sessions
from sferum_docs.web.protection.uploads import MAX_FIELDS, init_uploads
from sferum_docs.web.theme import init_theme

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application; `config` overrides the settings below (tests give a database of their own)."""
    given = dict(config or {})
    instance = Path(given.get("INSTANCE_PATH") or os.environ.get("INSTANCE_PATH") or ROOT / "instance").resolve()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask("sferum_docs.web", instance_path=str(instance), template_folder=str(ROOT / "templates"))
    app.config.from_mapping(_settings(instance))
    app.config.from_mapping(given)
    app.config["SECRET_KEY"] = app.config.get("SECRET_KEY") or secret_key(instance)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    look_also_in(instance)
    Bootstrap5(app)
    if app.config["TRUSTED_PROXIES"]:
        count = int(app.config["TRUSTED_PROXIES"])
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # the documented way
    app.wsgi_app = answered(app.wsgi_app)  # type: ignore[method-assign,assignment]  # as above
    init_numbers(app)
    # who may open the page is asked before what was sent to it is looked at
    for init in (init_sessions, init_access, init_uploads, FormProtection, init_security, init_errors, init_changing):
        init(app)
    for init in (
        init_wording,
        init_theme,
        init_current,
        init_acts,
        init_order_of_work,
        init_printing,
        init_counting,
        init_pictures,
    ):
        init(app)
    for init in (init_steps, init_drafts):
        init(app)
    for init in (init_refused_form, init_edit_guard):  # the last to be asked of a request, the first of its answer
        init(app)
    for room in (account, documents, school, head, office, admin):
        for blueprint in room.BLUEPRINTS:
            app.register_blueprint(blueprint)
    return app


def _settings(instance: Path) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": os.environ.get("DATABASE_URL")
        or URL.create("sqlite", database=str(instance / SQLITE_NAME)),
        # a connection for each thread that answers: one beyond the pool is opened and closed for every page
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 16},
        "BOOTSTRAP_SERVE_LOCAL": True,
        "WTF_CSRF_TIME_LIMIT": None,  # a form left open over lunch must still be taken
        "WTF_I18N_ENABLED": False,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # how many proxies of ours stand before the program; their word on address and TLS is taken, nobody else's
        "TRUSTED_PROXIES": int(os.environ.get("TRUSTED_PROXIES") or 0),
        "TRUSTED_HOSTS": trusted_hosts(os.environ.get("TRUSTED_HOSTS", "")),
        "COUNT_SHEETS": True,  # by a thread, soon after registering
        "MAX_FORM_PARTS": MAX_FIELDS,
        "MAX_FORM_MEMORY_SIZE": 5 * 1024 * 1024,
        "MAX_CONTENT_LENGTH": 11 * 1024 * 1024,  # a scan of 10 MB and the rest of its form
    }

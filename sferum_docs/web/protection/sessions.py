"""Who is signed in: the session's token in the cookie, everything else on the server's side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from sferum_docs.services.users.passwords import Passwords
from sferum_docs.services.users.sign_in import session_user

if TYPE_CHECKING:
    from flask import Flask, Request, Response
    from flask.sessions import SessionMixin

    from sferum_docs.services.users.manage import User


_SILENT = "database_is_silent"
_USER = "user"


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login carries no types
    """A user as Flask-Login takes it: what it keeps in the cookie is the token of the session, not the id."""

    token: str
    user: User

    def get_id(self) -> str:
        """The token."""
        return self.token


# programs say who they are with each request: what lies below takes no cookie and sets none
WITHOUT_COOKIES = "/api/"


def takes_cookies() -> bool:
    """Whether this request may be known by a cookie."""
    return not request.path.startswith(WITHOUT_COOKIES)


class Cookies(SecureCookieSessionInterface):
    """Over TLS the cookie is for TLS alone and for this very host; a school's plain LAN still can sign in."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; nothing where none is taken."""
        return super().open_session(app, request) if takes_cookies() else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Sets the cookie, where one is taken."""
        if takes_cookies():
            super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:
        """Browsers refuse the prefix without TLS."""
        name = super().get_cookie_name(app)
        return f"__Host-{name}" if request.is_secure else name

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the browser may send it over TLS only."""
        return request.is_secure or super().get_cookie_secure(app)


def user() -> User | None:
    """Who is signed in, asked once a request."""
    if _USER not in g:
        found = current_user._get_current_object()  # noqa: SLF001  the way of Flask-Login to what stands behind it
        g.user = found.user if isinstance(found, SignedIn) else None
    known: User | None = g.user
    return known


def token() -> str:
    """The token of this session, empty without one."""
    return cast("str", current_user.token) if user() else ""


def begin(token: str) -> None:
    """Signs this browser in. What it had before is dropped: a session planted by another must not become this one."""
    session.clear()
    found = _load(token)
    if found is not None:
        login_user(found)
    g.pop(_USER, None)


def act_for(somebody: User) -> None:
    """In this request alone it is this person who acts: a program of hers said so, and no cookie is set."""
    login_user(SignedIn("", somebody))
    g.pop(_USER, None)


def finish() -> None:
    """Signs this browser out."""
    logout_user()
    g.pop(_USER, None)
    session.clear()


def ask_nobody() -> None:
    """For the rest of this request: the database does not answer, so whoever asks is nobody; the cookie stays.

    Also who was found before it fell silent: all that a page asks about a person is asked of the database.
    """
    setattr(g, _SILENT, True)
    g.user = None


def passwords() -> Passwords:
    """How passwords are kept here."""
    return cast("Passwords", current_app.config["PASSWORDS"])


def init_sessions(app: Flask) -> None:
    """Flask-Login on our own sessions."""
    manager = LoginManager(app)
    manager.session_protection = None  # an address or a browser that changes in the middle of the day is no theft
    manager.user_loader(_load)
    app.session_interface = Cookies()
    app.config.setdefault("PASSWORDS", Passwords())
    app.before_request(_keep)
    app.jinja_env.globals["signed_in"] = user


def _load(token: str) -> SignedIn | None:
    if g.get(_SILENT):
        return None
    found = session_user(token, datetime.now(UTC))
    return None if found is None else SignedIn(token, found)


def _keep() -> None:
    if not session.permanent:
        session.permanent = True  # a restarted browser keeps its token, and the form left open in it is taken

"""The mail server as it is kept; there is one for all bodies of the installation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from sferum_docs.mailing.model import Security, Server
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import MailServerRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor

_ONE = 1
_SERVER = ("host", "port", "security", "login", "sender", "sender_name", "authority", "most_mb")


@dataclass(frozen=True, slots=True)
class KeptServer:
    """The server as it is kept; `sealed_password` is empty where it asks for none."""

    server: Server
    on: bool
    sealed_password: str
    changed_at: datetime
    changed_by: str
    checked_at: datetime | None


@cached_until_change
def find_server() -> KeptServer | None:
    """The server; None: none was ever set."""
    row = db.session.scalar(select(MailServerRow).where(MailServerRow.id == _ONE))
    if row is None:
        return None
    values: dict[str, Any] = {name: getattr(row, name) for name in _SERVER}
    server = Server(**{**values, "security": Security(row.security)})
    return KeptServer(server, row.on, row.sealed_password, row.changed_at, row.changed_by, row.checked_at)


def put_server(session: Session, server: Server, sealed_password: str, by: Actor, *, on: bool) -> None:
    """Keeps the server in place of the former one."""
    row = session.get(MailServerRow, _ONE) or MailServerRow(id=_ONE)
    for name in _SERVER:
        setattr(row, name, str(server.security) if name == "security" else getattr(server, name))
    row.on, row.sealed_password, row.changed_at, row.changed_by = on, sealed_password, by.at, by.name
    row.checked_at = None
    session.add(row)
    touch_body(session, None)  # every body's pages offer to send


def put_checked(session: Session, at: datetime) -> None:
    """A test letter was taken by the server."""
    quietly = {"synchronize_session": False}
    session.execute(update(MailServerRow).values(checked_at=at), execution_options=quietly)

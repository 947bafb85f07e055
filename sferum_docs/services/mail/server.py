"""The mail server: set on the page or by the settings of the program; its password is kept sealed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.mailing.model import USUAL_MB, Security, Server
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.sealing import opened, seal
from sferum_docs.services.mail.server_faults import server_faults
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail import server as kept_server

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sferum_docs.store.audit import Actor

__all__ = ["MailServer", "is_mail_on", "mail_server", "save_server"]

_USUAL_PORTS = {Security.STARTTLS: "587", Security.TLS: "465", Security.NONE: "25"}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server with what is needed to use it.

    `by_settings`: it comes from SMTP_HOST and the like, so that the page changes nothing. `known`: its password opens
    with the key of this installation; after a copy was put back under another key it does not.
    """

    server: Server
    on: bool
    known: bool = True
    by_settings: bool = False
    password: str = ""
    checked_at: datetime | None = None

    def __repr__(self) -> str:
        return f"MailServer({self.server.host}:{self.server.port})"

    @property
    def ready(self) -> bool:
        """Whether letters can go out."""
        return self.on and self.known


def mail_server(key: str, settings: Mapping[str, str] | None = None) -> MailServer | None:
    """The server in force; None: none is set, nothing leaves the machine. `key`: of the installation. FaultsError."""
    told = os.environ if settings is None else settings
    if told.get("SMTP_HOST"):
        return _by_settings(told)
    kept = kept_server.find_server()
    if kept is None:
        return None
    password = opened(key, kept.sealed_password) if kept.sealed_password else ""
    return MailServer(kept.server, kept.on, password is not None, password=password or "", checked_at=kept.checked_at)


def is_mail_on() -> bool:
    """Whether pages offer to send by mail: a server was set and not turned off."""
    if os.environ.get("SMTP_HOST"):
        return True
    kept = kept_server.find_server()
    return kept is not None and kept.on


def save_server(key: str, server: Server, password: str, by: Actor, school_id: int, *, on: bool) -> None:
    """Keeps the server. An empty password leaves the one that is kept, for the same server and login alone.

    FaultsError: something is missing or no such thing; the settings of the program name another server.
    """
    if os.environ.get("SMTP_HOST"):
        raise FaultsError([Fault("mail_by_settings")])
    kept = kept_server.find_server()
    same = kept is not None and _goes_with(server) == _goes_with(kept.server) and bool(kept.sealed_password)
    faults = server_faults(server)
    if server.login and not password and not same:
        faults.append(Fault("mail_password_anew" if kept and kept.sealed_password else "empty", "password"))
    if faults:
        raise FaultsError(faults)
    kept_password = kept.sealed_password if kept and server.login else ""
    sealed = seal(key, password) if server.login and password else kept_password
    with writing() as session:
        kept_server.put_server(session, server, sealed, by, on=on)
        told = f"{server.host}:{server.port}, {server.security}"
        record_event(session, school_id, by, "mail.server", told, on=on, password=bool(password))


def _goes_with(server: Server) -> tuple[str, int, Security, str]:
    """What a password is meant for: it is never said to another server than the one it was typed for."""
    return server.host.casefold(), server.port, server.security, server.login


def _by_settings(told: Mapping[str, str]) -> MailServer:
    named = told.get("SMTP_SECURITY", "").lower() or Security.STARTTLS
    faults = [] if named in {*Security} else [Fault("mail_setting", "SMTP_SECURITY", {"text": named})]
    security = Security.STARTTLS if faults else Security(named)
    server = Server(
        told["SMTP_HOST"], _number(told, "SMTP_PORT", _USUAL_PORTS[security], faults), security,
        told.get("SMTP_SENDER", ""), told.get("SMTP_SENDER_NAME", ""), told.get("SMTP_LOGIN", ""),
        _file(told, "SMTP_CA_FILE", faults), _number(told, "SMTP_MAX_MB", str(USUAL_MB), faults),
    )  # fmt: skip
    password = told.get("SMTP_PASSWORD", "") or _file(told, "SMTP_PASSWORD_FILE", faults).strip("\r\n")
    faults += server_faults(server)
    if server.login and not password:
        faults.append(Fault("empty", "SMTP_PASSWORD"))
    if faults:
        raise FaultsError(faults)
    return MailServer(server, on=True, by_settings=True, password=password)


def _number(told: Mapping[str, str], name: str, usual: str, faults: list[Fault]) -> int:
    text = told.get(name, "") or usual
    if text.isascii() and text.isdecimal():
        return int(text[:9])
    faults.append(Fault("mail_setting", name, {"text": text}))
    return 0


def _file(told: Mapping[str, str], name: str, faults: list[Fault]) -> str:
    path = told.get(name, "")
    try:
        return Path(path).read_text(encoding="utf-8") if path else ""
    except (OSError, UnicodeError):
        faults.append(Fault("mail_setting", name, {"text": path}))
        return ""

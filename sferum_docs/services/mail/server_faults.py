"""What is wrong with a mail server as it was typed."""

from __future__ import annotations

import ssl
from contextlib import suppress

from sferum_docs.mailing.addresses import host_name, is_address
from sferum_docs.mailing.model import MOST_MB, Security, Server
from sferum_docs.reading.faults import Fault

_MOST_PORT = 65535
LIMITS = {"host": 253, "login": 254, "sender": 254, "sender_name": 120, "password": 500, "authority": 60_000}


def server_faults(server: Server) -> list[Fault]:
    """Every fault, at the field that it is about."""
    texts = {name: getattr(server, name) for name in LIMITS if name != "password"}
    faults = [
        Fault("too_long", name, {"limit": LIMITS[name]}) for name, text in texts.items() if len(text) > LIMITS[name]
    ]
    faults += [Fault("empty", name) for name in ("host", "sender") if not texts[name]]
    if server.host and not _is_host(server.host):
        faults.append(Fault("mail_host", "host", {"text": server.host[:60]}))
    if not 0 < server.port <= _MOST_PORT:
        faults.append(Fault("out_of_bounds", "port", {"low": 1, "high": _MOST_PORT}))
    if server.sender and not is_address(server.sender):
        faults.append(Fault("bad_email", "sender", {"text": server.sender[:60]}))
    if not 0 < server.most_mb <= MOST_MB:
        faults.append(Fault("out_of_bounds", "most_mb", {"low": 1, "high": MOST_MB}))
    if server.authority and not _is_authority(server.authority):
        faults.append(Fault("mail_authority", "authority"))
    if server.security is Security.NONE and server.authority:
        faults.append(Fault("mail_authority_unused", "authority"))
    return faults


def _is_host(text: str) -> bool:
    with suppress(ValueError):
        return bool(host_name(text))
    return False


def _is_authority(text: str) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError, UnicodeError):
        return False
    return bool(context.get_ca_certs()) or "BEGIN CERTIFICATE" in text

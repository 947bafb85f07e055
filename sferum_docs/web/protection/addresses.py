"""Addresses: those from outside are gone to only when they are our own; those by which people sign in here."""

from __future__ import annotations

from flask import current_app, request, url_for

from sferum_docs.web.protection.security import TRUSTED_HOSTS


def own_address(asked: str, otherwise: str) -> str:
    r"""The path asked for, when it stays here. Browsers drop control characters: «/\t/host» would lead away.

    >>> own_address("/staff", "/"), own_address("//host", "/"), own_address("/\t/host", "/")
    ('/staff', '/', '/')
    """
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if inside else otherwise


def is_of_this_machine(host: str) -> bool:
    """Whether a name (with its port, perhaps) opens the program on this very machine alone.

    >>> is_of_this_machine("localhost:8000"), is_of_this_machine("[::1]:80"), is_of_this_machine("192.168.1.5:8000")
    (True, True, False)
    """
    name, _colon, port = host.rpartition(":")
    return (name if name and port.isdigit() else host) in TRUSTED_HOSTS


def sign_in_addresses() -> tuple[list[str], bool]:
    """Where to sign in, and whether that opens on this computer alone.

    Who sits at the machine itself sees an address that is worth nothing on another: then the names given in
    TRUSTED_HOSTS are told.
    """
    here = url_for("sign_in.page", _external=True)
    if not is_of_this_machine(request.host):
        return [here], False
    host = request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdigit() else request.host
    names = [name for name in current_app.config["TRUSTED_HOSTS"] if str(name) not in {*map(str, TRUSTED_HOSTS), "::1"}]
    others = [here.replace(f"//{host}", f"//{name}", 1) for name in names]
    return others or [here], not others

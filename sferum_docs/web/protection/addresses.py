"""Addresses that come from outside and are gone to only when they are our own."""

from __future__ import annotations


def own_address(asked: str, otherwise: str) -> str:
    r"""The path asked for, when it stays here. Browsers drop control characters: «/\t/host» would lead away.

    >>> own_address("/staff", "/"), own_address("//host", "/"), own_address("/\t/host", "/")
    ('/staff', '/', '/')
    """
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if inside else otherwise

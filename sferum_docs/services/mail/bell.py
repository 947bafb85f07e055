"""Wakes whoever sends letters in this process; others look by themselves soon."""

from __future__ import annotations

from threading import Event

RUNG = Event()


def ring() -> None:
    """There is a letter."""
    RUNG.set()

"""Sheets counted behind the pages: a thread of its own prints what was registered, no page waits for it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from flask import current_app

from sferum_docs.services.register.entries.sheets import count_entries
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from flask import Flask

_KEY = "counting"
_log = logging.getLogger(__name__)


def init_counting(app: Flask) -> None:
    """One count at a time for each installation."""
    app.extensions[_KEY] = threading.Lock()


def count_soon(school_id: int) -> None:
    """Begins to count the entries without sheets, unless that is being done or there is nothing to count with."""
    if not current_app.config["COUNT_SHEETS"] or not current_press().available:
        return
    lock: threading.Lock = current_app.extensions[_KEY]
    if lock.acquire(blocking=False):
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  as Flask tells to
        threading.Thread(target=_count, args=(app, lock, school_id), daemon=True, name=_KEY).start()


def _count(app: Flask, lock: threading.Lock, school_id: int) -> None:
    try:
        with app.app_context():
            count_entries(current_press(), school_id)
    except Exception:  # noqa: BLE001 -- a thread has nobody above it to tell; the field can be typed
        _log.exception("sheets are not counted")
    finally:
        lock.release()

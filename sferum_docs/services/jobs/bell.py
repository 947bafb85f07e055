"""What tells those who work that there is work: a bell, not a memory. Who does not hear it looks by himself soon."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
_BELLS: list[Callable[[], None]] = []


def ring_by(bell: Callable[[], None] | None) -> None:
    """Sets the bell of this process; None: nobody is rung."""
    _BELLS[:] = [] if bell is None else [bell]


def ring() -> None:
    """Rings; a bell that is broken costs seconds, not work, so nobody is told."""
    for bell in _BELLS:
        try:
            bell()
        except Exception as error:  # noqa: BLE001  as many libraries as there are queues
            _log.warning("the queue of jobs does not answer (%s): whoever works looks by himself", type(error).__name__)

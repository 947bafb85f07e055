"""What has changed since a pack was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Notice:
    """What has changed since the pack was made, told to whoever works with it from that day on."""

    since: date
    text: str
    source: str = ""

"""Where the program keeps what belongs to this installation."""

from __future__ import annotations

import os
from pathlib import Path

_USUAL = Path(__file__).resolve().parents[3] / "instance"


def instance_folder(given: str | None = None) -> Path:
    """The folder that was given, else the one of INSTANCE_PATH, else `instance` beside the program."""
    return Path(given or os.environ.get("INSTANCE_PATH") or _USUAL).resolve()

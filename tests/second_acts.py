"""Packs of other acts than the shipped one: `ministry` (an order of a ministry), `requirements` (no act at all).

Their Word files are built from the sources when the tests run; nothing of them is shipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sferum_docs.house_templates.build import build_pack

SOURCES = Path(__file__).with_name("packs")
MINISTRY, REQUIREMENTS = "ministry", "requirements"
SECOND_ACTS = (MINISTRY, REQUIREMENTS)


def lay_second_acts(folder: Path) -> Path:
    """Puts both packs, ready to be used, into a folder of packs."""
    for name in SECOND_ACTS:
        shutil.copytree(SOURCES / name, folder / name)
        build_pack(folder / name)
    return folder

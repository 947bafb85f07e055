"""Pages of the indicators of an act: typed week by week, imported, shown, concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()

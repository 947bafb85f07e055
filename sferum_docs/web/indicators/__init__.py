"""Pages of the indicators of an act: typed week by week, imported, shown, concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.web.indicators import page

if TYPE_CHECKING:
    from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = (page.blueprint,)

"""A summary as plain values, and back: what stands in a table is short, and nothing of it is read but by us."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.status import Status
from sferum_docs.services.district.watching.cells import BodyDocument, CellState, MatrixCell
from sferum_docs.services.district.watching.summary import BodyState, BodySummary

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1  # one higher when a rule of the summary or its fields change: what is kept is worked out anew


def packed(summary: BodySummary) -> Mapping[str, Any]:
    """As it is kept."""
    return {
        "state": summary.state.name,
        "has_data": summary.has_data,
        "since": _text(summary.since),
        "cells": {path: _cell(cell) for path, cell in summary.cells.items()},
        "documents": {name: _document(each) for name, each in summary.documents.items()},
    }


def unpacked(kept: Mapping[str, Any]) -> BodySummary:
    """As it was."""
    return BodySummary(
        BodyState[kept["state"]],
        {
            path: MatrixCell(**{**values, "state": CellState[values["state"]], **_days(values)})
            for path, values in kept["cells"].items()
        },
        {
            name: BodyDocument(Status[status], number, _day(day), document, entry)
            for name, (status, number, day, document, entry) in kept["documents"].items()
        },
        kept["has_data"],
        _day(kept["since"]),
    )


def _cell(cell: MatrixCell) -> dict[str, Any]:
    """What is not as it is without being told."""
    told = {each.name: getattr(cell, each.name) for each in fields(cell) if getattr(cell, each.name) != each.default}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()} | {
        "state": cell.state.name
    }


def _days(values: Mapping[str, Any]) -> dict[str, date | None]:
    return {name: _day(values[name]) for name in ("day", "due") if name in values}


def _document(each: BodyDocument) -> list[Any]:
    return [each.status.name, each.number, _text(each.day), each.document, each.entry]


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

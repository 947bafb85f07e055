"""Texts of tables that a spreadsheet opens: what it would compute is shown instead."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")  # what Excel computes or calls by the first sign of a text


def harmless(text: str) -> str:
    """A text that no program takes for a formula.

    >>> harmless("=1+1"), harmless("свод.xlsx")
    ("'=1+1", 'свод.xlsx')
    """
    return f"'{text}" if text.startswith(_BEGINNINGS) else text

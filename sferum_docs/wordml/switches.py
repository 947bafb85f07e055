"""Whether a property that is a switch is on: ECMA-376 part 1, 17.17.4 (ST_OnOff); every room asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.wordml.text import W

if TYPE_CHECKING:
    from sferum_docs.wordml.text import Element

VAL = f"{{{W}}}val"
_OFF = frozenset({"0", "false", "off"})


def is_on(switch: Element | None) -> bool | None:
    """Tell None for a switch that is not there, else whether it says yes; one without a value says yes.

    >>> from lxml import etree
    >>> made = [etree.Element("vanish", {VAL: told} if told else {}) for told in ("", "on", "1", "0", "False", "off")]
    >>> [is_on(item) for item in (None, *made)]
    [None, True, True, True, False, False, False]
    """
    return None if switch is None else says_yes(switch.get(VAL) or "on")


def says_yes(told: str | None) -> bool:
    """Tell what an attribute that is a switch says; one that is not there says no.

    >>> [says_yes(told) for told in (None, "1", "true", "off")]
    [False, True, True, False]
    """
    return told is not None and told.lower() not in _OFF

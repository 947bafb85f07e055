"""What the numbers made of digits have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


def compact(text: str) -> str:
    """The signs without spaces and dashes."""
    return "".join(text.split()).replace("-", "")


def check(text: str, lengths: Collection[int], is_right: Callable[[str], bool] | None = None) -> str | None:
    """The code of the fault: other signs, another length, a control digit that does not fit; None when right."""
    number = compact(text)
    if not (number.isascii() and number.isdigit()):
        return "digits_only"
    if len(number) not in lengths:
        return "wrong_length"
    return None if is_right is None or is_right(number) else "control_digit"

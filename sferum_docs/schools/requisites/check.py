"""One table of the four numbers, and the fault that each gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.requisites import digits, inn, kpp, ogrn, okpo

if TYPE_CHECKING:
    from collections.abc import Sequence


class Number(Protocol):
    """What each module of this package offers."""

    NAME: str
    LENGTH: int

    def compact(self, text: str) -> str:
        """The signs without spaces and dashes."""

    def check(self, text: str) -> str | None:
        """The code of the fault, or None."""


NUMBERS: dict[str, Number] = {"inn": inn, "kpp": kpp, "ogrn": ogrn, "okpo": okpo}


def number_fault(key: str, text: str, place: str = "") -> Fault | None:
    """The fault of a number, with what its sentence names."""
    number = NUMBERS[key]
    code = number.check(text)
    if code is None:
        return None
    compact = number.compact(text)
    return Fault(code, place, {"name": number.NAME, "text": compact, "length": number.LENGTH, "given": len(compact)})


def digits_fault(key: str, text: str, place: str = "", *, name: str, lengths: Sequence[int]) -> Fault | None:
    """The fault of a code of digits: by its own rules where it has any, otherwise by its signs and their number.

    >>> digits_fault("oktmo", "8264", name="ОКТМО", lengths=(8, 11)).sentence()
    'Здесь должно быть цифр: 8 или 11, а введено: 4.'
    """
    if key in NUMBERS:
        return number_fault(key, text, place)
    code = digits.check(text, lengths)
    if code is None:
        return None
    compact = digits.compact(text)
    length = " или ".join(map(str, lengths))
    return Fault(code, place, {"name": name, "text": compact, "length": length, "given": len(compact)})


def kpp_warning(kpp_text: str, inn_text: str, place: str = "") -> Fault | None:
    """A warning when КПП and ИНН name different tax offices."""
    if not kpp_text or not inn_text or not kpp.differs_from_inn(kpp_text, inn_text):
        return None
    values = {"kpp": kpp.compact(kpp_text)[:4], "inn": inn_text[:4]}
    return Fault("kpp_not_inn", place, values, warning=True)

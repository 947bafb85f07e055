"""The six cases, the two genders and the three parts of a person's name."""

from enum import Enum
from typing import Self


class _Named(Enum):
    """An enumeration that also answers to its short names."""

    __hash__ = object.__hash__  # each is one of its kind; names in their cases are looked up all day

    @classmethod
    def _missing_(cls, value: object) -> Self:
        text = str(value)
        found = cls.__members__.get(_SHORT.get(text.lower(), text.upper()))
        if found is None:
            raise ValueError(f"«{text}» здесь не годится: {', '.join(one.value for one in cls)}")
        return found


class Case(_Named):
    """A grammatical case, named as in the school book.

    >>> Case("gen") is Case("родительный")
    True
    """

    NOMINATIVE = "именительный"
    GENITIVE = "родительный"
    DATIVE = "дательный"
    ACCUSATIVE = "винительный"
    INSTRUMENTAL = "творительный"
    PREPOSITIONAL = "предложный"


class Gender(_Named):
    """A person's grammatical gender."""

    MALE = "мужской"
    FEMALE = "женский"


class Part(_Named):
    """A part of a person's name."""

    LAST = "last"
    FIRST = "first"
    MIDDLE = "middle"


_SHORT = {
    "nom": "NOMINATIVE",
    "gen": "GENITIVE",
    "dat": "DATIVE",
    "acc": "ACCUSATIVE",
    "ins": "INSTRUMENTAL",
    "prep": "PREPOSITIONAL",
    "m": "MALE",
    "м": "MALE",
    "f": "FEMALE",
    "ж": "FEMALE",
}

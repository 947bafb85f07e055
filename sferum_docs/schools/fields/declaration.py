"""What a field of a school is. The tables beside this module say which there are.

To add a field: a line in `requisites`, `person`, `chat` or `layout`, its name in `schools/model.py`, a migration.
`tests/schools/test_fields.py` names the place that was forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import StrEnum

MAX_TEXT = 500


class ValueKind(Enum):
    """What a field holds. Whoever reads, keeps, shows or prints fields has one line for each kind."""

    TEXT = "a line of text"
    ORGANISATION = "the name of an organisation; templates decline it"
    DIGITS = "a code of digits"
    PHONE = "a phone, printed as it was typed"
    EMAIL = "an e-mail"
    MASK = "the mask of a registration number"
    COUNT = "a whole number, or nothing"
    FLAG = "yes or no"
    ANSWER = "yes, no, or nothing: nobody has told; a table says it by a word"
    CHOICE = "one of the values of an enumeration"
    OFFERED = "one of the values that the page offers"
    DAY = "a day, or nothing"


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """How tables name a field: the heading of our sample, the words by which a heading of a school means it."""

    caption: str
    headings: tuple[str, ...]  # beginnings of words; a word that must be whole ends in «!»
    width: int = 18  # of the sample, in letters
    needed: bool = False  # a table without it is no such list
    full_name: bool = False  # holds «Фамилия Имя Отчество», and is found by that where there are no headings


@dataclass(frozen=True, slots=True)
class SchoolField:
    """One field of a school, of a worker, of a chat, of the settings."""

    name: str  # in the values of `schools/model.py`
    kind: ValueKind
    label: str  # on the page and in remarks
    meaning: str  # in the dictionary of tags and in the guide of the JSON file
    hint: str = ""  # under the field
    required: bool = False
    limit: int = MAX_TEXT  # letters of a text
    lengths: tuple[int, ...] = ()  # of a code whose digits nothing else tells right from wrong
    low: int = 0  # of a number
    high: int = 1_000_000
    options: type[StrEnum] | None = None  # of a choice
    captions: tuple[tuple[str, str], ...] = ()  # how the values are offered, when not as they are
    default: object = None  # when left out; None: what the value has by itself
    group: str = ""  # the section of the page
    share: int = 1  # how many stand beside each other in a line of the page
    wide: bool = False  # the first of its line, and wider than the rest
    suggest: str = ""  # the list of the page that proposes values
    column: str = ""  # heading of the page's table, when not the label
    tag: str = ""  # in templates; none: no template needs it
    key: str = ""  # in files, tables, forms and addresses, when not the name
    of_act: bool = False  # shown only where an act of the school asks it
    sheet: SheetHeading | None = None  # in tables that schools hand in

    @property
    def kept_as(self) -> str:
        """The name of the field outside of Python: in JSON files, in the database, on its page."""
        return self.key or self.name

    @property
    def caption(self) -> str:
        """The label within a sentence."""
        return self.label if self.label[1:2].isupper() else self.label[:1].lower() + self.label[1:]


def offered_values(field: SchoolField) -> tuple[str, ...]:
    """The values to choose from that are known beforehand."""
    if field.options:
        return tuple(field.options)
    return tuple(value for value, _caption in field.captions if value) if field.kind is ValueKind.OFFERED else ()

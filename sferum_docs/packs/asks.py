"""What an act asks of a school beside what every act asks, and the words in which the school's pages ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FieldWording:
    """The words of one field of the school for this act; empty ones leave those of the declaration."""

    label: str = ""
    hint: str = ""
    offers: tuple[str, ...] = ()  # values that the page proposes


@dataclass(frozen=True, slots=True)
class SectionWording:
    """The words of a section of a page for this act."""

    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class SchoolAsks:
    """All that an act asks: by «school.profile_active», «chat.platform»; and by the section of a page."""

    fields: Mapping[str, FieldWording] = field(default_factory=dict)
    sections: Mapping[str, SectionWording] = field(default_factory=dict)


NOTHING_ASKED = SchoolAsks()

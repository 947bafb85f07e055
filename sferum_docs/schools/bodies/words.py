"""What documents and pages call a body of each kind, its groups, and those whom it teaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sferum_docs.reading.toml_text import parse_toml
from sferum_docs.schools.model import SchoolKind

if TYPE_CHECKING:
    from sferum_docs.schools.model import Requisites

Forms: TypeAlias = tuple[str, ...]  # of a noun or a phrase, by `CASES`

CASES = ("именительный", "родительный", "дательный", "винительный", "творительный", "предложный")
_WORDS = re.compile(r"\w+")
_IN_MARKS = re.compile(r"«[^»]{0,200}»")
_SEVERAL = re.compile(r"\d\s*[-–—]\s*\d|[,;]|\bи\b")
_TABLE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The words of one body, each in its six cases."""

    kind: SchoolKind
    body: Forms  # школа, детский сад
    unit: Forms  # класс, группа, объединение
    units: Forms
    own: Forms  # свой класс, своя группа
    all_units: Forms  # классы, группы и объединения
    pupils: Forms
    families: Forms  # pupils with their parents; of small children the parents alone
    tutor: Forms  # who leads a unit
    tutors: Forms
    unnamed: Forms  # who leads the units when nobody is named

    def by_tag(self) -> dict[str, Forms]:
        """The words as templates and packs name them, «школа.слово»."""
        return {
            "слово": self.body, "группа": self.unit, "группы": self.units, "своя_группа": self.own,
            "все_группы": self.all_units, "обучающиеся": self.pupils, "семьи": self.families, "наставник": self.tutor,
            "наставники": self.tutors,
        }  # fmt: skip

    def tutors_of(self, named: int) -> Forms:
        """Who leads the units, in the number of those that the school has named."""
        return self.unnamed if not named else self.tutor if named == 1 else self.tutors

    def unit_of(self, name: str) -> Forms:
        """What a worker leads, in the number that its name says: «5 «А»» is one, «1–4» and «5, 6» are several."""
        return self.units if _SEVERAL.search(_IN_MARKS.sub("", name)) else self.unit

    def audience(self, name: str) -> str:
        """Whom a chat serves, in the words of the body: «класс (родители)» is «группа (родители)»."""
        said = {"класс": self.unit[0], "обучающиеся": self.pupils[0]}
        return _WORDS.sub(lambda found: said.get(found[0], found[0]), name)


def body_words(requisites: Requisites) -> BodyWords:
    """The words of this body: by its kind, and by its name where that says more."""
    return _words(requisites.kind, _named(requisites.kind, requisites.full_name.casefold()))


@cache
def kind_words(kind: SchoolKind = SchoolKind.OTHER) -> BodyWords:
    """The words of a kind of body; without one those that fit any."""
    return _words(kind, "")


def names_of_kind(kind: SchoolKind) -> tuple[str, ...]:
    """The pieces of words by which the name of a body of this kind is known: «управлени», «отдел»."""
    return tuple(_table()["bodies"][kind.value].get("named", {}))


@cache
def _table() -> dict[str, Any]:
    return dict(parse_toml(_TABLE.read_text(encoding="utf-8")))


@cache
def _words(kind: SchoolKind, named: str) -> BodyWords:
    table = _table()
    said = {**table["usual"], **table["bodies"][kind.value]}
    forms = table["forms"]
    pupils = tuple(forms[said["pupils"]])
    families = tuple(
        form.format(п=case, р=pupils[1]) for form, case in zip(table["families"][said["families"]], pupils, strict=True)
    )
    rest = {
        name: tuple(forms[said[name]]) for name in ("unit", "units", "own", "all_units", "tutor", "tutors", "unnamed")
    }
    return BodyWords(kind, tuple(forms[named or said["body"]]), pupils=pupils, families=families, **rest)


def _named(kind: SchoolKind, full_name: str) -> str:
    named = _table()["bodies"][kind.value].get("named", {})
    return next((str(word) for part, word in named.items() if part in full_name), "")

"""What a person, a school or a district has decided about a word: it goes before every rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from sferum_docs.grammar.case import Case
from sferum_docs.grammar.paradigm import CASES, FIXED, Paradigm, doubted, inflect


class Mode(Enum):
    """How a stored decision treats a text."""

    AUTO = "по правилам"
    FIXED = "не склонять"
    OWN = "свои формы"


@dataclass(frozen=True, slots=True)
class Override:
    """A person's own decision about one text, good as long as the nominative is the same.

    `forms` may be sparse: the cases not given follow the rules.
    """

    nominative: str
    mode: Mode = Mode.AUTO
    forms: Mapping[Case, str] = field(default_factory=lambda: MappingProxyType({}))

    def stale(self, nominative: str) -> bool:
        """Whether the text has changed since the decision."""
        return self.nominative != nominative


@dataclass(frozen=True, slots=True)
class NameOverrides:
    """The decisions about the three parts of a person's name."""

    last: Override | None = None
    first: Override | None = None
    middle: Override | None = None


def overridden(paradigm: Paradigm, override: Override | None) -> Paradigm:
    """The paradigm after the person's own word; a stale decision changes nothing and raises a flag."""
    if override is None:
        return paradigm
    nominative = paradigm.forms[0]
    if override.stale(nominative):
        return doubted(paradigm, f"решение сохранено для «{override.nominative}», подтвердите заново")
    if override.mode is Mode.FIXED:
        return Paradigm(inflect(nominative, FIXED), (True,) * 6, "решение о человеке")
    own = override.forms if override.mode is Mode.OWN else {}
    forms = tuple(own.get(case, form) for case, form in zip(CASES, paradigm.forms, strict=True))
    return Paradigm(forms, (True,) * 6, "решение о человеке")

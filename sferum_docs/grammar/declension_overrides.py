"""What a person, a school or a district has decided about a text: it goes before the lexicon and the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Self

from sferum_docs.grammar.case import Case, Gender
from sferum_docs.grammar.cleaning import clean_name, clean_text
from sferum_docs.grammar.words.paradigm import CASES, Choice, Paradigm, doubted
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.toml_text import parse_toml

NO_FORMS: Mapping[Case, str] = MappingProxyType({})


class Kind(Enum):
    """What a text is: a part of a name, a post or an organisation."""

    LAST = "last"
    FIRST = "first"
    MIDDLE = "middle"
    POST = "post"
    ORGANISATION = "organisation"


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
    forms: Mapping[Case, str] = field(default_factory=lambda: NO_FORMS, hash=False)

    @classmethod
    def chosen(cls, choice: Choice) -> Self:
        """The decision made by one click on a choice."""
        return cls(choice.forms[0], Mode.OWN, MappingProxyType(dict(zip(CASES[1:], choice.forms[1:], strict=True))))

    def stale(self, nominative: str) -> bool:
        """Whether the text has changed since the decision."""
        return nominative not in {clean_text(self.nominative).text, clean_name(self.nominative).text}

    def apply(self, paradigm: Paradigm, source: str) -> Paradigm:
        """The paradigm after the decision, with nothing left to ask."""
        nominative = paradigm.forms[0]
        if self.mode is Mode.FIXED:
            return Paradigm((nominative,) * 6, (True,) * 6, source)
        own = self.forms if self.mode is Mode.OWN else NO_FORMS
        forms = (own.get(case) or form for case, form in zip(CASES, paradigm.forms, strict=True))
        return Paradigm((nominative, *tuple(forms)[1:]), (True,) * 6, source)


@dataclass(frozen=True, slots=True)
class NameOverrides:
    """The decisions about the three parts of a person's name."""

    last: Override | None = None
    first: Override | None = None
    middle: Override | None = None


@dataclass(frozen=True, slots=True)
class ExceptionEntry:
    """A decision for everybody: kind of text, forms, whose list it is on; without a gender it holds for both."""

    kind: Kind
    override: Override
    gender: Gender | None = None
    source: str = "список исключений"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The school's list before the district's: the first entry for a text counts."""

    index: Mapping[tuple[Kind, str, Gender | None], ExceptionEntry] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )

    @classmethod
    def of(cls, *lists: Iterable[ExceptionEntry]) -> Self:
        """The lists in the order of their weight."""
        index: dict[tuple[Kind, str, Gender | None], ExceptionEntry] = {}
        for entry in (entry for entries in lists for entry in entries):
            index.setdefault((entry.kind, _key(entry.override.nominative), entry.gender), entry)
        return cls(MappingProxyType(index))

    def find(self, kind: Kind, nominative: str, gender: Gender | None) -> ExceptionEntry | None:
        """The entry for a text, the one for this gender first."""
        if not self.index:
            return None
        key = _key(nominative)
        return self.index.get((kind, key, gender)) or self.index.get((kind, key, None))


NO_EXCEPTIONS = Exceptions()
NO_OVERRIDES = NameOverrides()


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything decided about one text before the rules are asked."""

    override: Override | None = None
    exceptions: Exceptions = NO_EXCEPTIONS

    def apply(self, paradigm: Paradigm, kind: Kind, gender: Gender | None) -> Paradigm:
        """The person's word, else the list's, else the paradigm; a stale word raises a flag."""
        nominative = paradigm.forms[0]
        override = self.override
        if override and not override.stale(nominative):
            return override.apply(paradigm, "решение о человеке")
        entry = self.exceptions.find(kind, nominative, gender)
        found = entry.override.apply(paradigm, entry.source) if entry else paradigm
        if override is None:
            return found
        return doubted(found, f"Решение сохранено для «{override.nominative}», подтвердите заново")


NO_DECISIONS = Decisions()


def read_exceptions(text: str, source: str) -> tuple[tuple[ExceptionEntry, ...], tuple[Fault, ...]]:
    """The entries of a TOML list `[[exception]]` and all its faults, each with the number of its row.

    >>> entries, faults = read_exceptions('''
    ... [[exception]]
    ... kind = "last"
    ... nominative = "Заяц"
    ... gender = "m"
    ... "родительный" = "Заяца"
    ... ''', "список школы")
    >>> entries[0].override.forms[Case.GENITIVE], faults
    ('Заяца', ())
    """
    try:
        rows = parse_toml(text).get("exception", [])
    except ValueError:
        return (), (Fault("exception_toml"),)
    entries, faults = [], []
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        wrong = _wrong(row) if isinstance(row, dict) else ["exception_toml"]
        faults += [Fault(code, f"запись {number}") for code in wrong]
        if not wrong:
            entries.append(_entry(row, source))
    return tuple(entries), tuple(faults)


_FIELDS = frozenset({"kind", "nominative", "gender", "fixed"})
_CASE_NAMES = frozenset(case.value for case in CASES[1:])
_GENDERS = frozenset({None, "m", "f"})


def _wrong(row: dict[str, Any]) -> list[str]:
    forms = {name: form for name, form in row.items() if name not in _FIELDS}
    nominative = row.get("nominative")
    checks = {
        "exception_kind": row.get("kind") in {kind.value for kind in Kind},
        "exception_gender": row.get("gender") in _GENDERS,
        "exception_nominative": isinstance(nominative, str) and bool(nominative.strip()),
        "exception_case": forms.keys() <= _CASE_NAMES,
        "exception_form": all(isinstance(form, str) and form.strip() for form in forms.values()),
        "exception_empty": bool(forms) or row.get("fixed") is True,
    }
    return [code for code, right in checks.items() if not right]


def _entry(row: dict[str, Any], source: str) -> ExceptionEntry:
    kind = Kind(row["kind"])
    clean = clean_text if kind in {Kind.POST, Kind.ORGANISATION} else clean_name
    forms = {Case(name): form for name, form in row.items() if name not in _FIELDS}
    mode = Mode.FIXED if row.get("fixed") else Mode.OWN
    gender = Gender(row["gender"]) if row.get("gender") else None
    return ExceptionEntry(kind, Override(clean(row["nominative"]).text, mode, MappingProxyType(forms)), gender, source)


def _key(nominative: str) -> str:
    return nominative.lower().replace("ё", "е")

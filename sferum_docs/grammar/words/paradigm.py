"""The six forms of one text, how sure they are, and where they come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sferum_docs.grammar.case import Case

CASES = tuple(Case)
_PLACE = {case: place for place, case in enumerate(CASES)}
FIXED = "."


@dataclass(frozen=True, slots=True)
class Declined:
    """One form: its text, whether it may be printed unseen, its source, what to ask."""

    text: str
    certain: bool
    source: str
    note: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decline a doubtful word: a label for the button and the six forms."""

    label: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Six forms in the order of `Case`; `certain` says of each whether anybody must look at it."""

    forms: tuple[str, ...]
    certain: tuple[bool, ...]
    source: str
    note: str = ""
    choices: tuple[Choice, ...] = ()

    def text(self, case: Case) -> str:
        """The words of the form in one case, for print."""
        return self.forms[_PLACE[case]]

    def at(self, case: Case | str) -> Declined:
        """The form in one case."""
        place = _PLACE[Case(case)]
        offered = tuple(dict.fromkeys(choice.forms[place] for choice in self.choices))
        certain = self.certain[place]
        return Declined(
            self.forms[place], certain, self.source, "" if certain else self.note, () if certain else offered
        )

    @property
    def doubtful(self) -> bool:
        """Whether any of the six forms waits for a person's word."""
        return not all(self.certain)


def inflect(word: str, endings: str) -> tuple[str, ...]:
    """Six forms of a word by a line of endings: `-1 ы е у ой е` cuts one letter and adds five endings.

    >>> inflect("Ольга", "-1 и е у ой е")
    ('Ольга', 'Ольги', 'Ольге', 'Ольгу', 'Ольгой', 'Ольге')
    """
    if endings == FIXED:
        return (word,) * 6
    tails = endings.split()
    cut = int(tails.pop(0)[1:]) if tails[0].startswith("-") else 0
    if cut >= len(word):
        return (word,) * 6
    stem = word[: len(word) - cut]
    upper = word.isupper() and len(word) > 1
    return (word, *(stem + (tail.upper() if upper else tail).removeprefix("0") for tail in tails))


@lru_cache(maxsize=256)  # the blanks between words
def fixed(text: str, source: str, *, certain: bool = True, note: str = "") -> Paradigm:
    """A text that is the same in all cases."""
    return Paradigm((text,) * 6, (True, *(certain,) * 5), source, note)


def offered(ways: Sequence[Choice], source: str, note: str) -> Paradigm:
    """The first way, sure only where all the ways agree."""
    certain = tuple(len(set(forms)) == 1 for forms in zip(*(way.forms for way in ways), strict=True))
    doubtful = not all(certain)
    return Paradigm(ways[0].forms, certain, source, note if doubtful else "", tuple(ways) if doubtful else ())


def joined(pieces: Iterable[Paradigm | str]) -> Paradigm:
    """Pieces and the plain text between them, declined side by side."""
    parts = [fixed(piece, "") if isinstance(piece, str) else piece for piece in pieces]
    forms = tuple(map("".join, zip(*(part.forms for part in parts), strict=True)))
    certain = tuple(map(all, zip(*(part.certain for part in parts), strict=True)))
    return Paradigm(
        forms,
        certain,
        ", ".join(dict.fromkeys(part.source for part in parts if part.source)),
        "; ".join(dict.fromkeys(part.note for part in parts if part.note)),
        _combined(parts),
    )


def _combined(pieces: Sequence[Paradigm]) -> tuple[Choice, ...]:
    """The ways of the doubtful pieces, one piece changed at a time."""
    ways: dict[tuple[str, ...], str] = {}
    for place, piece in enumerate(pieces):
        for choice in piece.choices:
            row = [other.forms for other in pieces]
            row[place] = choice.forms
            ways.setdefault(tuple("".join(column) for column in zip(*row, strict=True)), choice.label)
    return tuple(Choice(label, forms) for forms, label in ways.items())


def doubted(paradigm: Paradigm, note: str) -> Paradigm:
    """The same forms with a flag on each oblique case."""
    notes = "; ".join(filter(None, (paradigm.note, note)))
    return replace(paradigm, certain=(True, *(False,) * 5), note=notes)

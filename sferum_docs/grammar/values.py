"""What a template holds: a full name, a post, an organisation, each in some case and ready to be printed."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Self

from sferum_docs.grammar.case import Case, Gender, Part
from sferum_docs.grammar.declension_overrides import (
    NO_EXCEPTIONS,
    NO_OVERRIDES,
    Decisions,
    Exceptions,
    NameOverrides,
    Override,
)
from sferum_docs.grammar.organisations import organisation_paradigm
from sferum_docs.grammar.persons.gender import detect_gender
from sferum_docs.grammar.persons.names import name_paradigm, undecided_part
from sferum_docs.grammar.persons.split import initial, is_namesake_word
from sferum_docs.grammar.posts import post_paradigm
from sferum_docs.grammar.words.paradigm import Declined, Paradigm, joined
from sferum_docs.reading.typography import no_break

_NBSP = "\N{NO-BREAK SPACE}"


class Letter(Enum):
    """What becomes of the first letter."""

    AS_IS = "как есть"
    UPPER = "с прописной"
    LOWER = "со строчной"

    def apply(self, text: str) -> str:
        """The text with its first letter changed; an abbreviation keeps its capitals.

        >>> Letter.LOWER.apply("Школа № 3"), Letter.LOWER.apply("МКОУ «Школа»")
        ('школа № 3', 'МКОУ «Школа»')
        """
        if self is Letter.UPPER:
            return text[:1].upper() + text[1:]
        if self is Letter.LOWER and not text[1:2].isupper():
            return text[:1].lower() + text[1:]
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inflected:
    """A text that stands in a case; its `str` is the form in that case."""

    case: Case = Case.NOMINATIVE
    letter: Letter = Letter.AS_IS
    exceptions: Exceptions = NO_EXCEPTIONS

    def paradigm(self) -> Paradigm:
        """The six forms, how sure they are and what to ask."""
        raise NotImplementedError

    def inflect(self, case: Case | str) -> Declined:
        """The form in a case, with its source and certainty."""
        form = self.paradigm().at(case)
        return replace(form, text=self.letter.apply(form.text))

    def in_case(self, case: Case | str) -> Self:
        """The same value standing in another case."""
        return replace(self, case=Case(case))

    def with_letter(self, letter: Letter) -> Self:
        """The same value with another first letter."""
        return replace(self, letter=letter)

    def __str__(self) -> str:
        return no_break(self.letter.apply(self.paradigm().text(self.case)))


@dataclass(frozen=True, slots=True)
class FullName(_Inflected):
    """A person's name by parts; without a gender it is found from them.

    >>> str(FullName("Омаров", "Магомед", "Алиевич").in_case("винительный"))
    'Омарова Магомеда Алиевича'
    """

    last: str
    first: str = ""
    middle: str = ""
    gender: Gender | None = None
    overrides: NameOverrides = NO_OVERRIDES
    short: str = ""  # initials of the person's own, in place of the first letters

    __str__ = _Inflected.__str__

    def __hash__(self) -> int:  # values are looked up wherever they are printed; the rest of them seldom differs
        return hash((self.last, self.first, self.middle, self.case))

    def known_gender(self) -> Gender | None:
        """The gender given, or the one the parts tell, or None."""
        return self.gender or detect_gender(self.last, self.first, self.middle)

    def parts(self) -> tuple[Paradigm, Paradigm, Paradigm]:
        """The six forms of the surname, the first name and the patronymic."""
        if self.overrides is NO_OVERRIDES and self.exceptions is NO_EXCEPTIONS:
            return _undecided_parts(self.last, self.first, self.middle, self.gender)
        return self.parts_as_decided()

    def parts_as_decided(self) -> tuple[Paradigm, Paradigm, Paradigm]:
        """The same, worked out anew."""
        known = self.known_gender()
        return (
            self._part(self.last, Part.LAST, known, self.overrides.last),
            self._part(self.first, Part.FIRST, known, self.overrides.first),
            self._part(self.middle, Part.MIDDLE, known, self.overrides.middle),
        )

    def _part(self, text: str, part: Part, known: Gender | None, override: Override | None) -> Paradigm:
        if override is None and self.exceptions is NO_EXCEPTIONS:
            return undecided_part(text, part, known)
        return name_paradigm(text, part, known, decisions=Decisions(override, self.exceptions))

    def paradigm(self) -> Paradigm:
        """The six forms of «Фамилия Имя Отчество»."""
        if self.overrides is NO_OVERRIDES and self.exceptions is NO_EXCEPTIONS:
            return _undecided(self.last, self.first, self.middle, self.gender)
        return _side_by_side(self.parts())

    def initials(self, *, after: bool = False) -> str:
        """«М. А. Омаров», or «Омаров М. А.» with `after`; the surname stands in the value's case."""
        last, first, middle = self.parts()
        short = self.short or _NBSP.join(filter(None, (initial(part.forms[0]) for part in (first, middle))))
        surname = self.letter.apply(last.text(self.case))
        pair = (surname, short) if after else (short, surname)
        return _NBSP.join(filter(None, (*pair, self._telling(middle if middle.forms[0] else first))))

    def _telling(self, part: Paradigm) -> str:
        """The word that tells the person from one of the same name, in the value's case."""
        words = part.forms[0].split()
        return part.text(self.case).split()[-1] if words and is_namesake_word(words[-1]) else ""


def _side_by_side(parts: tuple[Paradigm, ...]) -> Paradigm:
    pieces: list[Paradigm | str] = []
    for part in parts:
        if part.forms[0]:
            pieces += [" ", part]
    return joined(pieces[1:] or [""])


@lru_cache(maxsize=2048)
def _undecided_parts(last: str, first: str, middle: str, gender: Gender | None) -> tuple[Paradigm, Paradigm, Paradigm]:
    return FullName(last, first, middle, gender).parts_as_decided()


@lru_cache(maxsize=2048)
def _undecided(last: str, first: str, middle: str, gender: Gender | None) -> Paradigm:
    return _side_by_side(_undecided_parts(last, first, middle, gender))


@dataclass(frozen=True, slots=True)
class Post(_Inflected):
    """A post; the gender is that of the person who holds it."""

    text: str
    gender: Gender | None = None
    override: Override | None = None

    __str__ = _Inflected.__str__

    def __hash__(self) -> int:
        return hash((self.text, self.case))

    def paradigm(self) -> Paradigm:
        """The six forms of the post."""
        return post_paradigm(self.text, self.gender, decisions=Decisions(self.override, self.exceptions))


@dataclass(frozen=True, slots=True)
class Organisation(_Inflected):
    """An organisation's name."""

    text: str
    override: Override | None = None

    __str__ = _Inflected.__str__

    def __hash__(self) -> int:
        return hash((self.text, self.case))

    def paradigm(self) -> Paradigm:
        """The six forms of the name."""
        return organisation_paradigm(self.text, decisions=Decisions(self.override, self.exceptions))


@dataclass(frozen=True, slots=True)
class Noun(_Inflected):
    """A noun whose six forms are given."""

    forms: tuple[str, ...]

    __str__ = _Inflected.__str__

    def paradigm(self) -> Paradigm:
        """The six forms as they were given."""
        return Paradigm(self.forms, (True,) * len(self.forms), "слова комплекта")

r"""The words by which pages and papers name an act and its demands, in every case and in agreement.

>>> words = ActWords(NounForms("приказ", "приказа", "приказу", "приказ", "приказом", "приказе", "m"), number="415")
>>> words.titled.genitive, words.kind.said.genitive, words.kind.this.accusative
('приказа № 415', 'указанного приказа', 'этот приказ')
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NBSP = "\N{NO-BREAK SPACE}"
_THIS = {
    "m": ("этот", "этого", "этому", "этот", "этим", "этом"),
    "f": ("эта", "этой", "этой", "эту", "этой", "этой"),
    "n": ("это", "этого", "этому", "это", "этим", "этом"),
    "p": ("эти", "этих", "этим", "эти", "этими", "этих"),
}
_SAID = {
    "m": ("указанный", "указанного", "указанному", "указанный", "указанным", "указанном"),
    "f": ("указанная", "указанной", "указанной", "указанную", "указанной", "указанной"),
    "n": ("указанное", "указанного", "указанному", "указанное", "указанным", "указанном"),
    "p": ("указанные", "указанных", "указанным", "указанные", "указанными", "указанных"),
}
GENDERS = tuple(_THIS)  # masculine, feminine, neuter, plural
_ORDINAL = dict(zip(GENDERS, ("й", "я", "е", "е"), strict=True))


@dataclass(frozen=True, slots=True)
class NounForms:
    """A noun, alone or with words of its own, in the six cases; `gender` is that of the table above."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    prepositional: str
    gender: str

    @classmethod
    def of(cls, forms: Sequence[str], gender: str) -> NounForms:
        """The noun of six forms in the order of the school book."""
        nominative, genitive, dative, accusative, instrumental, prepositional = forms
        return cls(nominative, genitive, dative, accusative, instrumental, prepositional, gender)

    @property
    def forms(self) -> tuple[str, ...]:
        """The six forms in the order of the school book."""
        return tuple(getattr(self, item.name) for item in fields(self)[:-1])

    @property
    def this(self) -> NounForms:
        """«Этот приказ», «эти требования»."""
        return self._after(_THIS[self.gender])

    @property
    def said(self) -> NounForms:
        """«Указанное распоряжение», «указанные требования»."""
        return self._after(_SAID[self.gender])

    def followed(self, tail: str) -> NounForms:
        """The noun with words that stay as they are behind it."""
        return NounForms.of([f"{form}{tail}" for form in self.forms], self.gender)

    def agree(self, masculine: str, feminine: str, neuter: str, plural: str) -> str:
        """The one of four words that agrees: «исполнен», «исполнена», «исполнено», «исполнены»."""
        return (masculine, feminine, neuter, plural)[GENDERS.index(self.gender)]

    def _after(self, words: tuple[str, ...]) -> NounForms:
        return NounForms.of([f"{word} {form}" for word, form in zip(words, self.forms, strict=True)], self.gender)


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """How the demands of an act are called and cited: «п. 1.7», or in full where nothing shorter is usual."""

    one: NounForms
    many: NounForms
    short: str = ""  # before the number in every case
    asks: str = "требует"  # what one of them does; empty where its own name says it

    @property
    def counted(self) -> tuple[str, str, str]:
        """The forms after 1, 2 and 5."""
        return self.one.nominative, self.one.genitive, self.many.genitive

    @property
    def counted_of(self) -> tuple[str, str, str]:
        """The forms after «из 1», «из 2», «из 5»."""
        return self.one.genitive, self.many.genitive, self.many.genitive

    def cite_in_full(self, path: str, number: str, case: str = "nominative") -> str:
        """«К пункту 1.7», where a sentence has room for the whole word."""
        return replace(self, short="").cite(path, number, case)

    def in_places(self, numbers: Sequence[str]) -> str:
        """«Пункте 1.7», «пунктах 1.7 и 2»: after «в»."""
        *before, last = numbers
        if not before:
            return f"{self.one.prepositional}{_NBSP}{last}"
        return f"{self.many.prepositional}{_NBSP}{', '.join(before)} и{_NBSP}{last}"

    def cite(self, path: str, number: str = "", case: str = "nominative") -> str:
        r"""How a person names the node of a path: `1.7`, `2.2#2` (printed 2.2 again), `1.9/-3`, `2/а`.

        >>> [POINT.cite(path).replace("\N{NO-BREAK SPACE}", " ") for path in ("1.7", "2.2#2", "1.9/-3", "2/а", "-4")]
        ['п. 1.7', 'п. 2.2 (2-й)', 'абзац п. 1.9', 'подп. «а» п. 2', 'абзац 4']
        """
        if path.startswith("-") and not number:  # a clause without a number of its own
            return f"{getattr(_PARAGRAPH, case)}{_NBSP}{self.printed(path).removeprefix('абзац ')}"
        above, _, below = path.rpartition("/")
        if above and not number:
            part = getattr(_PARAGRAPH, case) if below.startswith("-") else f"подп.{_NBSP}«{below}»"
            return f"{part} {self.cite(above, case='genitive')}"
        return f"{self.short or getattr(self.one, case)}{_NBSP}{self.printed(path, number)}"

    def printed(self, path: str, number: str = "") -> str:
        """The number alone, as a list names it.

        >>> POINT.printed("1.7"), POINT.printed("2.2#2"), POINT.printed("1.9/-3"), POINT.printed("2/а")
        ('1.7', '2.2 (2-й)', '1.9, абзац 3', '2, подп. «а»')
        """
        above, _, below = path.rpartition("/")
        if not number and (above or below.startswith("-")):
            part = f"абзац {below[1:]}" if below.startswith("-") else f"подп. «{below}»"
            return f"{self.printed(above)}, {part}" if above else part
        plain, _, time = path.partition("#")
        return f"{number or plain} ({time}-{_ORDINAL[self.one.gender]})" if time.isdigit() else number or plain


_PARAGRAPH = NounForms("абзац", "абзаца", "абзацу", "абзац", "абзацем", "абзаце", "m")
INDICATOR = NounForms("показатель", "показателя", "показателю", "показатель", "показателем", "показателе", "m")
POINT = ClauseWords(
    NounForms("пункт", "пункта", "пункту", "пункт", "пунктом", "пункте", "m"),
    NounForms("пункты", "пунктов", "пунктам", "пункты", "пунктами", "пунктах", "p"),
    "п.",
)
DEMAND = ClauseWords(
    NounForms("требование", "требования", "требованию", "требование", "требованием", "требовании", "n"),
    NounForms("требования", "требований", "требованиям", "требования", "требованиями", "требованиях", "p"),
    asks="",
)


_OF_SCHOOLS = frozenset({"приказ", "распоряжение", "письмо", "положение", "инструкция", "план", "акт"})


@dataclass(frozen=True, slots=True)
class ActWords:
    """The words of one act; of a list of demands they are its own: «требования», without a number."""

    kind: NounForms
    number: str = ""
    short: str = ""  # in lists, filters and tabs: «Приказ № 415»
    clause: ClauseWords = POINT

    @property
    def titled(self) -> NounForms:
        """«Постановление № 7», in every case."""
        return self.kind.followed(f" № {self.number}") if self.number else self.kind

    @property
    def named(self) -> NounForms:
        """The kind alone; with its number where papers of the school are called so too: «не раньше приказа № 415»."""
        return self.titled if self.kind.nominative in _OF_SCHOOLS else self.kind

    def of(self, words: str, *, titled: bool = False) -> str:
        """Words that belong to the act: «пункты постановления»; «требования» are of nothing but themselves."""
        if self.kind == self.clause.many:
            return words
        return f"{words} {(self.titled if titled else self.named).genitive}"


# where no act is in hand: pages of the school, pages of several acts
ANY_ACT = ActWords(NounForms("акт", "акта", "акту", "акт", "актом", "акте", "m"), short="Акт")

"""Posts and organisations: the words that lead a phrase change, all that they govern stays as written."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sferum_docs.grammar.nouns import Word, abbreviation_gender, adjective, noun
from sferum_docs.grammar.paradigm import Paradigm, doubted, fixed, joined

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"', "(": ")"}
_PAUSE = re.compile(r",\s*|\s+[—–-]\s+|\s*/\s*|;\s*")
_DASH = re.compile(r"\s+[—–-]\s+")
_LONGEST_ABBREVIATION = 6
_UNKNOWN = "главное слово не найдено, оставлен именительный"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quotation or bracket as a whole, or what stands between."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The declined beginning of a phrase: its pieces, where it ends, its head."""

    pieces: tuple[Paradigm | str, ...]
    end: int
    head: Word | None


@dataclass(frozen=True, slots=True)
class Reader:
    """A phrase in tokens, read as a post (animate) or as an organisation."""

    tokens: tuple[Token, ...]
    animate: bool
    capitals: bool

    def lead(self, start: int) -> Lead:
        """Adjectives and the head noun they agree with, from a place on."""
        pieces: list[Paradigm | str] = []
        head: Word | None = None
        place = start
        while place < len(self.tokens):
            token = self.tokens[place]
            if token.text == " " or self._silent(place):
                pieces.append(token.text)
            elif found := self._adjective(place, head):
                head = found
                pieces.append(_plain(found))
            elif token.kind == "word" and (last := self._noun(token.text, head)):
                return Lead((*pieces, _plain(last)), place + 1, last)
            else:
                break
            place += 1
        return Lead(tuple(pieces), place, head)

    def _silent(self, place: int) -> bool:
        """Whether the word stands before the head and does not change: «временно», «ст.»."""
        text = self.tokens[place].text.lower()
        if text in _words("adverbs"):
            return True
        dot = place + 1 < len(self.tokens) and self.tokens[place + 1].text.startswith(".")
        return (text in _words("before") and dot) or (
            text in {".", ". "} and self.tokens[place - 1].text.lower() in _words("before")
        )

    def _adjective(self, place: int, before: Word | None) -> Word | None:
        token = self.tokens[place]
        if token.kind != "word" or self._shortened(token.text):
            return None
        found = _compound_adjective(token.text, animate=self.animate)
        if found is None or (before and before.gender != found.gender):
            return None
        oblique = token.text.lower().endswith("ой")
        return None if oblique and not self._noun_ahead(place + 1, found) else found

    def _noun_ahead(self, place: int, agreed: Word) -> bool:
        """Whether the next noun agrees: «городской методист», but not «заведующий учебной частью»."""
        for token in self.tokens[place:]:
            if token.kind == "word":
                if self._noun(token.text, agreed):
                    return True
                following = _compound_adjective(token.text, animate=self.animate)
                if following is None or following.gender != agreed.gender:
                    return False
            elif token.text != " ":
                return False
        return False

    def _noun(self, text: str, before: Word | None) -> Word | None:
        if self._shortened(text):
            gender = abbreviation_gender(text)
            return (
                Word((text,) * 6, gender, "сокращение", animate=False) if before and before.gender == gender else None
            )
        found = _compound_noun(text, animate=self.animate)
        return None if found is None or (before and not found.agrees(before.gender)) else found

    def _shortened(self, text: str) -> bool:
        return (text.isupper() and len(text) > 1 and not self.capitals) or abbreviation_gender(text) is not None

    def second(self, place: int) -> Lead | None:
        """A second head after a comma, a dash or «и», or None when the words there are governed."""
        text = self.tokens[place].text
        if not (text == "и" or _PAUSE.fullmatch(text)):
            return None
        if not self.animate and text != "и" and not _DASH.fullmatch(text):
            return None
        lead = self.lead(place + 1)
        return lead if lead.head and self._heads(lead) else None

    def _heads(self, lead: Lead) -> bool:
        head = lead.head
        if head is None or head.gender == "p":
            return False
        if head.source == "правило о прилагательных":
            return self.animate and head.forms[0].lower() in _words("posts")
        return head.animate if self.animate else head.source != "общий словарь"


def phrase(text: str, *, animate: bool) -> Paradigm:
    """The six forms of a phrase whose head names a person (animate) or a body."""
    tokens = tuple(_tokens(text))
    words = "".join(token.text for token in tokens if token.kind == "word")
    reader = Reader(tokens, animate, capitals=words.isupper() and len(words) > _LONGEST_ABBREVIATION)
    pieces: list[Paradigm | str] = []
    frozen = _frozen(text)
    lead = Lead((), 0, None) if frozen else reader.lead(0)
    known = bool(frozen) or lead.head is not None
    if not known and not animate:
        lead, known = _after_abbreviation(reader)
    pieces += lead.pieces
    place = lead.end
    while place < len(tokens):
        token = tokens[place]
        following = reader.second(place) if known else None
        inner = _bracket(token.text, animate=animate) if token.kind == "group" else None
        if following:
            pieces += [token.text, *following.pieces]
            place = following.end
            continue
        pieces.append(inner or token.text)
        place += 1
    whole = joined(pieces) if pieces else fixed(text, "именительный")
    if not known:
        return doubted(fixed(text, "именительный"), _UNKNOWN)
    return whole if whole.source else fixed(text, "не склоняется")


def _after_abbreviation(reader: Reader) -> tuple[Lead, bool]:
    """A name after its form in capitals: `МКОУ «…»` stays, `МКОУ Мюрахинская СОШ` agrees."""
    place = 0
    while place < len(reader.tokens) and (
        reader.tokens[place].text == " "
        or (reader.tokens[place].kind == "word" and reader.tokens[place].text.isupper())
    ):
        place += 1
    if place == 0:
        return Lead((), 0, None), False
    lead = reader.lead(place)
    before = tuple(token.text for token in reader.tokens[:place])
    rest = reader.tokens[place:]
    return Lead((*before, *lead.pieces), lead.end, lead.head), lead.head is not None or not rest or rest[
        0
    ].kind != "word"


def _bracket(text: str, *, animate: bool) -> Paradigm | None:
    if not (animate and text.startswith("(") and text.endswith(")")):
        return None
    inner = Reader(tuple(_tokens(text[1:-1])), animate, capitals=text.isupper())
    lead = inner.lead(0)
    if not (lead.head and lead.head.animate and lead.head.source != "правило о прилагательных"):
        return None
    return joined(["(", phrase(text[1:-1], animate=animate), ")"])


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        if text[place] in _CLOSING:
            end = _group_end(text, place)
            tokens.append(Token(text[place:end], "group"))
        elif match := _WORD.match(text, place):
            end = match.end()
            tokens.append(Token(match.group(), "word"))
        else:
            end = place + 1
            while end < len(text) and text[end] not in _CLOSING and not _WORD.match(text, end):
                end += 1
            tokens.append(Token(text[place:end], "gap"))
        place = end
    return tokens


def _group_end(text: str, start: int) -> int:
    opening, closing = text[start], _CLOSING[text[start]]
    depth = 0
    for place in range(start, len(text)):
        if text[place] == closing and place > start:
            depth -= 1
        elif text[place] == opening:
            depth += 1
        if depth == 0:
            return place + 1
    return len(text)


def _compound_noun(text: str, *, animate: bool) -> Word | None:
    found = noun(text, animate=animate)
    if found or "-" not in text:
        return found
    first, *others = text.split("-")
    words = [_frozen_part(first) if first.lower() in _words("first_parts") else noun(first, animate=animate)]
    words += [noun(part, animate=animate) or adjective(part, animate=animate) for part in others]
    parts = [word for word in words if word]
    if len(parts) < len(words):
        return None
    forms = tuple("-".join(column) for column in zip(*(part.forms for part in parts), strict=True))
    head = next((part for part in parts if part.gender), parts[-1])
    return Word(forms, head.gender, head.source, head.animate)


def _frozen_part(text: str) -> Word:
    return Word((text,) * 6, "", "", animate=True)


def _compound_adjective(text: str, *, animate: bool) -> Word | None:
    first, dash, last = text.rpartition("-")
    if dash and not first.lower().endswith(("о", "е")):
        return None
    found = adjective(last, animate=animate)
    if found is None:
        return None
    return Word(tuple(first + dash + form for form in found.forms), found.gender, found.source, found.animate)


def _plain(word: Word) -> Paradigm:
    certain = word.gender != "p" or word.source != "общий словарь"
    return Paradigm(word.forms, (True, *(certain,) * 5), word.source, "" if certain else "множественное число?")


def _frozen(text: str) -> bool:
    lower = f"{text.lower()} "
    return any(
        lower.startswith((f"{mark} ", mark if mark.endswith(".") else f"{mark} ")) for mark in _table()["frozen"]
    )


@cache
def _words(name: str) -> frozenset[str]:
    row = _table()[name]
    return frozenset(row.split() if isinstance(row, str) else row)


@cache
def _table() -> dict[str, str | list[str]]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))

"""Posts and organisations: the words that lead a phrase change, all that they govern stays as written."""

import re
from dataclasses import dataclass

from sferum_docs.grammar.words.compounds import compound_adjective, compound_noun
from sferum_docs.grammar.words.lexicon import ADJECTIVES, AMBIGUOUS, DICTIONARY, Word, abbreviation_gender
from sferum_docs.grammar.words.paradigm import Choice, Paradigm, doubted, fixed, joined, offered
from sferum_docs.grammar.words.service_words import service_words
from sferum_docs.grammar.words.tokens import Token, tokens

_PAUSE = re.compile(r"\s*,\s*|\s+[—–-]\s+|\s*/\s*|;\s*")
_DASH = re.compile(r"\s+[—–-]\s+")
_NUMBER = re.compile(r"\d+|«\w»|\"\w\"")
_LONGEST_ABBREVIATION = 6
_ABBREVIATION = "сокращение"
_UNKNOWN = "главное слово не найдено, оставлен именительный"


@dataclass(frozen=True, slots=True)
class Lead:
    """The declined beginning of a phrase: its pieces, where it ends, its head."""

    pieces: tuple[Paradigm | str, ...]
    end: int
    head: Word | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A phrase in tokens, read as a post (animate) or as an organisation."""

    tokens: tuple[Token, ...]
    animate: bool
    capitals: bool

    def lead(self, start: int) -> Lead:
        """Adjectives and the head noun they agree with, from a place on, and adjectives right after the noun."""
        pieces: list[Paradigm | str] = []
        head: Word | None = None
        place = start
        while place < len(self.tokens):
            token = self.tokens[place]
            if token.text == " " or self._silent(place, head):
                pieces.append(token.text)
            elif found := self._adjective(place, head):
                head = found
                pieces.append(_plain(found))
            elif aside := self._aside(place, head):
                pieces += ["(", _plain(aside), ")"]
            elif joint := self._joint(place, head):
                return Lead((*pieces, *joint.pieces), joint.end, joint.head)
            elif token.kind == "word" and (last := self._noun(token.text, head)):
                after, end = self._after(place + 1, last)
                return Lead((*pieces, _plain(last), *after), end, last)
            else:
                break
            place += 1
        return Lead(tuple(pieces), place, head)

    def _silent(self, place: int, head: Word | None) -> bool:
        """Whether the word stands before the head and does not change: «временно», «ст.», «5 «А» класс»."""
        text = self.tokens[place].text.lower()
        if text in service_words("adverbs"):
            return True
        if head is None and _NUMBER.fullmatch(text):
            return True
        dotted = self.tokens[place + 1 : place + 2]
        if text in service_words("before") and dotted and dotted[0].text.startswith("."):
            return True
        return text in {".", ". "} and self.tokens[place - 1].text.lower() in service_words("before")

    def _adjective(self, place: int, before: Word | None) -> Word | None:
        token = self.tokens[place]
        if token.kind != "word" or self._shortened(token.text):
            return None
        found = compound_adjective(token.text, animate=self.animate)
        if found is None or (before and before.gender != found.gender):
            return None
        # «учебной» looks like «городской»: it leads only when a noun ahead agrees.
        return None if token.text.lower().endswith("ой") and not self._noun_ahead(place + 1, found) else found

    def _aside(self, place: int, before: Word | None) -> Word | None:
        """An adjective in brackets between an adjective and the noun of both: «вечерняя (сменная) школа»."""
        token = self.tokens[place]
        if token.kind != "group" or before is None or before.source != ADJECTIVES:
            return None
        found = compound_adjective(token.text.strip("()"), animate=self.animate)
        agrees = found is not None and found.gender == before.gender and self._noun_ahead(place + 1, before)
        return found if agrees else None

    def _noun_ahead(self, place: int, agreed: Word) -> bool:
        """Whether the next noun agrees: «городской методист», but not «заведующий учебной частью»."""
        for token in self.tokens[place:]:
            if token.kind == "word":
                if self._noun(token.text, agreed):
                    return True
                following = compound_adjective(token.text, animate=self.animate)
                if following is None or following.gender != agreed.gender:
                    return False
            elif token.text != " ":
                return False
        return False

    def _noun(self, text: str, before: Word | None) -> Word | None:
        if self._shortened(text):
            gender = abbreviation_gender(text)
            agrees = before is not None and before.gender == gender
            return Word((text,) * 6, str(gender), _ABBREVIATION, animate=False) if agrees else None
        found = compound_noun(text, animate=self.animate)
        if found is None or before is None:
            return found
        # «ведущий кружок»: after an adjective the head of a post is a person, the rest is governed.
        return found if found.agrees(before.gender) and (found.animate or not self.animate) else None

    def _joint(self, place: int, before: Word | None) -> Lead | None:
        """A noun and a new adjective in one word: «школа-детский сад»."""
        first, hyphen, last = self.tokens[place].text.rpartition("-")
        head, adjective = (
            (self._noun(first, before), compound_adjective(last, animate=self.animate)) if hyphen else (None, None)
        )
        if head is None or adjective is None or not self._noun_ahead(place + 1, adjective):
            return None
        rest = self.lead(place + 1)
        return Lead((_plain(head), hyphen, _plain(adjective), *rest.pieces), rest.end, head)

    def _after(self, place: int, head: Word) -> tuple[list[Paradigm | str], int]:
        """Adjectives behind their noun: «врач школьный», «сестра медицинская палатная»."""
        if [token.text for token in self.tokens[place : place + 1]] != [" "] or place + 1 == len(self.tokens):
            return [], place
        if head.forms[0].lower() == "город" and self.tokens[place + 1].text.istitle():
            city = compound_noun(self.tokens[place + 1].text, animate=False)
            return ([" ", _city(city)], place + 2) if city else ([], place)
        if head.source == _ABBREVIATION or head.gender not in {"m", "f", "n"}:
            return [], place
        pieces: list[Paradigm | str] = []
        end = place
        while end + 1 < len(self.tokens) and self.tokens[end].text == " " and (found := self._adjective(end + 1, head)):
            pieces += [" ", _plain(found)]
            end += 2
        # «муниципальный район Янаульский район»: the adjectives belong to a noun of their own, all of it is governed
        return ([], place) if pieces and self._noun_ahead(end, head) else (pieces, end)

    def _shortened(self, text: str) -> bool:
        return (text.isupper() and len(text) > 1 and not self.capitals) or abbreviation_gender(text) is not None

    def second(self, place: int, head: Word | None) -> Lead | None:
        """A second head or an agreeing participle after a pause or «и», or None when the words there are governed."""
        text = self.tokens[place].text
        if text != "и" and not _PAUSE.fullmatch(text):
            return None
        lead = self._participle(place + 1, head) if text.lstrip().startswith(",") else None
        lead = lead or self.lead(place + 1)
        if lead.head is None or lead.head.gender == "p":
            return None
        if lead.head.source == ADJECTIVES:
            agrees = text.lstrip().startswith(",") and head is not None and head.gender == lead.head.gender
            return lead if agrees or self.names_post(lead.head) else None
        if self.animate:
            return lead if lead.head.animate else None
        return lead if lead.head.source != DICTIONARY and (text == "и" or _DASH.fullmatch(text)) else None

    def _participle(self, place: int, head: Word | None) -> Lead | None:
        """A participle after a comma: «организация, осуществляющая деятельность»."""
        found = None if self.animate or place == len(self.tokens) else self._adjective(place, head)
        return Lead((_plain(found),), place + 1, found) if found and head and head.gender == found.gender else None

    def names_post(self, word: Word) -> bool:
        """Whether the adjective names a post by itself: «заведующий», «рабочий»."""
        return self.animate and word.forms[0].lower() in service_words("posts")


def phrase(text: str, *, animate: bool) -> Paradigm:
    """The six forms of a phrase whose head names a person (animate) or a body."""
    pieces = tokens(text)
    letters = "".join(token.text for token in pieces if token.kind == "word")
    reader = Reader(pieces, animate, capitals=letters.isupper() and len(letters) > _LONGEST_ABBREVIATION)
    if _frozen(text):
        return _whole(reader, Lead((), 0))
    lead = reader.lead(0)
    if lead.head:
        whole = _whole(reader, lead)
        left = any(token.kind in {"word", "group"} for token in pieces[lead.end :])
        if left and lead.head.source == ADJECTIVES and not reader.names_post(lead.head):
            return doubted(whole, "Не видно, к какому слову относится прилагательное")
        odd = animate and not lead.head.animate and lead.head.source == DICTIONARY
        return doubted(whole, "Похоже на предмет, а не на должность") if odd else whole
    place = _capitals(reader)
    if animate or place == 0:
        return doubted(fixed(text, "именительный"), _UNKNOWN)
    named = reader.lead(place)
    if named.head is None:
        return fixed(text, "не склоняется")
    start = "".join(token.text for token in pieces[:place])
    whole = _whole(reader, Lead((start, *named.pieces), named.end, named.head))
    ways = [Choice("склонять название", whole.forms), Choice("не склонять", (text,) * 6)]
    return offered(ways, whole.source, "Название без кавычек после сокращения")


def _whole(reader: Reader, lead: Lead) -> Paradigm:
    """The phrase from its lead to the end: second heads and brackets change, the rest stays."""
    pieces = list(lead.pieces)
    place = lead.end
    while place < len(reader.tokens):
        token = reader.tokens[place]
        following = reader.second(place, lead.head)
        if following:
            pieces += [token.text, *following.pieces]
            place = following.end
        else:
            pieces.append(_bracket(token, lead.head, animate=reader.animate) or token.text)
            place += 1
    whole = joined(pieces)
    return whole if whole.source else fixed(whole.forms[0], "не склоняется")


def _capitals(reader: Reader) -> int:
    """Where the abbreviations end with which a name begins: МКОУ, ГБУ ДО."""
    for place, token in enumerate(reader.tokens):
        if token.text != " " and not (token.kind == "word" and token.text.isupper()):
            return place
    return len(reader.tokens)


def _bracket(token: Token, named: Word | None, *, animate: bool) -> Paradigm | None:
    """A bracket that names a person: «(законный представитель)», but not «(кумыкского)»."""
    if not animate or not token.text.startswith("(") or not token.text.endswith(")"):
        return None
    inner = token.text[1:-1]
    lead = Reader(tokens(inner), animate, capitals=inner.isupper()).lead(0)
    substantive = lead.head is not None and lead.head.forms[0].lower() in service_words("posts")
    if lead.head is None or not lead.head.animate or (lead.head.source == ADJECTIVES and not substantive):
        return None
    if lead.head.gender == "p" and named and named.gender != "p":  # «(мальчики)»: whom one teaches, not who one is
        return None
    return joined(["(", phrase(inner, animate=animate), ")"])


def _city(word: Word) -> Paradigm:
    """A city after «город»: agreed by the norm, often left as it is in papers."""
    ways = [Choice("склонять название города", word.forms), Choice("не склонять", (word.forms[0],) * 6)]
    return offered(ways, word.source, "Склонять ли название города")


def _plain(word: Word) -> Paradigm:
    certain = word.source != AMBIGUOUS
    return Paradigm(word.forms, (True, *(certain,) * 5), word.source, "" if certain else "Множественное ли число")


def _frozen(text: str) -> bool:
    """Whether the phrase begins with «и. о.», «зам.» and the like: the rest is in the genitive already."""
    lower = f"{text.lower()} "
    return any(lower.startswith(mark if mark.endswith(".") else f"{mark} ") for mark in service_words("frozen"))

"""What an act says of other acts that it changes or ends: which of their clauses, in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words import references
from sferum_docs.grammar.cleaning import LOOK_ALIKE
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import ActDraft, DraftNode
    from sferum_docs.directives.model import ActReference


class ChangeKind(StrEnum):
    """What becomes of a clause, in the words of a page."""

    REWORDED = "изложен в новой редакции"
    REMOVED = "исключён"
    ADDED = "добавлен"
    WORDED = "изменены слова"
    RENUMBERED = "получает другой номер"
    CHANGED = "изменён"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause of another act by its printed number («1.2», «2/а»; empty: none is named), and the words on it."""

    number: str
    kind: ChangeKind
    words: str
    path: str  # of the node that says so


@dataclass(frozen=True, slots=True)
class ActChange:
    """Another act that this one changes, or ends as a whole."""

    act: ActReference
    whole: bool = False
    clauses: tuple[ClauseChange, ...] = ()


_SETTING = re.compile(r"внес\w{1,4}|дополн\w{2,6}|измен(?:ить|ени\w{1,3}|яется)", re.IGNORECASE)
_CHANGES = re.compile(r"изменени|дополнени|изменить|дополнить|изменяется", re.IGNORECASE)
_BASIS = re.compile(
    r"(?:в\sсоответствии|на\sосновании|во\sисполнение|руководствуясь|согласно|в\sцелях|с\sучетом|с\sучётом)",
    re.IGNORECASE,
)
_VERBS = (
    (ChangeKind.RENUMBERED, re.compile(r"считать\s(?:соответственно\s)?(?:под)?пункт", re.IGNORECASE)),
    (ChangeKind.REWORDED, re.compile(r"изложи|читать\sв|в\sследующей\sредакции|в\sновой\sредакции", re.IGNORECASE)),
    (ChangeKind.WORDED, re.compile(r"замени|слов[аоу]|цифр[аыу]|дат[ауы]\s", re.IGNORECASE)),
    (ChangeKind.REMOVED, re.compile(r"исключи|утрати\w{2,5}\sсилу|отмени", re.IGNORECASE)),
    (ChangeKind.ADDED, re.compile(r"дополни|добави", re.IGNORECASE)),
)
_POINT = re.compile(
    r"\b(?P<new>пунктом|пунктами|подпунктом|подпунктами|п\.|пп\.|пункт\w{0,3}|подпункт\w{0,3})\s?(?:№\s?)?"
    r"(?P<many>(?:\d{1,3}(?:\.\d{1,3}){0,4}|[а-яё]\b)(?:\s?(?:,|и|-|–|—)\s?\d{1,3}(?:\.\d{1,3}){0,4}){0,20})",
    re.IGNORECASE,
)
_PART = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}|[-–—]")
_BETWEEN = re.compile(
    r";|\.\s|,\s(?=(?:в\s)?(?:под)?пункт|дополн|исключ|призна|излож|считать)", re.IGNORECASE
)  # what is said of one clause and of the next
_LETTER = re.compile(r"[«\"“]([а-яё])[»\"”]", re.IGNORECASE)
_MOST_OF_A_RANGE, _MOST_CHANGES = 60, 400
_OPEN, _CLOSE = "«“", "»”"
_INSTRUMENTAL = ("ом", "ами")
_ALIKE = LOOK_ALIKE | str.maketrans("Ykmthb", "Укмтнв")


def amendments(draft: ActDraft) -> tuple[ActChange, ...]:
    """The acts that the draft changes or ends, each once, those it ends as a whole first."""
    found: dict[tuple[str, str], ActChange] = {}
    for one in (*_ended(draft), *_changed(draft)):
        key = plain_number(one.act.number), str(one.act.date or "")
        known = found.get(key)
        found[key] = one if known is None else joined(known, one)
    return tuple(sorted(found.values(), key=lambda one: not one.whole))


def plain_number(number: str) -> str:
    """A number as it is compared: without spaces and its sign, letters that look alike made one.

    >>> plain_number("№ 151-O") == plain_number("151-о")
    True
    """
    return re.sub(r"[\s№#]", "", number).translate(_ALIKE).casefold().replace("–", "-").replace("—", "-").strip(".-")


def joined(one: ActChange, other: ActChange) -> ActChange:
    """What two places of an act say of the same other one."""
    act = one.act if len(one.act.title) >= len(other.act.title) else other.act
    clauses = dict.fromkeys((*one.clauses, *other.clauses))
    named = tuple(clause for clause in clauses if clause.number) or tuple(clauses)
    return ActChange(act, one.whole or other.whole, named)


def _ended(draft: ActDraft) -> Iterator[ActChange]:
    for act in draft.repeals:
        node = next((node for node in draft.walk() if act.quote and act.quote in node.text), None)
        if not act.part:
            yield ActChange(act, whole=True)
            continue
        words, path = (node.text, node.path) if node else (act.quote, "")
        numbers = _numbers(_outside(act.part, 0)[0]) or [("", False)]
        yield ActChange(
            act, clauses=tuple(ClauseChange(number, ChangeKind.REMOVED, words, path) for number, _new in numbers)
        )


def _changed(draft: ActDraft) -> Iterator[ActChange]:
    titled = _named(draft.title) if _CHANGES.search(draft.title) else None
    if titled is not None:
        yield ActChange(titled)
    changes = _Changes(titled)
    for node in draft.nodes:
        yield from changes.of(node, titled)


class _Changes:
    """The nodes one after another: what stands in quotation marks is the new wording, over however many of them."""

    def __init__(self, titled: ActReference | None) -> None:
        self.last = titled
        self.depth = 0
        self.told = 0

    def of(self, node: DraftNode, above: ActReference | None) -> Iterator[ActChange]:
        """The changes that a node and all below it tell; `above` is the act that its lead-in names."""
        quoted = self.depth > 0 or node.marker.lstrip().startswith(("«", '"', "“"))
        bare, self.depth = _outside(f"{node.marker} {node.text}", self.depth)
        if not quoted:
            body = bare[len(node.marker) + 1 :]
            named = _named(node.text) if _SETTING.search(body) and _CHANGES.search(body) else None
            named = named or _named_with_its_clause(node.text, body)
            act = self.last = named or above or self.last
            if act is not None and self.told < _MOST_CHANGES:
                yield from self._told(node, bare, act, opens=named is not None)
            above = act
        for child in node.children:
            yield from self.of(child, above)

    def _told(self, node: DraftNode, bare: str, act: ActReference, *, opens: bool) -> Iterator[ActChange]:
        found = [] if opens and node.children else _said(bare[len(node.marker) + 1 :])
        self.told += max(1, len(found))
        for number, kind in found:
            yield ActChange(act, clauses=(ClauseChange(number, kind, node.text, node.path),))
        if opens and not found:
            yield ActChange(act)


def _said(body: str) -> list[tuple[str, ChangeKind]]:
    """The clauses that a text names with what becomes of each; the verb of a list stands at its end or beginning."""
    parts = _BETWEEN.split(body)
    kinds = [next((kind for kind, verb in _VERBS if verb.search(part)), None) for part in parts]
    if not any(kinds):
        return []
    found: list[tuple[str, ChangeKind]] = []
    for place, part in enumerate(parts):
        later, earlier = (kind for kind in kinds[place:] if kind), (kind for kind in kinds[:place][::-1] if kind)
        kind = next(later, None) or next(earlier, ChangeKind.CHANGED)
        found += ((number, own) for number, new in _numbers(part) if (own := _own(kind, new=new)))
    return found or [("", next(kind for kind in kinds if kind))]


def _own(kind: ChangeKind, *, new: bool) -> ChangeKind | None:
    """«Пункт 1 дополнить подпунктом 1.3»: the one is changed, the other is new; a number that another gets is none."""
    if new:
        return None if kind is ChangeKind.RENUMBERED else ChangeKind.ADDED if kind in _BRINGING else kind
    return ChangeKind.CHANGED if kind is ChangeKind.ADDED else kind


_BRINGING = {ChangeKind.ADDED, ChangeKind.WORDED, ChangeKind.REWORDED}


def _named(text: str) -> ActReference | None:
    """The act that the words of change are about: cited behind them, or before («в постановление … внести»)."""
    setting = _SETTING.search(text)
    if setting is None:
        return None
    behind = text[setting.start() :]
    basis = _BASIS.search(behind)
    found = references(behind[: basis.start()] if basis else behind).value
    before = "" if found or _BASIS.search(text[: setting.start()]) else text[: setting.start()]
    return next(iter(found or references(before).value), None)


def _named_with_its_clause(text: str, bare: str) -> ActReference | None:
    """«Пункт 1.5 постановления … № 262 изложить в новой редакции»: the act stands behind its clause."""
    point = _POINT.search(bare)
    if point is None or not any(verb.search(bare) for _kind, verb in _VERBS) or _BASIS.search(bare):
        return None
    return next(iter(references(text).value), None)


def _numbers(bare: str) -> list[tuple[str, bool]]:
    """The numbers of clauses that are named, each with whether it is the name of a new one («пунктом 1.5»)."""
    found: dict[str, bool] = {}
    letter, last, end = "", "", -1
    text = " ".join(bare.split())
    for one in _POINT.finditer(text):
        word = one["new"].casefold()
        within = word.endswith("пункта") and end >= 0 and not text[end : one.start()].strip()
        if one["many"].isalpha():  # «подпункт а пункта 2»
            letter = one["many"].casefold()
        for number in _spread(_PART.findall(one["many"])):
            if within and not letter:  # «подпункт 1.6 пункта 1», «подпункт 2 пункта 3»
                new = found.pop(last, False)
                number = last if last.startswith(f"{number}.") else f"{number}/{last}"  # noqa: PLW2901  the one meant
                found[number] = new
                continue
            last = f"{number}/{letter}" if letter else number
            found.setdefault(last, word.endswith(_INSTRUMENTAL))
            letter = ""
        end = one.end()
    return list(found.items())


def _spread(parts: list[str]) -> list[str]:
    """«1.2–1.4» as each of them."""
    found: list[str] = []
    for place, part in enumerate(parts):
        if part not in "-–—":
            found.append(part)
            continue
        first, last = (found[-1] if found else ""), (parts[place + 1] if place + 1 < len(parts) else "")
        stem, _dot, low = first.rpartition(".")
        other, _dot, high = last.rpartition(".")
        least, most = digits(low), digits(high)
        if stem == other and least is not None and most is not None and 0 < most - least < _MOST_OF_A_RANGE:
            found += [f"{stem}.{item}" if stem else str(item) for item in range(least + 1, most)]
    return found


def _outside(text: str, depth: int) -> tuple[str, int]:
    """The text without what stands in quotation marks, and how many of them are open at its end.

    >>> _outside("изложить: «2.", 0)
    ('изложить:    ', 1)
    """
    kept: list[str] = []
    for sign in _LETTER.sub(r" \1 ", text):
        opens, closes = sign in _OPEN, sign in _CLOSE
        if sign == '"':
            opens, closes = depth == 0, depth > 0
        depth += 1 if opens else -1 if closes and depth else 0
        kept.append(" " if depth or closes else sign)
    return "".join(kept), depth

"""What the caption of a column means: an indicator, a base, the school, the week, a place in a rating."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sferum_docs.grammar.cleaning import LOOK_ALIKE, clean_text
from sferum_docs.indicators.model import PEOPLE, PERCENT
from sferum_docs.indicators.patience import spend_patience
from sferum_docs.indicators.shortened import in_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.directives.indicators import Indicator, IndicatorSet, Phrases

_LONGEST = 300
_TORN = re.compile(r"(?<=[а-яё])[-‐]\s(?=[а-яё])")  # «группо- вых»: a word torn by hand
_WORD = re.compile(r"[a-zа-я]+|\d+|%")
_NUMBERING = re.compile(r"(?:№|n|no)?\s?(?:п\s?[./]?\s?п\.?)?")
_RANK = ("мест", "рейтинг", "ранг", "балл")
_DERIVED = (
    "прирост",
    "динамик",
    "изменени",
    "отклонени",
    "прошл",
    "предыдущ",
    "средн",
    "итог",
    "сумм",
    "планов",
    "план",
    "целев",
    "норматив",
    "ориентир",
    "разниц",
    "отставан",
    "осталось",
)
_DERIVED_WHOLE = frozenset({"цель", "норма", "рост"})
_SIGNS = frozenset("+±δ−–-/ ")  # «+/-»
_PERCENT = ("%", "процент", "доля", "доли", "удельн")
_WEEK = ("недел", "период", "дата", "отчетн", "начал", "конец", "окончан", "даты")
_ASKING = frozenset({"за", "какой", "какую", "какая", "укажите", "выберите", "введите", "ваша", "вашу"})
_OF_SENDING = (
    "заполн", "отправ", "сдач", "сдан", "предоставл", "представл", "внесен", "создан", "подпис", "загруз", "обновл",
    "получ", "выгруз", "ответ", "измен",
)  # fmt: skip
_ALL = frozenset({"всего", "общее", "общая"})
_PLAIN_TOTAL = _ALL | {"количество", "численность", "число", "кол", "во", "чел", "человек", "в", "оо", "школе"}
_SCHOOL = ("организац", "учрежден", "школ", "наименован", "название", "садик")
_NOT_SCHOOL = (
    "код", "инн", "тип", "вид", "адрес", "телефон", "фио", "директор", "руководител", "ответствен", "почт", "куратор",
    "количеств", "кол",
)  # fmt: skip
_SCHOOL_WHOLE = frozenset({"оо", "оу", "моо"})
_SCHOOL_ALONE = frozenset({"моу", "мбоу", "мкоу", "маоу", "мобу", "гбоу", "доу", "мдоу", "сош", "сады", "сад"})
_INDICATOR = ("показател", "индикатор", "критери")
_BASE = ("база", "базы", "числен", "списоч", "списк", "штат", "контингент", "фактич")
_BASE_WHOLE = frozenset({"оо", "оу", "школе", "организации", "учреждении", "оо1"})
_WAS = ("было", "прежн", "старое", "ранее")
_WAS_WHOLE = frozenset({"пред", "прош"})  # «пред. неделя»
_BECAME = ("стало", "уточн", "новое", "исправлен", "верн")
_AMOUNT = frozenset(
    {"чел", "человек", "значение", "количество", "кол", "во", "число", "факт", "фактическое", "абс", "ед"}
)
_MOST_WORDS_OF_WEEK = 5
_LEAST_LETTERS = 6  # of a beginning of which one may be wrong
_BODIES = _SCHOOL_WHOLE | _SCHOOL_ALONE
_NAMES_ROWS = re.compile(
    rf"(?<![a-zа-я])(?:{'|'.join((*_WEEK, *_SCHOOL, *_INDICATOR))}|(?:{'|'.join(sorted(_BODIES))})(?![a-zа-я]))"
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds: its kind and, for an indicator, a base or a value, of whom and in what unit."""

    kind: str
    key: str = ""
    unit: str = PEOPLE
    week: str = ""  # the words of the heading that say of which week the column is


OTHER, UNCLEAR = Role("other"), Role("unclear")
KEYS = frozenset({"school", "week", "week_start", "indicator_name"})  # one of them says whose a row is


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a caption, a torn word made whole."""
    said = clean_text(_TORN.sub("", text[:_LONGEST])).text.casefold().replace("ё", "е")
    return tuple(_WORD.findall(in_full(said)))


def may_name_rows(cells: Iterable[str]) -> bool:
    """Whether any of some cells could be over a column that says whose its rows are: cheaper than its role."""
    text = "\n".join(cell[:_LONGEST] for cell in dict.fromkeys(cells) if cell)
    said = _TORN.sub("", text.translate(LOOK_ALIKE).casefold().replace("ё", "е"))
    return _NAMES_ROWS.search(said) is not None


@lru_cache(maxsize=4096)
def role_of(levels: tuple[str, ...], known: IndicatorSet, unit: str = PEOPLE) -> Role:
    """The role of a column by its captions, the uppermost first; `unit`: what figures are where nothing says it."""
    if not levels:
        return OTHER
    spend_patience()
    last = words_of(levels[-1])
    every = tuple(word for level in levels for word in words_of(level))
    plain = _plain(levels[-1])
    if plain and _NUMBERING.fullmatch(plain):
        return Role("number")
    people = populations_of(levels, known)
    told = _told_unit(levels, unit)
    called = next((each.id for each in known.indicators if plain and plain == _plain(each.id)), "")
    if called:
        return Role("indicator", called, told)
    core = next((words for level in reversed(levels) if not _is_unit(words := words_of(level))), last)
    former = (begins(last[:1], _WAS) or not _WAS_WHOLE.isdisjoint(last[:1])) and not populations_of(levels[-1:], known)
    beside = {"rank": begins(core, _RANK), "derived": _is_derived(core, plain), "was": former}
    kind = next((kind for kind, is_so in beside.items() if is_so), "")
    if kind:
        return Role(kind)
    return (
        _of_row(last, people, told)
        or _of_people(every, people, known, told)
        or (Role("value", unit=told) if _is_unit(last) else None)
        or (Role("value", unit=PERCENT) if begins(last, _PERCENT) and not people else None)
        or (Role("base", unit=told) if begins(core[:1], _BASE) and not people else None)
        or (UNCLEAR if people else OTHER)
    )


def _is_derived(core: Sequence[str], plain: str) -> bool:
    """Whether a column is a plan, a mean or a comparison of what others hold."""
    is_change = _SIGNS.issuperset(plain) and not {"+", "±", "δ"}.isdisjoint(plain)
    return begins(core, _DERIVED) or not _DERIVED_WHOLE.isdisjoint(core) or is_change


@lru_cache(maxsize=4096)
def indicator_named(text: str, known: IndicatorSet) -> Indicator | None:
    """The indicator that a cell of a long list names."""
    for each in known.indicators:
        if words_of(text) == words_of(each.name) or text.strip().casefold() == each.id.casefold():
            return each
    role = role_of((text,), known)
    return known.named(role.key) if role.kind == "indicator" else None


def populations_of(levels: Sequence[str], known: IndicatorSet) -> tuple[str, ...]:
    """Whom a caption counts: what its lowest level says that names anybody, in the order of its words."""
    for level in reversed(levels):
        found = [
            name
            for word in words_of(level)
            for name, beginnings in known.populations.items()
            if word.startswith(beginnings)
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return _misspelt(levels, known)


def _misspelt(levels: Sequence[str], known: IndicatorSet) -> tuple[str, ...]:
    """Whom a caption counts that calls them with one letter wrong: «учетелей»."""
    meant = (
        name
        for level in levels
        for word in words_of(level)
        for name, beginnings in known.populations.items()
        if any(_is_slip(word, beginning) for beginning in beginnings)
    )
    return tuple(dict.fromkeys(meant))


@lru_cache(maxsize=8192)
def _is_slip(word: str, beginning: str) -> bool:
    """Whether a word begins so but for one letter, which is not the first."""
    length = len(beginning)
    if length < _LEAST_LETTERS or word[:1] != beginning[0] or len(word) < length - 1:
        return False
    wrong = next((at for at in range(min(length, len(word))) if word[at] != beginning[at]), length)
    rest = beginning[wrong + 1 :], beginning[wrong:], beginning[wrong + 1 :]
    return any(word[at:].startswith(part) for at, part in zip((wrong + 1, wrong + 1, wrong), rest, strict=True))


def is_derived(words: Sequence[str]) -> bool:
    """Whether a caption is of what comes of other columns: an average, a sum, a plan, a change."""
    return begins(words[:1], _DERIVED)


def _plain(text: str) -> str:
    return text.translate(LOOK_ALIKE).casefold().strip(" .")


def begins(words: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    """Whether a word begins so."""
    return any(word.startswith(beginnings) for word in words)


def _is_unit(words: Sequence[str]) -> bool:
    return bool(words) and all(word in _AMOUNT or word.startswith(_PERCENT) for word in words)


def _told_unit(levels: Sequence[str], unit: str) -> str:
    for level in reversed(levels):
        words = words_of(level)
        if begins(words, ("чел",)) and not begins(words, _PERCENT[1:]):
            return PEOPLE  # «чел. (%)» too
        if begins(words, _PERCENT):
            return PERCENT
    return unit


def _of_row(last: Sequence[str], people: Sequence[str], unit: str) -> Role | None:
    """What says of which school, week or indicator a row is."""
    if not last:
        return None
    if begins(last[:1], _BECAME) and not people:
        return Role("value", "corrected", unit)
    asked = tuple(word for word in last if word not in _ASKING) if _ASKING.intersection(last[:1]) else last
    of_sending = begins(last[:1], ("дата", "даты")) and begins(last[1:], _OF_SENDING)
    if begins(asked[:1], _WEEK) and len(asked) <= _MOST_WORDS_OF_WEEK and not people and not of_sending:
        if "по" in last or begins(last, ("конец", "окончан")):
            return Role("week_end")
        return Role("week_start" if "с" in last or begins(last, ("начал",)) else "week")
    if begins(last, _INDICATOR):
        return Role("indicator_name")
    is_school = (
        begins(last, _SCHOOL)
        or _SCHOOL_ALONE.issuperset(last)
        or (not _SCHOOL_WHOLE.isdisjoint(last) and len(last) <= _MOST_WORDS_OF_WEEK)
    )
    return Role("school") if is_school and not people and not begins(last, (*_PERCENT, *_NOT_SCHOOL)) else None


def _of_people(words: Sequence[str], people: Sequence[str], known: IndicatorSet, unit: str) -> Role | None:
    """An indicator, or the base that its share is taken of."""
    offered = [each for name in people for each in known.indicators if each.population == name]
    offered = offered if people else list(known.indicators)
    sure, based = bool(people), begins(words, _BASE) or not _BASE_WHOLE.isdisjoint(words)
    narrow, general = [each for each in offered if not each.general], [each for each in offered if each.general]
    said = f" {' '.join(words)} "
    found = _said(said, narrow, hints=False, sure=sure)
    if found is None and people and based and not begins(words, known.systems):
        return Role("base", people[0], unit)
    for group, hints in ((general, False), (narrow, True), (general, True)):
        found = found or _said(said, group, hints=hints, sure=sure)
    if found is None and people and unit != PERCENT and _is_plain_total(words, people[0], known):
        return Role("base", people[0], unit)
    if found is None and not people and any(_any_phrase(said, each.says) for each in narrow):
        return UNCLEAR  # of teachers or of pupils?
    return Role("indicator", found.id, unit) if found else None


def _is_plain_total(words: Sequence[str], people: str, known: IndicatorSet) -> bool:
    """Whether a caption says that it counts all of them, and nothing else: «Всего родителей»."""
    beside = [word for word in words if not word.startswith(known.populations[people])]
    return not _ALL.isdisjoint(beside) and _PLAIN_TOTAL.issuperset(beside)


def _said(words: str, offered: Sequence[Indicator], *, hints: bool, sure: bool) -> Indicator | None:
    """The indicator that the words mean; `sure`: whom they count is said, else two populations are no answer."""
    hits = [each for each in offered if _any_phrase(words, each.hints if hints else each.says)]
    return hits[0] if hits and (sure or len({each.population for each in hits}) == 1) else None


def _any_phrase(words: str, phrases: Phrases) -> bool:
    """Whether all parts of a phrase begin a word; words stand between blanks, numbers and «во» count whole."""
    return any(all((f" {part} " if _is_whole(part) else f" {part}") in words for part in phrase) for phrase in phrases)


@cache
def _is_whole(part: str) -> bool:
    return part.isdigit() or len(part) <= 2  # noqa: PLR2004  «во», «3»

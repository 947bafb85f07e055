"""By which words a heading means an indicator whose pack does not say them: derived from its name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.directives.indicators import Indicator

_TEACHERS = ("учител", "педагог", "педработник", "преподавател")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "students": ("ученик", "учащ", "обучающ", "школьник", "воспитанник", "студент", "дети", "детей"),
    "teachers": _TEACHERS,
    "staff": ("работник", "сотрудник", "персонал"),
    "parents": ("родител", "законн", "семь", "семей"),
}
_WORD = re.compile(r"[a-zа-я]+|\d+")
_SHORTEST, _LONGEST, _ENDING = 3, 5, 2  # letters: what a heading declines is cut off
_EMPTY = frozenset({
    "а", "в", "во", "до", "за", "и", "из", "к", "не", "но", "о", "об", "от", "по", "при", "с", "со", "у", "или", "для",
    "их", "его", "свои", "своих", "на", "которые", "которых", "кто", "кого", "всего", "все", "всех", "минимум", "менее",
    "более", "неделю", "недели", "количество", "кол", "число", "общее", "доля", "процент", "чел", "человек",
    "показатель",
})  # fmt: skip
_TOTAL = (("всего",), ("количество",), ("кол", "во"), ("число",))


def population_words(indicators: Sequence[Indicator]) -> dict[str, tuple[str, ...]]:
    """How those whom some indicators count are called; «педагог» is one of the staff where no teachers are counted."""
    used = [name for name in _WORDS if any(each.population == name for each in indicators)]
    words = {name: _WORDS[name] for name in used}
    if "staff" in words and "teachers" not in words:
        words["staff"] += _TEACHERS
    return words


def with_words(indicators: Sequence[Indicator], populations: Mapping[str, tuple[str, ...]]) -> tuple[Indicator, ...]:
    """The indicators, those without words of their own with the words of their names."""
    systems = tuple(word for each in indicators for name in each.systems for word in _WORD.findall(_plain(name)))
    silent = (*(word for words in populations.values() for word in words), *systems)
    stems = {each.id: _stems(each.name, silent) for each in indicators}
    return tuple(each if each.says else _derived(each, indicators, stems, silent) for each in indicators)


def _derived(
    item: Indicator, all_of_them: Sequence[Indicator], stems: Mapping[str, tuple[str, ...]], silent: tuple[str, ...]
) -> Indicator:
    own, brief = stems[item.id], _stems(item.short, silent)
    others = [stems[each.id] for each in all_of_them if each.id != item.id and each.population == item.population]
    alone = [stem for stem in own if not any(stem in other for other in others)]
    if not own:
        return replace(item, says=_TOTAL, general=True)
    says = tuple(dict.fromkeys(filter(None, (own, brief))))
    general = item.general or any(set(own) < set(other) for other in others)
    return replace(item, says=says, hints=tuple((stem,) for stem in alone), general=general)


def _stems(name: str, silent: tuple[str, ...]) -> tuple[str, ...]:
    words = [word for word in _WORD.findall(_plain(name)) if word not in _EMPTY and not word.startswith(silent)]
    return tuple(dict.fromkeys(_stem(word) for word in words))


def _stem(word: str) -> str:
    """The beginning that the cases of a word share.

    >>> _stem("питанием"), _stem("чатов"), _stem("звонок"), _stem("10")
    ('питан', 'чат', 'звон', '10')
    """
    length = min(max(len(word) - _ENDING, _SHORTEST), _LONGEST)
    return word if word.isdigit() else word[:length]


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")

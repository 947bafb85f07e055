"""Words as people shorten them in narrow headings: «обуч-ся», «уч-лей», «пед. раб-ки»."""

from __future__ import annotations

import re

_LONG = (
    "обучающиеся", "обучающихся", "обучающимися", "учащиеся", "учащихся", "учащимися", "ученики", "учеников",
    "учениками", "школьники", "школьников", "воспитанники", "воспитанников", "учитель", "учителя", "учителей",
    "учителями", "педагоги", "педагогов", "педагогами", "педработники", "педработников", "преподаватели",
    "преподавателей", "работники", "работников", "сотрудники", "сотрудников", "родители", "родителей", "родителями",
    "сообщения", "сообщений", "организация", "организации", "учреждение", "учреждения",
)  # fmt: skip
_WITH_DOT = {
    "обуч": "обучающихся", "учащ": "учащихся", "восп": "воспитанников", "учит": "учителей", "пед": "педагогов",
    "сотр": "сотрудников", "родит": "родителей",
}  # fmt: skip
_HYPHENED = re.compile(r"(?<![а-я-])([а-я]{2,9})-([а-я]{2,5})(?![а-я-])")
_DOTTED = re.compile(rf"(?<![а-я])({'|'.join(_WITH_DOT)})(?:\.|(?![а-я-]))")


def in_full(text: str) -> str:
    """A text in small letters with its shortened words in full.

    >>> in_full("обуч-ся"), in_full("пед. раб-ки"), in_full("уч-лей"), in_full("пресс-центр")
    ('обучающиеся', 'педагогов работники', 'учителей', 'пресс-центр')
    """
    if "-" in text:
        text = _HYPHENED.sub(_whole, text)
    return " ".join(_DOTTED.sub(lambda found: f"{_WITH_DOT[found[1]]} ", text).split())


def _whole(found: re.Match[str]) -> str:
    begins, ends = found[1], found[2]
    fits = (word for word in _LONG if len(word) > len(begins) + len(ends) and word.startswith(begins))
    return next((word for word in fits if word.endswith(ends)), found[0])

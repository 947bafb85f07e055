"""Posts of those who lead an organisation."""

from __future__ import annotations

import re

_HEAD_POST = re.compile(
    r"(?:(?:и\.\s?о\.?|и/о|врио|(?:временно )?исполняющ\w* обязанности)\s)?"
    r"(?:директор|заведующ(?:ий|ая|его|ей)|руководитель|начальник|директора)(?!\s+по|\s*\w*хоз)(?:\s.*)?",
    re.IGNORECASE,
)
_NOT_HEADS = (
    "хозяйств",
    "библиотек",
    "столов",
    "кабинет",
    "филиал",
    "отделени",
    "лаборатор",
    "складом",
    "производств",
    "музе",
    "структур",
    "музыкальн",
    "физическ",
    "кружк",
)


def is_head_post(post: str) -> bool:
    """Whether a post is that of who leads the organisation.

    >>> is_head_post("директор"), is_head_post("заведующий хозяйством"), is_head_post("и. о. директора школы")
    (True, False, True)
    """
    return _HEAD_POST.fullmatch(post) is not None and not any(word in post.casefold() for word in _NOT_HEADS)

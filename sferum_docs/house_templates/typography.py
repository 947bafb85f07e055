"""No-break spaces in the words of a source, outside the tags: № 262, п. 1.3, статьи 192, 100 %, слово — слово.

Source: ГОСТ Р 7.0.97, 3.3; the long dash does not begin a line.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_SIGN = re.compile(r"№ (?=\S|$)")
_OF_DAY = re.compile(r"\bот (?=\d\d\.|\{\{[^{}]*\|дата\b)")
_BEFORE_NUMBER = re.compile(r"\b(стать\w{1,2}|част\w{1,2}|пункт\w{0,2}|приложени\w|п\.) (?=[\d№]|$)")
_LAW = re.compile(r"(?<=\d)-(?=ФК?З\b)")  # 152-ФЗ
_AFTER = re.compile(r"(?<=\d) (?=(?:г\.|%))|^ (?=(?:г\.|%))|(?<=\S) (?=—)|^ (?=—)")


def no_break(words: str) -> str:
    r"""The text with no-break spaces where a line must not break; tags stay as they are.

    >>> no_break("от {{ приказ.дата|дата }} № {{ приказ.номер }}, п. 1.3 — всё")
    'от\xa0{{ приказ.дата|дата }} №\xa0{{ приказ.номер }}, п.\xa01.3\xa0— всё'
    """
    pieces = _TAG.split(_OF_DAY.sub("от\u00a0", words))
    return "".join(piece if _TAG.fullmatch(piece) else _spaced(piece) for piece in pieces)


def _spaced(words: str) -> str:
    words = _LAW.sub("\u2011", words)
    return _AFTER.sub("\u00a0", _BEFORE_NUMBER.sub("\\1\u00a0", _SIGN.sub("№\u00a0", words)))

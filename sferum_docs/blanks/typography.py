"""No-break spaces in the words of a source, outside the tags: № 262, п. 1.3, статья 192, 100 %, слово — слово.

Source: ГОСТ Р 7.0.97, 3.3; the long dash does not begin a line.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_PLACES = re.compile(
    r"(?<=№) (?=\S|$)"
    r"|(?<=\d) (?=(?:г\.|%|лист|экз\.))"
    r"|(?<=\bп\.) (?=\d)"
    r"|(?<=стать[еюияёй]) (?=\d)|(?<=статьям) (?=\d)|(?<=част[ьи]) (?=\d)|(?<=частью) (?=\d)|(?<=пункт[аеу]) (?=\d)"
    r"|(?<=\S) (?=—)|^ (?=—|%|г\.)"
)


def no_break(words: str) -> str:
    r"""The text with no-break spaces where a line must not break; tags stay as they are.

    >>> no_break("от {{ приказ.дата|дата }} № {{ приказ.номер }}, п. 1.3 — всё")
    'от {{ приказ.дата|дата }} №\xa0{{ приказ.номер }}, п.\xa01.3\xa0— всё'
    """
    pieces = _TAG.split(words)
    return "".join(piece if _TAG.fullmatch(piece) else _PLACES.sub("\u00a0", piece) for piece in pieces)

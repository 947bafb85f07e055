"""What stands in a cell of figures: a number, a share, «not known», «does not apply»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_LONGEST = 40
_UNKNOWN = frozenset({
    "", "-", "‑", "–", "—", "―", "−", "--", "---", "…", "...", "?", "н/д", "нд", "н.д.", "н.д", "н/и", "б/д",
    "n/a", "#n/a", "#н/д", "нет", "б/о",
})  # fmt: skip
_NOT_KNOWN_BEGINS = (
    "нет дан", "нет свед", "нет инф", "не предост", "не предст", "данные не", "не сда", "уточня",
    "не заполн", "не указ", "не подан",
)  # fmt: skip
_NOT_APPLICABLE = frozenset({"х", "x", "н/п", "не применимо", "неприменимо", "не предусмотрено"})
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d{1,12})(?:[.,]\d{1,17})?")
_WITH_SHARE = re.compile(r"([\d ]{1,15}) ?[(/] ?[\d.,]{1,8} ?% ?\)?")  # «12 (38,7 %)»: the people, and the share beside
_OF_ALL = re.compile(r"([\d ]{1,15}) из [\d ]{1,15}")  # «12 из 19»
_TAIL = re.compile(r"(?:чел(?:овека?|\.)?|уч(?:ителей|ителя|еников|еника|ащихся)?\.?|пед\.?|ч\.?|\*{1,3}\)?|[¹²³])$")
_NOTE = re.compile(r"\s?(?:\*{1,3}\)?|[¹²³])$")  # «63 (29 %)*»: a mark of a note under the table
_THOUSANDS = re.compile(r"(?<=\d)['’`´](?=\d{3}(?!\d))")  # «1'200»


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read: `state` is known, unknown, not_applicable or unreadable."""

    state: str
    amount: Decimal | None = None
    share: bool = False  # it bears the sign of a percent


@lru_cache(maxsize=16384)
def read_cell(text: str) -> Cell:
    """What a cell says.

    >>> read_cell("1 075").amount, read_cell("44,4 %"), read_cell("н/д").state, read_cell("около 20").state
    (Decimal('1075'), Cell(state='known', amount=Decimal('44.4'), share=True), 'unknown', 'unreadable')
    """
    said = _THOUSANDS.sub("", " ".join(text.casefold().lstrip("'’`").split()))
    if said in _UNKNOWN or said.startswith(_NOT_KNOWN_BEGINS):
        return Cell("unknown")
    if said in _NOT_APPLICABLE:
        return Cell("not_applicable")
    said = _NOTE.sub("", said) or said
    with_share = _WITH_SHARE.fullmatch(said) or _OF_ALL.fullmatch(said)
    said = with_share[1] if with_share else said
    share = said.endswith("%")
    bare = _TAIL.sub("", said.removesuffix("%").strip()).strip().replace("−", "-")
    if len(bare) > _LONGEST or not _NUMBER.fullmatch(bare):
        return Cell("unreadable")
    return Cell("known", Decimal(bare.replace(" ", "").replace(",", ".")), share)


def is_number(text: str) -> bool:
    """Whether a cell holds a number."""
    return read_cell(text).amount is not None

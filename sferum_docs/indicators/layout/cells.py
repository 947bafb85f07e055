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
    "не заполн", "не указ", "не подан", "не отчит", "не присла", "не ответ", "нет отч", "отсутств", "не внес",
    "не получ",
)  # fmt: skip
_NOT_APPLICABLE = frozenset({"х", "x", "н/п", "не применимо", "неприменимо", "не предусмотрено"})
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d{1,12})(?:[.,]\d{1,17})?")
_COUNT, _SHARE = r"(\d[\d ]{0,14}?) ?(?:чел\.?|человека?)?", r"(\d{1,3}(?:[.,]\d{1,4})?) ?%"
_TOGETHER = (
    (re.compile(rf"{_COUNT} ?[(/|;–—-] ?{_SHARE} ?\)?"), (1, 2)),  # «12 (38,7 %)», «12/39%»
    (re.compile(rf"(\d{{1,6}})(?: ?чел\.?| ?человека?)?,? {_SHARE}"), (1, 2)),  # in two lines: «12 39%»
    (re.compile(rf"{_SHARE} ?[(/|;–—-] ?{_COUNT} ?\)?"), (2, 1)),  # «39 % (12)»
)
_WHOLE = 100
_OF_ALL = re.compile(r"([\d ]{1,15}) из [\d ]{1,15}")  # «12 из 19»
_TAIL = re.compile(r"(?:чел(?:овека?|\.)?|уч(?:ителей|ителя|еников|еника|ащихся)?\.?|пед\.?|ч\.?|\*{1,3}\)?|[¹²³])$")
_NOTE = re.compile(r"\s?(?:\*{1,3}\)?|[¹²³])$")  # «63 (29 %)*»: a mark of a note under the table
_CHANGED = re.compile(r"\s?(?:\([+−–-]\s?[\d.,]{1,8}\s?%?\)|[↑↓▲▼])$")  # «62,3 (+1,4)»: by how much it changed
_THOUSANDS = re.compile(r"(?<=\d)['’`´](?=\d{3}(?!\d))")  # «1'200»


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read: `state` is known, unknown, not_applicable or unreadable."""

    state: str
    amount: Decimal | None = None
    share: bool = False  # it bears the sign of a percent
    beside: Decimal | None = None  # the share that stands in the cell with the number


@lru_cache(maxsize=16384)
def read_cell(text: str) -> Cell:
    """What a cell says.

    >>> read_cell("1 075").amount, read_cell("44,4 %").share, read_cell("н/д").state, read_cell("около 20").state
    (Decimal('1075'), True, 'unknown', 'unreadable')
    >>> read_cell("12 (38,7 %)")
    Cell(state='known', amount=Decimal('12'), share=False, beside=Decimal('38.7'))
    """
    said = _THOUSANDS.sub("", " ".join(text.casefold().lstrip("'’`").split()))
    if said in _UNKNOWN or said.startswith(_NOT_KNOWN_BEGINS):
        return Cell("unknown")
    if said in _NOT_APPLICABLE:
        return Cell("not_applicable")
    said = _CHANGED.sub("", said) or said
    said = _NOTE.sub("", said) or said
    said, beside = _parted(said)
    share = said.endswith("%")
    bare = _TAIL.sub("", said.removesuffix("%").strip()).strip().replace("−", "-")
    if len(bare) > _LONGEST or not _NUMBER.fullmatch(bare):
        return Cell("unreadable")
    return Cell("known", _amount(bare), share, beside)


def _parted(said: str) -> tuple[str, Decimal | None]:
    """What a cell counts, and the share that it says beside: «12 (38,7 %)», «38,7% (12)», «12 из 19»."""
    for pattern, (people, share) in _TOGETHER:
        found = pattern.fullmatch(said)
        if found and _amount(found[share]) <= _WHOLE:
            return found[people], _amount(found[share])
    of_all = _OF_ALL.fullmatch(said)
    return of_all[1] if of_all else said, None


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", "."))


def is_number(text: str) -> bool:
    """Whether a cell holds a number."""
    return read_cell(text).amount is not None

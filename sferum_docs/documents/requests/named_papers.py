"""Papers that an answer names by day and number: «от 01.09.2022 № 45-ОД». What names none is no paper."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.old_days import read_old_day
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.documents.requests.packet_request import Answers
    from sferum_docs.packs.model import DocumentSpec, Pack

_NUMBER = re.compile(r"(?:№|\bN)\s*(?:[\w/.-]*\d|б/н\b)|\bб/н\b", re.IGNORECASE)
_NONE = re.compile(r"(?:нет|(?:совет )?(?:не создан|отсутствует))(?: совета)?\.?")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:[./]\d{1,2}[./]|\s+[а-яё]{3,8}\s+)\d{4}(?!\d)", re.IGNORECASE)


def names_paper(text: str) -> bool:
    """Whether a text tells of a paper both its day and its number.

    >>> names_paper("от 01.09.2022 № 45-ОД"), names_paper("№ 154 от 16 октября 2023 г."), names_paper("абракадабра")
    (True, True, False)
    """
    written = _DAY.findall(text)
    return bool(_NUMBER.search(text)) and bool(written) and len(days_of(text)) == len(written)


def says_none(text: str) -> bool:
    """Whether a text says that there is no such paper.

    >>> says_none("Нет"), says_none("совет не создан"), says_none("от 01.09.2026 № 2"), says_none("")
    (True, True, False, False)
    """
    return bool(_NONE.fullmatch(text.strip().casefold()))


def days_of(text: str) -> tuple[date, ...]:
    """The days that a text tells, as far as they are days.

    >>> days_of("от 13.10.2023 № 1, от 31.02.2023 № 2")
    (datetime.date(2023, 10, 13),)
    """
    read = (read_old_day(written.replace("/", "."), (), date.max)[0] for written in _DAY.findall(text))
    return tuple(day for day in read if day is not None)


def paper_faults(answers: Answers, pack: Pack, order_date: date, at: Callable[[str], str]) -> Iterator[Fault]:
    """Papers that a document names though they come after it; `at` gives the place."""
    for document, given in answers.items():
        spec = pack.by_id[document]
        last = _own_day(spec, answers, order_date)
        for field in spec.fields:
            text = str(given.get(field.key) or "")
            late = max(days_of(text), default=last) if field.names_paper and field.same_as not in answers else last
            if late > last:
                values = {"text": text, "day": f"{late:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"}
                yield Fault("paper_ahead", at(f"{document}.{field.key}"), values)


def _own_day(spec: DocumentSpec, answers: Answers, order_date: date) -> date:
    day = answers.get(spec.id, {}).get(spec.dated)
    return day if isinstance(day, date) else order_date

"""What is asked of a register, as it stands in the address: it survives paging, sorting and export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import request, url_for

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.records import parse_day
from sferum_docs.services.register.lists.listing import PAGE, Found, Wanted, years_of
from sferum_docs.web.current import chosen_act, current_school_id, today
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Mapping

STATES = {
    "": "все записи", "ready": "действуют", "repealed": "утратили силу", "void": "аннулированы",
    "reserved": "номер занят, файла нет", "held": "зарезервированы",
    "no_file": "без файла и скана", "unsigned": "не все ознакомлены",
}  # fmt: skip
ORDERS = {
    "-number": "сначала новые", "number": "по номеру", "-day": "по дате, сначала новые", "day": "по дате",
    "title": "по заголовку", "executor": "по исполнителю",
}  # fmt: skip
ALL_YEARS = "all"
_NAMES = ("q", "year", "state", "order", "since", "until", "file", "executor", "signer", "kind", "act")
_NEWEST = "-number"
MAX_WORDS = 300  # letters of a filter
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; `year` is the year of the footer, `odd` the days that are none."""

    wanted: Wanted
    year: int
    odd: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether less than a whole register or year is asked for."""
        return replace(self.wanted, register=None, year=None, order="") != Wanted(order="")


def sent_filters(register_id: str) -> Filters:
    """What the address asks of a register."""
    days = {name: _sent(name) for name in ("since", "until")}
    read = {name: parse_day(text) for name, text in days.items()}
    whole = request.args.get("year") == ALL_YEARS or (any(read.values()) and not request.args.get("year"))
    year = _sent_year() or next(iter(years_of(current_school_id(), register_id)), today().year)
    wanted = Wanted(
        register=register_id,
        year=None if whole else year,
        words=_sent("q"),
        executor=_sent("executor"),
        signer=_sent("signer"),
        file_index=_sent("file"),
        kind=_sent("kind"),
        pack=chosen_act(),
        since=read["since"],
        until=read["until"],
        state=_one_of("state", STATES, ""),
        order=_one_of("order", ORDERS, _NEWEST),
    )
    return Filters(wanted, year, tuple(text for name, text in days.items() if text and not read[name]))


def sent_page() -> int:
    """The page asked for; one that is not there is answered with the last."""
    return sent_number(request.args.get("page", "")) or 1


def kept_filters() -> dict[str, str]:
    """The parameters of the address that another page, or a file, of the same lines needs."""
    sent = {name: request.args.get(name, "") for name in _NAMES}
    return {name: text[:MAX_WORDS] for name, text in sent.items() if text}


def paging(found: Found) -> dict[str, str]:
    """The addresses of the pages that one may turn to, with the same filters; none where there is one page."""
    if found.total <= PAGE:
        return {}
    steps = {"first": 1, "prev": found.page - 1, "next": found.page + 1, "last": found.pages}
    kept: dict[str, Any] = {**(request.view_args or {}), **kept_filters()}
    return {
        name: url_for(request.endpoint or "", page=page, **kept)
        for name, page in steps.items()
        if 1 <= page <= found.pages and page != found.page
    }


def _sent(name: str) -> str:
    return clean_line(request.args.get(name, ""))[:MAX_WORDS]


def _one_of(name: str, choices: Mapping[str, str], usual: str) -> str:
    sent = request.args.get(name, "")
    return sent if sent in choices else usual


def _sent_year() -> int:
    year = sent_number(request.args.get("year", "")) or 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0

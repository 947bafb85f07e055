"""How the page of a job speaks of its kind: what came of it, where a failure is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import current_app, url_for

from sferum_docs.services.bulk.results import check_words, result_words
from sferum_docs.web.district.job_words import CHECK, WORK, JobWords
from sferum_docs.web.protection.access import may

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sferum_docs.services.jobs.progress import ItemFault, JobItem


def _nothing(_result: Mapping[str, Any]) -> list[str]:
    return []


def _counted_anew(result: Mapping[str, Any]) -> list[str]:
    return [f"пересчитано: {result['made']}" if result.get("made") else "без изменений"]


_OF_THE_PROGRAM = ("job_", "database_", "disk_")  # how codes begin of what no card of a body mends


def _card(item: JobItem, fault: ItemFault | None = None) -> str:
    """The card of the body that a part is about, unless its fault is none of the body's."""
    if fault is not None and fault.code.startswith(_OF_THE_PROGRAM):
        return ""
    endpoint = "district_school.card"
    known = endpoint in current_app.view_functions and may(endpoint)
    return url_for(endpoint, school=item.subject_id) if known and item.subject_id else ""


_BROUGHT_IN = {"school", "staff"}  # pages of a body whose fields come in with the tables of its office
# mended where an office gives acts and takes packs in; the last is that of jobs of before
_OF_ACTS = {"bulk_act_not_given", "bulk_pack_gone", "act_not_assigned"}


def _by_office(_item: JobItem, fault: ItemFault) -> str:
    """Where an office itself mends what a body lacks; what the body alone may say has no such place."""
    brought_in = fault.place.partition("#")[0] in _BROUGHT_IN
    endpoint = "giving.listing" if fault.code in _OF_ACTS else "district_import.page" if brought_in else ""
    return url_for(endpoint) if endpoint and may(endpoint) else ""


@dataclass(frozen=True, slots=True)
class JobPage:
    """How a kind is spoken of.

    `results`: endpoint (of the job, `job=`) and caption of what came of it as a whole; `told`: the result of a part in
    sentences; `mend`: the address where a fault of a part is mended, «»: there is none; `hint`: what to do about
    a fault that many share; `words`: what its parts are called.
    """

    results: tuple[tuple[str, str], ...] = ()
    told: Callable[[Mapping[str, Any]], list[str]] = _nothing
    mend: Callable[[JobItem, ItemFault], str] = _card
    hint: str = ""
    words: JobWords = WORK


_SHARED_FAULT = (
    "Если чего-то нет почти ни у кого, откройте те же настройки и снимите отметки с документов, которым это нужно, "
    "или отметьте «Где ответственные не выбраны…». О том, что может сказать только сама организация, напишите ей."
)
JOB_PAGES: dict[str, JobPage] = {
    "bulk_check": JobPage(
        (("district_bulk.again", "Открыть те же настройки и составить"),), check_words, _by_office, _SHARED_FAULT, CHECK
    ),
    "bulk": JobPage(
        (
            ("district_bulk_results.archive", "Скачать архив: папка на организацию"),
            ("district_bulk_results.printed", "Скачать PDF для печати"),
            ("district_bulk.again", "Повторить с этими настройками"),
        ),
        result_words,
        _by_office,
        _SHARED_FAULT,
    ),
    "matrix": JobPage(told=_counted_anew),
}


def page_of(kind: str) -> JobPage:
    """How a kind is spoken of."""
    return JOB_PAGES.get(kind, JobPage())


def card_of(item: JobItem) -> str:
    """The address of the body that a part is about; «»: it is about none, or there is no such page."""
    return _card(item)

"""The staff list of a school out of a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.columns import Column, Draft, Reading, declared_columns, layout_of, read_entries
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.heading import find_heading
from sferum_docs.schools.lists.name_with_post import parted
from sferum_docs.schools.lists.spelling import angle_quotes, post_in_small
from sferum_docs.schools.names import is_short_name
from sferum_docs.schools.tidy import latin_in, tidy_contact, tidy_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

MAX_STAFF = 5_000
_NAME, *_REST = STAFF_COLUMNS = declared_columns(PERSON)
_IN_PARTS = (
    Column("last", "Фамилия", ("фамили", "фам!"), required=True),
    Column("first", "Имя", ("имя!",), required=True),
    Column("middle", "Отчество", ("отчеств", "отч!")),
    *_REST,
)
_WHOLE = (_NAME, _IN_PARTS[2], *_REST)
OFFERED_COLUMNS = (_NAME, *_IN_PARTS)  # what a person may say that a column is
_PARTS = ("last", "first", "middle")
_SEXES = {"м": "м", "муж": "м", "мужской": "м", "ж": "ж", "жен": "ж", "женский": "ж"}
_SCIENTIFIC = re.compile(r"\d[.,]?\d{0,15}[EeЕе]\+?\d{1,3}")
_SHORT_PHONE = 7
_MOST_WORDS = 5  # «Мамедова Лейла Гусейн кызы» has four
_SHOWN = 80


def staff_drafts(rows: Sequence[SheetRow]) -> Reading:
    """The staff as read: rows in doubt come along. FaultsError when nobody was found."""
    rows = parted(rows)
    columns = _IN_PARTS if _stands_first(rows) else _WHOLE
    reading = read_entries(rows, columns, OFFERED_COLUMNS)
    if reading is None:
        raise FaultsError([Fault("no_name_column", values={"column": _NAME.caption})])
    reading = replace(reading, drafts=tuple(map(name_joined, reading.drafts)))
    if not reading.drafts:
        raise FaultsError([Fault("staff_empty")])
    if len(reading.drafts) > MAX_STAFF:
        raise FaultsError([Fault("too_many_people", values={"limit": MAX_STAFF})])
    return tidied(reading)


def _stands_first(rows: Sequence[SheetRow]) -> bool:
    """Whether the names stand in parts, at least in the first of the tables below one another."""
    parts, whole = layout_of(rows, _IN_PARTS), find_heading(rows, STAFF_COLUMNS)
    return parts is not None and (whole is None or _NAME.key not in whole.cells or parts.first <= whole.first)


def name_joined(draft: Draft) -> Draft:
    """A row whose name stands in parts, with the name in one line."""
    whole, *parts = (clean_line(draft.values.get(key, "")) for key in (_NAME.key, *_PARTS))
    rest = {key: value for key, value in draft.values.items() if key not in {_NAME.key, *_PARTS}}
    added = [part for part in parts if part and part.casefold() not in whole.casefold()]  # «Фамилия, имя» + «Отчество»
    return Draft(draft.number, {"name": " ".join(filter(None, (whole, *added))), **rest})


def tidied(reading: Reading) -> Reading:
    """The same with names, posts, phones as ours are written; what was put right and what is doubtful is told."""
    drafts = tuple(Draft(draft.number, _tidy(draft)) for draft in reading.drafts)
    doubts = [fault for draft in drafts for fault in _doubts(draft)]
    pairs = list(zip(reading.drafts, drafts, strict=True))
    changed = [(was.values.get("name", ""), now.values["name"]) for was, now in pairs]
    posts = [(clean_line(was.values.get("post", "")), now.values.get("post", "")) for was, now in pairs]
    notes = [fault for draft in drafts for fault in _cautions(draft)]
    for code, told in (
        ("tidied_post", [pair for pair in posts if pair[0] != pair[1]]),
        ("tidied_latin", [pair for pair in changed if latin_in(pair[0]) and not latin_in(pair[1])]),
        (
            "tidied_case",
            [pair for pair in changed if pair[0].casefold() == pair[1].casefold() and pair[0].strip() != pair[1]],
        ),
    ):
        if told:
            values = {"count": len(told), "was": told[0][0][:60], "now": told[0][1][:60]}
            notes.append(Fault(code, values=values, warning=True))
    doubtful = reading.doubtful | {draft.number for draft in drafts for _fault in _doubts(draft)}
    return replace(
        reading,
        drafts=drafts,
        doubts=(*reading.doubts, *doubts),
        notes=(*reading.notes, *notes),
        doubtful=frozenset(doubtful),
    )


def _tidy_post(text: str) -> str:
    return post_in_small(angle_quotes(clean_line(text)))


def _tidy(draft: Draft) -> dict[str, str]:
    tidy = {"name": tidy_name, "post": _tidy_post, "phone": tidy_contact, "email": tidy_contact}
    values = {key: tidy[key](value) if key in tidy else value for key, value in draft.values.items()}
    return {"name": "", **values}


def _doubts(draft: Draft) -> list[Fault]:
    phone = draft.values.get("phone", "")
    place = f"строка {draft.number}"
    found = [Fault("phone_scientific", place, {"text": phone})] if _SCIENTIFIC.fullmatch(phone) else []
    is_contact = "@" in draft.values["name"] or any(char.isdigit() for char in draft.values["name"])
    if len(draft.values["name"].split()) > _MOST_WORDS and not is_contact:
        found.append(Fault("name_crowd", place, {"text": draft.values["name"][:_SHOWN]}))
    return found


def _cautions(draft: Draft) -> list[Fault]:
    name, phone = draft.values["name"], draft.values.get("phone", "")
    place = f"строка {draft.number}"
    found = []
    if is_short_name(name):
        found.append(Fault("name_initials", place, {"text": name}, warning=True))
    if 0 < sum(char.isdigit() for char in phone) < _SHORT_PHONE and not _SCIENTIFIC.fullmatch(phone):
        found.append(Fault("phone_short", place, {"text": phone}, warning=True))
    return found


def sex_as_written(text: str) -> str:
    """«м» or «ж» for the ways of writing them, empty for anything else."""
    return _SEXES.get(text.strip().strip(".").casefold(), "")

"""Packets for the organisations of tables, without a database: what an import would read, made straight into files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.consistency import fitted
from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.district_lists.model import Level, Told
from sferum_docs.schools.district_lists.understanding import understand
from sferum_docs.schools.model import Responsible, School
from sferum_docs.services.bulk.asked import request_for
from sferum_docs.services.bulk.lacking import not_yet, told_once
from sferum_docs.services.district.lists.archives import UNPACKED_BY_HAND, open_files
from sferum_docs.services.district.lists.names import find_bodies
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.situations import situations
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.proposed_roles import proposed_responsible
from sferum_docs.services.school.roles import role_choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.bulk.asked import BulkRequest


@dataclass(frozen=True, slots=True)
class TableBodies:
    """The organisations that tables tell of, and what is wrong in their cells."""

    schools: Sequence[School]
    findings: Sequence[str]


@dataclass(frozen=True, slots=True)
class TableResult:
    """What came of one organisation: its files, or what it lacks; `left`: what waits for a list of its own."""

    name: str
    files: Sequence[tuple[str, bytes]]
    faults: Sequence[Fault]
    ready: int = 0
    left: Sequence[Fault] = ()


def schools_of_tables(files: Sequence[tuple[str, bytes]]) -> TableBodies:
    """The organisations of workbooks, also of archives of them. FaultsError: no file can be read."""
    books, unread = open_files(files, UNPACKED_BY_HAND)
    found = understand(books, Told(), (), find_bodies, sex_of_name)
    told = [f"{item.place}: {item.message()}" for item in found.findings if item.level in {Level.ERROR, Level.QUESTION}]
    schools = [School(body.requisites, body.head, body.staff) for body in found.bodies]
    return TableBodies(schools, (*(fault.message() for fault in unread), *told))


def make_for_tables(
    schools: Sequence[School], pack: Pack, asked: BulkRequest, *, dry_run: bool = False
) -> Iterator[TableResult]:
    """Each organisation by itself: one that lacks something stops no other."""
    for school in schools:
        yield _made(school, pack, asked, dry_run=dry_run)


def _made(school: School, pack: Pack, asked: BulkRequest, *, dry_run: bool) -> TableResult:
    name = school.requisites.short_name or school.requisites.full_name
    try:
        of_body = pack.of_school(school)
        if asked.holders:
            proposed = proposed_responsible(school, role_choices([of_body]))
            school = replace(school, responsible=Responsible({**school.responsible, **proposed}))
        documents = [document for document in of_body.by_id if document in asked.documents]
        waiting = not_yet(school, of_body, asked.day, documents)
        documents = [document for document in documents if document not in waiting]
        request = fitted(school, of_body, request_for(asked, school, of_body, documents)).request
        left = tuple(waiting.values())
        if dry_run:
            return TableResult(name, (), (), len(situations(school, of_body, request)), left)
        made = prepare(school, of_body, request)
    except FaultsError as error:
        return TableResult(name, (), told_once(error.faults, pack))
    return TableResult(name, [(packet_name(of_body, item.spec), item.content) for item in made], (), len(made), left)

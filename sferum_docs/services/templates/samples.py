"""The schools on which a template is tried: that of the pack's sample, the own one, one with the longest names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.making.samples import sample_situation
from sferum_docs.packs.reader import SAMPLE_FILE, read_toml
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Responsible
from sferum_docs.schools.reader import read_school
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.of_school import with_sample_orders
from sferum_docs.services.school.declension_overrides import as_listed
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.save import find_school

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.packs.roles import Roles
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.packet.school_file import SchoolFile

_LONGEST = Path(__file__).with_name("longest.toml")


@dataclass(frozen=True)
class SampleSchool:
    """A school that a document is made for to be looked at; `lacks` says what forbids it."""

    id: str
    title: str
    situation: Situation
    lacks: tuple[str, ...] = ()


def longest_school(pack: Pack) -> School:
    """A made-up school whose names and titles are as long as they get, every role of the pack held."""
    school = _longest_school()
    return replace(school, responsible=everybody_appointed(school, pack.roles))


def everybody_appointed(school: School, roles: Roles) -> Responsible:
    """Workers for all roles in turn, nobody standing in for themselves."""
    names = [person.full_name for person in school.staff if not person.exempt and not _is_head(school, person)]
    holders: dict[str, str] = {}
    for place, role in enumerate(roles.all):
        barred = {holders.get(other.id) for other in roles.stood_in_for(role)}
        turn = names[place % len(names) :] + names[: place % len(names)]
        holders[role.id] = next((name for name in turn if name not in barred), "")
    return Responsible(holders)


def _is_head(school: School, person: Person) -> bool:
    return school.head is not None and school.head.person.full_name == person.full_name


@cache
def _longest_school() -> School:
    faults: list[Fault] = []
    school = read_school(Record(read_toml(_LONGEST), "", faults), sex_of_name)
    errors = [fault for fault in faults if not fault.warning]
    if school is None or errors:
        raise FaultsError(errors)
    return school


def sample_school(pack: Pack) -> School:
    """The school of the sample of a pack; a made-up one when the pack came without a sample."""
    found = _sample_of(pack)
    return longest_school(pack) if found is None else found.school


def sample(pack: Pack, spec: DocumentSpec, school: School | None = None, template: bytes | None = None) -> Situation:
    """A document of the sample's school (or another) on the day of the sample."""
    day, shown = sample_day(pack), with_sample_orders(pack)
    return sample_situation(as_listed(school or sample_school(pack)), shown, spec, day, template)


def sample_day(pack: Pack) -> date:
    """The day of the packet of the sample: papers that are looked at do not change from day to day."""
    found = _sample_of(pack)
    return pack.directive.date if found is None else found.request.order_date


@dataclass(frozen=True)
class _SampleFile:
    """The sample of a pack for as long as neither changes."""

    path: Path
    directive: int
    changed: int
    size: int
    pack: Pack = field(compare=False)


def _sample_of(pack: Pack) -> SchoolFile | None:
    path = pack.folder / SAMPLE_FILE
    try:
        facts = path.stat()
    except OSError:
        return None
    return _read(_SampleFile(path, id(pack.directive), facts.st_mtime_ns, facts.st_size, pack))


@lru_cache(maxsize=16)
def _read(file: _SampleFile) -> SchoolFile:
    return read_sample(file.pack)


def trials(school_id: int | None, pack: Pack, spec: DocumentSpec) -> tuple[SampleSchool, ...]:
    """The schools that a version of a document is shown for, the own one first when it can be made."""
    own = None if school_id is None else find_school(school_id)
    schools = {
        "sample": ("Показательная школа", sample_school(pack)),
        "longest": ("Самые длинные имена", longest_school(pack)),
    }
    if own is not None:
        schools = {"own": (own.requisites.short_name, own), **schools}
    made = ((name, title, sample(pack, spec, school)) for name, (title, school) in schools.items())
    return tuple(
        SampleSchool(name, title, situation, tuple(gap.what for gap in gaps(situation)))
        for name, title, situation in made
    )

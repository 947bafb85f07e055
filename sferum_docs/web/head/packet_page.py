"""The page of a packet: the sets that answer what is demanded, the documents by matter, their questions, the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import render_template

from sferum_docs.packs.sets import grouped, set_coverage
from sferum_docs.services.school.cases import is_doubtful, people
from sferum_docs.services.school.people import cases_of
from sferum_docs.services.school.roles import roles_of_packet
from sferum_docs.web.current import current_pack, current_school
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.head.form_defaults import day_of, order_day, why_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack, Preset
    from sferum_docs.packs.sets import SetCoverage
    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.packet.plan import PlannedDocument
    from sferum_docs.web.head.form_defaults import PacketDefaults

_CASES = ("родительный", "дательный", "винительный", "творительный")


@dataclass(frozen=True, slots=True)
class OfferedSet:
    """A set as an answer to the question what is demanded."""

    preset: Preset
    coverage: SetCoverage
    chosen: bool = False


def offered_sets(pack: Pack, chosen: Collection[str] = ()) -> tuple[OfferedSet, ...]:
    """The sets of a pack, each with what it carries out; the first that is just what is ticked is marked."""
    sets = [OfferedSet(preset, set_coverage(pack, preset.documents)) for preset in pack.presets]
    mark = next((item.preset.id for item in sets if set(item.preset.documents) == set(chosen)), "")
    return tuple(OfferedSet(item.preset, item.coverage, item.preset.id == mark) for item in sets)


def packet_page(
    form: Any,
    planned: Sequence[PlannedDocument],
    faults: Sequence[Fault] = (),
    begun: PacketDefaults | None = None,
    shown: date | None = None,
) -> str:
    """The page with this form."""
    pack, school = current_pack(), current_school()
    shown = shown or day_of(str(form.date.data or ""), order_day())
    form.date.description += why_of(shown)
    ticked = [item.spec.id for item in planned if item.chosen]
    return render_template(
        "head/packet.html",
        form=form,
        planned=planned,
        groups=list(_by_matter(pack, planned)),
        sets=offered_sets(pack, ticked),
        covered=set_coverage(pack, ticked),
        begun=begun,
        remarks=remarks(form, faults),
        roles=roles_of_packet(school, pack, ticked),
        people=_people(school, pack),
        cases=_CASES,
        unsure=[person.full_name for person in people(school) if is_doubtful(person)],
        shown_date=shown,
    )


def _by_matter(pack: Pack, planned: Sequence[PlannedDocument]) -> Iterator[tuple[str, list[PlannedDocument]]]:
    found = {item.spec.id: item for item in planned}
    for title, documents in grouped(pack):
        yield title, [found[spec.id] for spec in documents]


def _people(school: School, pack: Pack) -> list[tuple[Person, dict[str, tuple[str, str]]]]:
    """Those whom the documents name, each once, with the words in the cases."""
    held = [school.holder(pack.id, role.id) for role in pack.roles.all]
    named = [school.head.person] if school.head else []
    named += dict.fromkeys(person for person in held if person is not None)
    return [(person, {case: (name, post) for case, name, post in cases_of(person)}) for person in named]

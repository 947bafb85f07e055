"""Who is given a duty by the documents about to be made: nobody who is away, nobody who would check oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import names_in_force
from sferum_docs.documents.requests.commission import SEATS, check_themselves, choose_commission, named_members, seats
from sferum_docs.packs.agreements import AgreementRule
from sferum_docs.reading.faults import Fault
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.schools.lists.find_worker import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School


def duty_faults(school: School, pack: Pack, request: PacketRequest) -> list[Fault]:
    """What forbids a duty (errors), and what a person should know of it (warnings), each told once."""
    specs = [pack.by_id[document] for document in request.documents]
    found = [
        *(_left_classes(school) if _names("классные_руководители", specs) else ()),
        *_commission_faults(school, pack, request, specs),
        *_unknown_people(school, pack, request),
    ]
    return list({(fault.code, fault.place, str(fault.values)): fault for fault in found}.values())


def _left_classes(school: School) -> Iterator[Fault]:
    words = body_words(school.requisites)
    for person in school.staff:
        if person.class_name and person.exempt:
            leads = f"{words.unit_of(person.class_name)[3]} {person.class_name}"
            values = {"person": person.full_name, "ground": person.exempt, "leads": leads, "tutor": words.tutor[1]}
            yield Fault("away_leads_class", "staff", values, warning=True)


def _commission_faults(
    school: School, pack: Pack, request: PacketRequest, specs: Iterable[DocumentSpec]
) -> Iterator[Fault]:
    head = school.head.person.full_name if school.head else ""
    for spec in specs:
        keys = seats(spec)
        answers = request.answers.get(spec.id, {})
        named = dict(zip(keys, named_members(spec, answers), strict=True))
        for key, name in named.items():
            person, place = school.worker(name) if name else None, f"answers.{spec.id}.{key}"
            if name and person is None:
                yield Fault("unknown_person", place, {"text": name})
            elif name and list(named.values()).count(name) > 1:
                yield Fault("named_twice", place, {"person": name})
            elif person is not None and person.full_name == head:
                yield Fault("head_in_commission", place, {"person": name})
            elif person is not None and person.exempt:
                yield Fault("away_in_commission", place, {"person": name, "ground": person.exempt})
            elif person is not None and person.full_name in check_themselves(school, pack):
                yield Fault("checks_oneself", place, {"person": name}, warning=True)
        if keys and len(choose_commission(school, pack, named.values())) < SEATS:
            yield Fault("commission_short", warning=True)


def _unknown_people(school: School, pack: Pack, request: PacketRequest) -> Iterator[Fault]:
    told = {
        f"answers.{rule.document}.{rule.key}": request.answers.get(rule.document, {}).get(rule.key)
        for rule in pack.agreements
        if rule.rule is AgreementRule.ONE_GROUND
    }
    named = [(place, name) for place, names in told.items() if isinstance(names, tuple) for name in names]
    workers = Workers(school.staff) if named else None
    for place, name in named:
        if workers is not None and workers.find(name).person is None:
            yield Fault("unknown_person", place, {"text": name})


def _names(tag: str, specs: Iterable[DocumentSpec]) -> bool:
    return any(tag in names_in_force(spec) for spec in specs)

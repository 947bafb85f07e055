"""What the documents will refuse is refused where it is typed, by the same rules."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Responsible, School
from sferum_docs.schools.reader import read_chats
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.roles import choice_faults, role_choices, unchosen
from tests.builders import PACK_ID, a_chat, a_school

PACK = find_pack(PACK_ID)
CHOICES = role_choices([PACK])
BEGIN = PACK.presets[0].documents
PEOPLE = a_school().staff
LEAVE = "отпуск по уходу за ребёнком"
SETTINGS = settings(max_examples=150, deadline=None, database=None)
away = st.sets(st.sampled_from(range(len(PEOPLE))), max_size=2)


def staff_without(absent: set[int]) -> School:
    staff = tuple(replace(person, exempt=LEAVE if at in absent else "") for at, person in enumerate(PEOPLE))
    return a_school(staff=staff, chats=())


def lacking(school: School, documents: tuple[str, ...]) -> list[str]:
    situations = (
        Situation(school, PACK, PACK.by_id[name], PACK.directive.date, chosen=documents) for name in documents
    )
    return [gap.what for situation in situations for gap in gaps(situation)]


@SETTINGS
@given(
    absent=away,
    chosen=st.tuples(*(st.sampled_from(["", *(person.full_name for person in PEOPLE)]) for _role in PACK.roles.all)),
)
def test_who_is_accepted_on_the_page_is_accepted_by_the_smallest_packet_and_nobody_else(
    absent: set[int], chosen: tuple[str, ...]
) -> None:
    holders = dict(zip((role.id for role in PACK.roles.all), chosen, strict=True))
    school = replace(staff_without(absent), responsible=Responsible(holders))
    refused = [*choice_faults(CHOICES, school), *unchosen(CHOICES, school)]
    assert bool(refused) == bool(lacking(school, BEGIN)), (refused, lacking(school, BEGIN))


@SETTINGS
@given(absent=away, owner=st.sampled_from([person.full_name for person in PEOPLE]))
def test_an_owner_of_a_chat_is_accepted_on_the_page_and_by_the_plan_of_chats_alike(
    absent: set[int], owner: str
) -> None:
    school = staff_without(absent)
    row = {"name": "Педагоги", "platform": "WhatsApp", "audience": "работники", "owner": owner}
    record = Record({"chats": [row]}, "", [])
    read_chats(record, school.staff)
    refused = [fault.code for fault in record.faults]
    assert set(refused) <= {"owner_exempt"}
    kept = replace(school, chats=(a_chat(owner=owner),))
    assert bool(refused) == any("другой человек для чата" in what for what in lacking(kept, ("D09",)))

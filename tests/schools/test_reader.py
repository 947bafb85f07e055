import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record
from sferum_docs.schools.lists.audiences import audiences
from sferum_docs.schools.model import Margins, Person, School, Sex, Texts, Word, WordDecision
from sferum_docs.schools.names import NameParts, split_full_name
from sferum_docs.schools.reader import read_chats, read_responsible, read_school, read_staff
from sferum_docs.schools.writer import school_record
from tests.builders import a_chat, a_school


def by_patronymic(parts: NameParts) -> Sex | None:
    if parts.middle.endswith(("вна", "кызы")):
        return Sex.FEMALE
    return Sex.MALE if parts.middle else None


def read(data: dict[str, Any]) -> tuple[School | None, list[Fault]]:
    record = Record(data, "школа", [])
    return read_school(record, by_patronymic), record.faults


ROLES = ("sferum", "my_school")


def test_a_role_that_nobody_knows_is_told_with_the_one_that_was_meant() -> None:
    faults: list[Fault] = []
    read_responsible(Record({"sferom": "Ким Ольга Юрьевна"}, "responsible", faults), (), ROLES)
    assert [(fault.place, fault.code, fault.values) for fault in faults] == [
        ("responsible.sferom", "unknown_key_near", {"near": "sferum"})
    ]


@pytest.mark.parametrize("role", ["Сферум", "1", "a b", "r" * 101])
def test_what_is_no_name_of_a_role_is_not_kept(role: str) -> None:
    faults: list[Fault] = []
    read_responsible(Record({role: ""}, "responsible", faults), ())
    assert [fault.code for fault in faults] == ["role_id"]


def data(**changes: Any) -> dict[str, Any]:
    """A right record; `requisites__inn=…` changes one key of a part."""
    record = school_record(a_school())
    for key, value in changes.items():
        part, _, name = key.partition("__")
        if name:
            record[part] = {**record[part], name: value}
        else:
            record[part] = value
    return record


def test_a_school_written_down_is_read_back_the_same() -> None:
    chats = (a_chat(due=date(2023, 10, 30), moved=date(2023, 10, 20), joined=28),)
    school = a_school(chats=chats, post_kinds=Texts({"хранитель традиций": "педагогическая"}))
    assert read(json.loads(json.dumps(school_record(school)))) == (school, [])


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"requisites__inn": "9900000032"}, "школа.requisites.inn", "control_digit"),
        ({"requisites__inn": ""}, "школа.requisites.inn", "empty"),
        ({"requisites__okpo": "12345670"}, "школа.requisites.okpo", "control_digit"),
        ({"requisites__kind": "ПТУ"}, "школа.requisites.kind", "not_a_choice"),
        ({"requisites__full_name": "а" * 501}, "школа.requisites.full_name", "too_long"),
        ({"requisites__студентов": 5}, "школа.requisites.студентов", "unknown_key"),
        ({"head__acting": True}, "школа.head.ground", "empty"),
        ({"head__name": "Магомедова"}, "школа.head.name", "name_incomplete"),
        ({"head": {}}, "школа.head.name", "empty"),
        ({"staff": []}, "школа.staff", "staff_empty"),
        ({"staff": [{"name": "Чавчавадзе Нино", "post": "учитель"}]}, "школа.staff[1].sex", "sex_unknown"),
        ({"staff": [{"name": "{{ 6*7 }} Иван", "post": "учитель"}]}, "школа.staff[1].name", "name_letters"),
        ({"staff": [{"name": "Ким Олег Юрьевич", "post": ""}]}, "школа.staff[1].post", "empty"),
        ({"responsible__sferum": "Никто Никем"}, "школа.responsible.sferum", "person_unknown"),
        ({"chats": [{"name": "А", "platform": "Б", "audience": "МО", "owner": "Чужой Человек"}]},
         "школа.chats[1].owner", "person_unknown"),
        ({"chats": [{"name": "А", "platform": "Б", "audience": "кто-то", "owner": ""}]},
         "школа.chats[1].audience", "not_a_choice"),
        ({"margins__left": 10}, "школа.margins.left", "out_of_bounds"),
        ({"profile": {"order_mask": "О-{год}"}}, "школа.profile.order_mask", "mask_number"),
        ({"profile": {"letter_mask": "{номер}-{день}"}}, "школа.profile.letter_mask", "mask_part"),
        ({"profile": {"typeface": "Arial"}}, "школа.profile.typeface", "not_a_choice"),
        ({"profile": {"size": 15}}, "школа.profile.size", "out_of_bounds"),
        ({"profile": {"ordering": "приказал"}}, "школа.profile.ordering", "not_a_choice"),
        ({"profile": {"qr": "да"}}, "школа.profile.qr", "not_a_flag"),
    ],
)  # fmt: skip
def test_each_fault_of_a_school_is_named_at_its_place(changes: dict[str, Any], place: str, code: str) -> None:
    school, faults = read(data(**changes))
    assert school is None
    assert (place, code) in [(fault.place, fault.code) for fault in faults]


def test_all_faults_come_at_once() -> None:
    _school, faults = read(data(requisites__inn="1", requisites__kpp="2", head__name="", staff=[]))
    assert {fault.place for fault in faults} >= {
        "школа.requisites.inn",
        "школа.requisites.kpp",
        "школа.head.name",
        "школа.staff",
    }


@pytest.mark.parametrize("post", ["учитель физики", "сторож"])
def test_the_same_name_twice_is_a_fault_whatever_the_posts(post: str) -> None:
    one = {"name": "Ким Олег Юрьевич", "post": "учитель физики"}
    head = {"name": "Магомедова Патимат Гаджиевна", "post": "директор"}
    record = data(staff=[head, one, {**one, "post": post}], chats=[], responsible={})
    assert [fault.code for fault in read(record)[1]] == ["same_person"]


def test_a_post_that_says_acting_asks_for_the_ground() -> None:
    _school, faults = read(data(head__post="и. о. директора"))
    assert [(fault.place, fault.code) for fault in faults] == [("школа.head.ground", "empty")]


def test_a_warning_does_not_stop_the_school() -> None:
    school, faults = read(data(requisites__kpp="052701001"))
    assert school is not None
    assert [fault.code for fault in faults] == ["kpp_not_inn"]


def test_sex_given_by_hand_beats_the_name() -> None:
    school, faults = read(data(staff=[{"name": "Чавчавадзе Нино", "post": "учитель", "sex": "жен."}],
                               chats=[], responsible={}))  # fmt: skip
    assert faults == []
    assert school is not None
    assert school.staff[0].sex is Sex.FEMALE


def test_margins_left_out_are_the_usual_ones() -> None:
    school, _faults = read(data(margins={"left": 35}))
    assert school is not None
    assert school.margins == Margins(left=35, right=15, top=20, bottom=20)


def test_a_worker_is_found_whatever_e_stands_in_the_name() -> None:
    school = a_school()
    assert school.worker("омарова зарема исаевна") == school.staff[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Алиев Али Гусейн оглы", NameParts("Алиев", "Али", "Гусейн оглы")),
        ("Чавчавадзе  Нино", NameParts("Чавчавадзе", "Нино", "")),
        ("Омаров М.А.", NameParts("Омаров", "М.", "А.")),
        ("Один", None),
        ("", None),
    ],
)
def test_a_full_name_comes_apart(text: str, parts: NameParts | None) -> None:
    assert split_full_name(text) == parts


def test_every_audience_reads_back_as_itself() -> None:
    for audience in audiences():
        school, faults = read(
            data(chats=[{"name": "А", "platform": "Б", "audience": audience.name, "owner": "Омарова Зарема Исаевна"}])
        )
        assert faults == []
        assert school is not None
        assert school.chats[0].audience == audience.name


def test_decisions_on_cases_are_written_down_and_read_back() -> None:
    decided = replace(
        a_school().staff[1],
        decisions=(
            WordDecision(Word.LAST, "Омарова", fixed=True),
            WordDecision(Word.POST, "учитель физики", forms=(("дательный", "учителю физики"),)),
        ),
    )
    school = a_school(staff=(a_school().staff[0], decided, *a_school().staff[2:]))
    assert read(json.loads(json.dumps(school_record(school)))) == (school, [])


def test_a_decision_for_an_unknown_case_or_word_is_a_fault() -> None:
    def codes(decision: dict[str, Any]) -> list[str]:
        person = {"name": "Ким Олег Юрьевич", "post": "сторож", "decisions": [decision]}
        return [fault.code for fault in read(data(staff=[person], chats=[], responsible={}))[1]]

    assert codes({"word": "имя", "nominative": "Ким"}) == ["not_a_choice"]
    assert codes({"word": "last", "nominative": "Ким", "forms": {"звательный": "Киме"}}) == ["unknown_key_near"]
    assert codes({"word": "last"}) == ["empty"]


@pytest.mark.parametrize(
    ("key", "code", "limit"), [("staff", "too_many_people", 5000), ("chats", "too_many_chats", 2000)]
)
def test_a_table_longer_than_any_school_has_is_refused_unread(key: str, code: str, limit: int) -> None:
    faults: list[Fault] = []
    record = Record({key: [{}] * (limit + 1)}, "", faults)
    assert (read_staff(record, by_patronymic) if key == "staff" else read_chats(record, ())) == ()
    assert [fault.code for fault in faults] == [code]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Омарова З.И.", "Омарова Зарема Исаевна"),
        ("З. И. Омарова", "Омарова Зарема Исаевна"),
        ("Омарова З.", "Омарова Зарема Исаевна"),
        ("Гаджиева Э.-П. Н.", "Гаджиева Эльмира-Патимат Нурмагомедовна"),
        ("Гаджиева Э. Н.", "Гаджиева Эльмира-Патимат Нурмагомедовна"),
        ("Ким О. Ю.", ""),
        ("Омарова П.", ""),
    ],
)
def test_a_worker_written_with_initials_is_found_when_there_is_one(written: str, found: str) -> None:
    names = (
        "Омарова Зарема Исаевна",
        "Гаджиева Эльмира-Патимат Нурмагомедовна",
        "Ким Олег Юрьевич",
        "Ким Ольга Юрьевна",
    )
    split = [name.split() for name in names]
    staff = tuple(Person(last, first, Sex.FEMALE, "учитель", middle) for last, first, middle in split)
    faults: list[Fault] = []
    chosen = read_responsible(Record({"sferum": written}, "", faults), staff)
    assert chosen.get("sferum", "") == found
    assert bool(faults) != bool(found)
    assert all("Ким" in fault.message() or "Омарова Зарема Исаевна" in fault.message() for fault in faults)

import json
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.model import Head, LayoutSettings, Margins, OperativeWord, Responsible, School, Texts, Typeface
from sferum_docs.schools.posts import PostKind
from sferum_docs.store import schools
from sferum_docs.store.database import db, writing
from sferum_docs.store.oversight import main_body_id
from sferum_docs.store.rows import PersonRow, SchoolRow
from sferum_docs.store.schools import get_school, put_school
from tests.builders import a_chat, a_man, a_person, a_school
from tests.declared import a_full_school


def keep(school: School, school_id: int | None = None) -> int:
    with writing() as session:
        return put_school(session, school, school_id)


pytestmark = pytest.mark.usefixtures("app")


def test_a_kept_school_is_found_the_same() -> None:
    school = a_school(
        head=Head(a_person("Магомедова Патимат Гаджиевна", post="директор"), acting=True, ground="приказ № 5"),
        chats=(a_chat(due=date(2023, 10, 30), joined=3), a_chat("Другой", members=None)),
        margins=Margins(left=35),
        layout=LayoutSettings(
            "Чеченская Республика", "{номер}-О", "01/{номер}", OperativeWord.SPACED, Typeface.ASTRA, 12, qr=True
        ),
        responsible=Responsible({"keeper": "Омарова Зарема Исаевна", "ministry-keeper": "Алиев Али Гусейн оглы"}),
        post_kinds=Texts({"хранитель традиций": PostKind.ADMINISTRATIVE}),
    )
    assert get_school(keep(school)) == school


def test_a_choice_kept_before_packs_declared_their_roles_is_found_as_it_was() -> None:
    school_id = keep(a_school())
    with writing() as session:
        row = session.get_one(SchoolRow, school_id)
        row.responsible = {"sferum": "Омарова Зарема Исаевна", "my_school": "", "administrator": "", "deputy": ""}
        row.revision += 1
    found = get_school(school_id)
    assert found is not None
    assert dict(found.responsible) == {"sferum": "Омарова Зарема Исаевна"}


def test_every_declared_field_is_kept() -> None:
    school = a_full_school()
    assert get_school(keep(school)) == school


def test_a_day_within_a_record_is_kept_as_a_day_and_what_a_record_lacks_is_as_usual() -> None:
    fields = (SchoolField("until", ValueKind.DAY, "До", "до"), SchoolField("later", ValueKind.TEXT, "Позже", "позже"))
    record = json.loads(json.dumps(schools.plain({"until": date(2023, 11, 17)})))
    assert schools.values(record, fields) == {"until": date(2023, 11, 17)}


def test_keeping_again_replaces_and_leaves_nothing_behind() -> None:
    school_id = keep(a_school())
    smaller = a_school(staff=(a_man(),), chats=(), kpp="990001001")
    keep(smaller, school_id)
    db.session.remove()
    assert get_school(school_id) == smaller
    assert db.session.scalar(select(func.count()).select_from(PersonRow)) == 1
    assert main_body_id() == school_id


def test_the_order_of_the_staff_is_kept() -> None:
    people = tuple(a_man(f"Ким Олег Ю{letter}рьевич") for letter in "юэьыъ")
    assert [person.middle for person in get_school(keep(a_school(staff=people))).staff] == [  # type: ignore[union-attr]
        person.middle for person in people
    ]


def test_a_failure_in_the_middle_leaves_what_was() -> None:
    school_id = keep(a_school())
    with pytest.raises(ZeroDivisionError), writing() as session:  # noqa: PT012  the failure comes after the writing
        put_school(session, a_school(place="Другое место"), school_id)
        raise ZeroDivisionError
    assert get_school(school_id) == a_school()


def test_many_writers_at_once_wait_for_each_other(app: Flask) -> None:
    school_id = keep(replace(a_school(), staff=()))
    start = Barrier(8)

    def hire(number: int) -> None:
        with app.app_context():
            start.wait()
            with writing() as session:
                school = session.get_one(SchoolRow, school_id, with_for_update=True)
                count = session.scalar(select(func.count()).select_from(PersonRow)) or 0
                person = a_man(f"Ким Олег Номер{'абвгдежз'[number]}")
                school.people.append(
                    PersonRow(
                        position=count,
                        last=person.last,
                        first=person.first,
                        middle=person.middle,
                        sex="м",
                        decisions=[],
                        post="сторож",
                        phone="",
                        email="",
                        form="",
                        exempt="",
                    )
                )

    threads = [Thread(target=hire, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.remove()
    assert sorted(db.session.scalars(select(PersonRow.position))) == list(range(8))

"""Bodies of a district written out of tables: once, by halves never, over nobody's own change, and taken back."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import TableBook
from sferum_docs.schools.district_lists.model import NamedBody
from sferum_docs.schools.model import School
from sferum_docs.services.district.lists.names import find_bodies
from sferum_docs.services.district.lists.plan import BodyState, ImportPlan, plan_import
from sferum_docs.services.district.lists.undo import undo_import
from sferum_docs.services.district.lists.uploads import (
    find_files,
    keep_files,
    read_upload,
    say_of_tables,
    told_of,
    uploads_of,
)
from sferum_docs.services.district.lists.write import Decisions, Written, write_import
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.school.save import find_school, save_school, save_staff
from sferum_docs.store.database import db, writing
from sferum_docs.store.oversight import put_overseer
from tests.builders import BY
from tests.district import keep_office
from tests.schools.district_lists.books import (
    GARDEN,
    HEADING,
    INNS,
    KEY,
    ORGS,
    PUPILS,
    STAFF,
    STAFF_HEADING,
    book,
    sheet,
)


@pytest.fixture
def office(app: Flask) -> int:
    with app.app_context():
        return keep_office()


def tables(*rows: tuple[str, ...], people: tuple[tuple[str, ...], ...] = PUPILS) -> TableBook:
    return book(**{ORGS: sheet(HEADING, *rows), STAFF: sheet(STAFF_HEADING, *people)})


def brought(office: int, made: TableBook) -> tuple[int, ImportPlan]:
    upload = keep_files(office, [("Район.xlsx", made)], BY)
    return upload, plan_import(office, read_upload(office, find_files(office, upload, BY.user_id)))


def written(office: int, made: TableBook, decided: Decisions | None = None) -> Written:
    upload, plan = brought(office, made)
    kept = find_files(office, upload, BY.user_id)
    found = read_upload(office, kept)
    return write_import(office, upload, found, plan, decided or Decisions(), told_of(office, kept.told), BY)


def school(office: int, name: str) -> tuple[int, School]:
    key = next(each.id for each in schools_in_scope(office) if name in each.short_name)
    found = find_school(key)
    assert found is not None
    return key, found


def test_all_bodies_come_with_their_staff_and_again_nothing_changes(app: Flask, office: int) -> None:
    with app.app_context():
        assert written(office, tables(KEY, GARDEN)) == Written(new=2, people=3)
        _id, key = school(office, "Ключевская")
        assert [person.full_name for person in key.staff] == ["Асильдерова Саида Гаджиевна", "Пак Денис"]
        before = school(office, "Росток")
        _upload, plan = brought(office, tables(KEY, GARDEN))
        assert [each.state for each in plan.bodies] == [BodyState.SAME, BodyState.SAME]
        assert not plan.writes
        assert written(office, tables(KEY, GARDEN)) == Written(same=2)
        assert school(office, "Росток") == before


def changed(row: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*row[:at], text, *row[at + 1 :])


def changes_of(plan: ImportPlan) -> list[tuple[str, str, str, bool]]:
    return [(each.what, each.was, each.now, each.take) for body in plan.bodies for each in body.comparison.changes]


def test_what_the_district_changed_is_proposed(app: Flask, office: int) -> None:
    people = (*PUPILS[:1], ("2", "Ключевск. сош", "Пак Денис", "учитель химии", ""), PUPILS[2],
              ("4", "Ключевск. сош", "Ким Анна Павловна", "повар", ""))  # fmt: skip
    with app.app_context():
        written(office, tables(KEY, GARDEN))
        _upload, plan = brought(office, tables(changed(KEY, 4, "с. Новые Ключи"), GARDEN, people=people))
        assert changes_of(plan) == [
            ("место издания документов", "с. Ключи", "с. Новые Ключи", True),
            ("Пак Денис, должность", "учитель биологии", "учитель химии", True),
            ("новый работник", "", "Ким Анна Павловна, повар", True),
        ]
        assert written(office, tables(changed(KEY, 4, "с. Новые Ключи"), GARDEN, people=people)).changed == 1
        _id, now = school(office, "Ключевская")
        assert now.requisites.place == "с. Новые Ключи"
        assert [person.post for person in now.staff] == ["директор", "учитель химии", "повар"]


def test_what_the_school_changed_itself_stays(app: Flask, office: int) -> None:
    with app.app_context():
        written(office, tables(KEY, GARDEN))
        key, own = school(office, "Ключевская")
        own = replace(own, requisites=replace(own.requisites, phone="+7 900 555-55-55", place="с. Верхние Ключи"))
        save_school(key, own, BY)
        save_staff(key, own, own.staff[:1], {}, BY)
        _upload, plan = brought(office, tables(KEY, GARDEN))
        assert changes_of(plan) == []  # the district says what it said: nothing is asked
        assert {each.what for each in plan.bodies[0].comparison.stay} == {
            "телефон", "место издания документов", "новый работник",
        }  # fmt: skip
        district = tables(changed(KEY, 5, "+7 (900) 111-11-11"), GARDEN)
        _upload, plan = brought(office, district)
        assert changes_of(plan) == [("телефон", "+7 900 555-55-55", "+7 (900) 111-11-11", False)]
        written(office, district)
        assert school(office, "Ключевская")[1].requisites.phone == "+7 900 555-55-55"
        _upload, plan = brought(office, district)
        assert changes_of(plan) == []  # it was answered
        taken = Decisions(taken={f"i{INNS[0]}": {"requisites:phone"}})
        again = tables(changed(KEY, 5, "+7 (900) 222-22-22"), GARDEN)
        assert written(office, again, taken).changed == 1
        assert school(office, "Ключевская")[1].requisites.phone == "+7 (900) 222-22-22"


def test_who_is_no_more_in_the_list_stays_unless_it_is_said(app: Flask, office: int) -> None:
    less = tables(KEY, GARDEN, people=(PUPILS[0], PUPILS[2]))
    with app.app_context():
        written(office, tables(KEY, GARDEN))
        _upload, plan = brought(office, less)
        assert changes_of(plan) == [("нет в файле", "Пак Денис, учитель биологии", "", False)]
        written(office, less, Decisions(taken={f"i{INNS[0]}": {"gone:пак денис"}}))
        assert len(school(office, "Ключевская")[1].staff) == 1


def test_an_import_is_taken_back_while_nothing_was_done(app: Flask, office: int) -> None:
    with app.app_context():
        written(office, tables(KEY))
        was = school(office, "Ключевская")
        written(office, tables(changed(KEY, 4, "с. Другое"), GARDEN))
        last = uploads_of(office)[0].id
        assert undo_import(office, last, BY) == 2
        assert [each.short_name for each in schools_in_scope(office)] == [KEY[2]]
        now = school(office, "Ключевская")
        assert now == was
        with pytest.raises(FaultsError, match="уже отменено"):
            undo_import(office, last, BY)
        _upload, plan = brought(office, tables(KEY))
        assert not plan.writes


def test_an_import_that_was_built_upon_is_not_taken_back(app: Flask, office: int) -> None:
    with app.app_context():
        written(office, tables(KEY, GARDEN))
        key, own = school(office, "Росток")
        save_school(key, replace(own, requisites=replace(own.requisites, site="росток.рф")), BY)
        with pytest.raises(FaultsError, match="Росток"):
            undo_import(office, uploads_of(office)[0].id, BY)
        assert len(schools_in_scope(office)) == 2


def test_two_clerks_with_the_same_list_make_no_body_twice(app: Flask, office: int) -> None:
    nameless = changed(GARDEN, 3, "")
    with app.app_context():
        upload, plan = brought(office, tables(KEY, nameless))
        found = read_upload(office, find_files(office, upload, BY.user_id))
        assert written(office, tables(KEY, nameless, people=())).new == 2  # the other clerk
        with pytest.raises(FaultsError, match="список заново"):
            write_import(office, upload, found, plan, Decisions(shown=plan.digest), told_of(office, {}), BY)
        assert len(schools_in_scope(office)) == 2


def test_a_body_that_was_handed_over_meanwhile_is_not_written(app: Flask, office: int) -> None:
    with app.app_context():
        written(office, tables(KEY))
        body = schools_in_scope(office)[0].id
        upload, plan = brought(office, tables(changed(KEY, 9, "2014000001")))
        found = read_upload(office, find_files(office, upload, BY.user_id))
        with writing() as session:
            put_overseer(session, body, keep_office())
        with pytest.raises(FaultsError, match="список заново"):
            write_import(office, upload, found, plan, Decisions(), told_of(office, {}), BY)


def test_a_body_that_another_office_watches_is_left_alone(app: Flask, office: int) -> None:
    with app.app_context():
        other = keep_office()
        written(other, tables(KEY))
        _upload, plan = brought(office, tables(KEY, GARDEN))
        assert [each.state for each in plan.bodies] == [BodyState.ELSEWHERE, BodyState.NEW]
        assert written(office, tables(KEY, GARDEN)).new == 1
        assert [each.short_name for each in schools_in_scope(office)] == [GARDEN[2]]


def test_what_a_person_said_is_remembered_by_heading_and_name(app: Flask, office: int) -> None:
    people = (*PUPILS, ("4", "Берёзка", "Ли Олег Петрович", "повар", ""))
    with app.app_context():
        upload, plan = brought(office, tables(KEY, GARDEN, people=people))
        table = read_upload(office, find_files(office, upload, BY.user_id)).tables[0]
        keys = ["" if column.key == "phone" else column.key for column in table.columns]
        said: dict[str, dict[str, object]] = {
            "tables": {table.signature: {"kind": "bodies", "columns": keys}},
            "names": {"Берёзка": plan.bodies[1].body.key},
        }
        say_of_tables(office, upload, said)
        kept = find_files(office, upload, BY.user_id)
        found = read_upload(office, kept)
        write_import(office, upload, found, plan_import(office, found), Decisions(), told_of(office, kept.told), BY)
        assert len(school(office, "Росток")[1].staff) == 2
        assert school(office, "Ключевская")[1].requisites.phone == ""
        upload, plan = brought(office, tables(KEY, GARDEN, people=people))
        assert not plan.writes
        assert not read_upload(office, find_files(office, upload, BY.user_id)).questions


def test_what_fails_in_the_middle_leaves_nothing(app: Flask, office: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sferum_docs.services.district.lists.write.put_imported", broken)
    with app.app_context():
        with pytest.raises(RuntimeError):
            written(office, tables(KEY, GARDEN))
        db.session.rollback()
        assert schools_in_scope(office) == ()


def many(count: int) -> TableBook:
    """So many new schools, each with its own ИНН."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    codes = [f"990{number:06}" for number in range(100, 100 + count)]
    codes = [code + str(sum(int(a) * b for a, b in zip(code, weights, strict=True)) % 11 % 10) for code in codes]
    rows = [changed(changed(KEY, 3, code), 2, f"МКОУ «СОШ № {place}»") for place, code in enumerate(codes)]
    return tables(*(changed(row, 1, row[2]) for row in rows), people=())


def test_however_many_bodies_came_in_taking_them_back_asks_as_few_questions(app: Flask, office: int) -> None:
    """1,500 bodies: each was looked for among all the others, a minute under the lock."""
    asked: list[int] = []
    with app.app_context():
        for count in (2, 12):
            assert written(office, many(count)).new == count
            told: list[str] = []
            event.listen(db.engine, "before_cursor_execute", note := lambda *sent: told.append(sent[2]))  # noqa: B023
            assert undo_import(office, uploads_of(office)[0].id, BY) == count
            event.remove(db.engine, "before_cursor_execute", note)
            asked.append(len(told))
    assert asked[0] == asked[1]


def test_a_name_is_looked_up_without_going_over_all_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = tuple(NamedBody(str(place), f"СОШ № {place}", f"Школа № {place}") for place in range(200))
    gone_over: list[str] = []

    def note(body: NamedBody) -> int:
        gone_over.append(body.key)
        return hash(body.key)

    monkeypatch.setattr(NamedBody, "__hash__", note)
    assert find_bodies("сош 17", bodies).keys == ("17",)
    first = len(gone_over)
    assert find_bodies("сош 18", bodies).keys == ("18",)
    assert len(gone_over) == first

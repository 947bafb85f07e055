import re
from datetime import date, datetime, timedelta

from flask import Flask
from icalendar import Calendar

from sferum_docs.documents.requests.proposals import first_order_day
from sferum_docs.packs.model import FieldKind
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import Role, find_credentials
from sferum_docs.store.database import writing
from sferum_docs.store.users.users import put_active
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_chat, a_school
from tests.web.pages import SchoolClient
from tests.web.test_access import a_user


def events(content: bytes) -> dict[str, tuple[date, str]]:
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0]: (event.decoded("dtstart"), str(event["summary"])) for event in found}


def test_before_any_order_the_directive_s_own_deadline_stands_there(client: SchoolClient) -> None:
    page = client.page("/deadlines")
    assert "20.10.2023" in page.main
    assert "Срок п. 1.2 постановления" in page.main
    assert re.search(r"прошёл \d+.(год|лет)", page.main), "years are not counted in working days"


def test_what_is_near_is_called_by_what_is_counted(client: SchoolClient) -> None:
    due = first_order_day(find_pack(PACK_ID), datetime.now().astimezone().date() + timedelta(days=1))
    with client.application.app_context():
        save_school(SCHOOL_ID, a_school(chats=(a_chat("Ждёт", due=due),)), BY)
    page = client.page("/deadlines")
    assert "Ближайшие 5 рабочих дней: 1" in page.main
    assert "На этой неделе" not in page.main


def test_the_orders_bring_the_deadlines_that_they_set(demonstration: SchoolClient) -> None:
    found = events(demonstration.get("/deadlines.ics").data)
    assert found["D03-дата_перехода"] == (date(2023, 10, 17), "Переход на «Сферум» начинается")
    assert found["D02-дата_копии"][1] == "Направить копию приказа в Управление образования"
    assert found["clause-1.2"][0] == date(2023, 10, 20)


def test_a_day_that_is_no_deadline_is_none_here(demonstration: SchoolClient) -> None:
    asked = {
        f"{spec.id}-{field.key}"
        for spec in find_pack(PACK_ID).documents
        for field in spec.fields
        if field.kind is FieldKind.DATE and not field.deadline
    }
    found = events(demonstration.get("/deadlines.ics").data)
    assert "D03-порядок_с" in asked
    assert any(mark.startswith("D03-") for mark in found)
    assert not asked & found.keys()


def test_what_two_orders_ask_alike_is_told_once(demonstration: SchoolClient) -> None:
    told = [title for _day, title in events(demonstration.get("/deadlines.ics").data).values()]
    assert len(told) == len(set(told))


def test_a_chat_that_has_moved_is_due_no_more(client: SchoolClient) -> None:
    due = date(2023, 11, 1)
    waiting, moved = a_chat("Ждёт", due=due), a_chat("Переведён", due=due, moved=due - timedelta(days=1))
    with client.application.app_context():
        save_school(SCHOOL_ID, a_school(chats=(waiting, moved)), BY)
    titles = [title for _day, title in events(client.get("/deadlines.ics").data).values()]
    assert "Перевести чат «Ждёт»" in titles
    assert "Перевести чат «Переведён»" not in titles


def test_the_calendar_names_nobody(demonstration: SchoolClient) -> None:
    page = demonstration.page("/staff").values()
    surnames = {value.split()[0] for key, value in page.items(multi=True) if key.endswith("-name") and value}
    assert surnames
    content = demonstration.get("/deadlines.ics").text
    assert not [name for name in surnames if name in content]


def test_a_calendar_program_reads_the_same_by_the_signed_address(demonstration: SchoolClient) -> None:
    field = demonstration.page("/deadlines").root.get_element_by_id("address")
    path = str(field.get("value")).partition("localhost")[2]
    stranger = demonstration.application.test_client(use_cookies=False)
    assert events(stranger.get(path).data) == events(demonstration.get("/deadlines.ics").data)
    assert stranger.get(path.replace(".ics", "x.ics")).status_code == 404
    assert stranger.get("/calendar/Mg.x.ics").status_code == 404


def test_the_signed_address_ends_with_the_access_of_its_owner(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    secretary = a_user(app, Role.SECRETARY, login="секретарь")
    path = str(secretary.page("/deadlines").root.get_element_by_id("address").get("value")).partition("localhost")[2]
    stranger = app.test_client(use_cookies=False)
    assert stranger.get(path).status_code == 200
    with app.app_context(), writing() as session:
        found = find_credentials("секретарь")
        assert found is not None
        put_active(session, found.user.id, active=False)
    assert stranger.get(path).status_code == 404

"""Reminders of deadlines on both databases: whoever wants them gets one letter a day, and none about nothing."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from sferum_docs.services.mail.reminder_letter import reminder_of, text_of
from sferum_docs.services.mail.reminders import queue_reminders
from sferum_docs.services.mail.sender import send_due
from sferum_docs.services.mail.wishes import last_delivery, save_wish, wished_address
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.school.save import save_school
from sferum_docs.services.today.next_actions import SchoolFacts
from sferum_docs.services.users.manage import Role, User, create_user, set_active
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.audit import lines
from sferum_docs.store.database import db
from sferum_docs.store.mail.model import DeliveryState
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_chat, a_school
from tests.mails import KEY, switch
from tests.services.test_today import a_due
from tests.smtp import Inbox

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
CHATS = (a_chat("5 «А»", due=date(2026, 11, 27)), a_chat("6 «Б»", due=date(2026, 12, 3)))
LATER = a_chat("7 «В»", due=date(2026, 12, 20))


@pytest.fixture(autouse=True)
def chats_with_deadlines(inbox: Inbox) -> None:
    save_school(None, a_school(chats=(*CHATS, LATER)), BY)
    close_act(SCHOOL_ID, PACK_ID, BY)  # its own deadlines passed in 2023
    switch(inbox, on=True)


def somebody(login: str = "ким", address: str = "kim@raion.ru") -> User:
    roles, cheap = frozenset({Role.SECRETARY}), Passwords(memory_kib=8, passes=1)
    user, _password = create_user(SCHOOL_ID, login, "Ким Олег Юрьевич", roles, BY, cheap)
    save_wish(user, address, BY, wanted=True)
    return user


def remind(now: datetime = MONDAY) -> int:
    return queue_reminders(KEY, clock=lambda _session: now)


def send(now: datetime = MONDAY) -> int:
    return send_due(KEY, "postman", clock=lambda _session: now)


def test_one_letter_a_day_says_what_is_overdue_and_what_comes(inbox: Inbox) -> None:
    user = somebody()
    assert [remind(), remind(MONDAY + timedelta(hours=5))] == [1, 0]
    assert send() == 1
    letter = inbox.letter()
    text = letter.get_content()
    assert (inbox.receivers, letter["Auto-Submitted"]) == (["kim@raion.ru"], "auto-generated")
    assert letter["Subject"] == "Сроки на 30.11.2026: просрочено 1, ближайших 1"
    assert "был срок 27.11.2026: Перевести чат «5 «А»»" in text
    assert "до 03.12.2026: Перевести чат «6 «Б»»" in text
    assert not any(word in text for word in ("7 «В»", "Омарова", "Ким", "Магомедова")), "no later day, nobody's name"
    told = last_delivery(user)
    assert told is not None
    assert told.state is DeliveryState.SENT
    assert remind(MONDAY + timedelta(days=1)) == 1
    assert not any("kim@raion.ru" in f"{line.subject}{line.details}" for line in lines(SCHOOL_ID))


def test_the_reminder_of_today_tidies_those_of_last_month_away(inbox: Inbox) -> None:
    somebody()
    assert [remind(), send()] == [1, 1]
    assert inbox.receivers
    for days, left in ((21, 2), (49, 2)):
        assert [remind(MONDAY + timedelta(days=days)), send(MONDAY + timedelta(days=days))] == [1, 1]
        assert letters() == left


def letters() -> int:
    return int(db.session.execute(db.text("select count(*) from mail_letter")).scalar_one())


def test_four_who_look_at_once_write_one_letter_for_each(app: Flask, inbox: Inbox) -> None:
    people = [f"{number}@raion.ru" for number in range(3)]
    for address in people:
        somebody(address, address)
    together, found = Barrier(4), list[int]()

    def look() -> None:
        with app.app_context():
            together.wait()
            found.append(remind())
            send()

    threads = [Thread(target=look) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(found), sorted(inbox.receivers)) == (3, people)


def test_whoever_wishes_anew_gets_no_second_letter_of_the_day(inbox: Inbox) -> None:
    user = somebody()
    assert [remind(), send()] == [1, 1]
    save_wish(user, "", BY, wanted=False)
    assert wished_address(user.id) == ""
    save_wish(user, "other@raion.ru", BY, wanted=True)
    assert [remind(), send(), len(inbox.taken)] == [0, 0, 1]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # nothing is asked of the database that others do not ask
@pytest.mark.parametrize("reason", ["mail off", "night", "day off", "nothing due", "nobody wants", "turned off"])
def test_nobody_is_reminded(inbox: Inbox, reason: str) -> None:
    user, now = somebody(), MONDAY
    if reason == "mail off":
        switch(inbox, on=False)
    elif reason == "night":
        now = datetime(2026, 11, 30, 3).astimezone()
    elif reason == "day off":
        now = MONDAY - timedelta(days=1)
    elif reason == "nothing due":
        save_school(SCHOOL_ID, a_school(chats=(LATER,)), BY)
    elif reason == "nobody wants":
        save_wish(user, "", BY, wanted=False)
    else:
        create_user(SCHOOL_ID, "админ", "Админ", frozenset({Role.ADMINISTRATOR}), BY, Passwords(memory_kib=8, passes=1))
        set_active(user, BY, active=False)
        assert wished_address(user.id) == "", "nobody needs the address any more"
    assert [remind(now), send(now)] == [0, 0]


def test_one_that_waits_is_sent_when_the_server_takes_it_and_given_up_for_a_newer(inbox: Inbox) -> None:
    user = somebody()
    inbox.behaviour.rcpt = {"kim@raion.ru": "451 4.7.1 greylisted"}
    assert [remind(), send()] == [1, 1]
    told = last_delivery(user)
    assert told is not None
    assert (told.state, told.attempts) == (DeliveryState.WAITING, 1)
    inbox.behaviour.rcpt = {}
    assert send(MONDAY + timedelta(minutes=2)) == 1
    inbox.behaviour.rcpt = {"kim@raion.ru": "451 4.7.1 greylisted"}
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    assert [remind(tuesday), send(tuesday), remind(wednesday)] == [1, 1, 1]
    inbox.behaviour.rcpt = {}
    assert send(wednesday) == 1
    assert [date(2026, 11, 30).strftime("%d.%m") in inbox.letter(0)["Subject"], len(inbox.taken)] == [True, 2]
    assert "02.12.2026" in inbox.letter(1)["Subject"]


def test_what_comes_again_is_told_by_its_next_day_and_what_is_done_is_not() -> None:
    today = MONDAY.date()
    facts = SchoolFacts(dues=(a_due(date(2023, 10, 20), period="P1W"), a_due(date(2026, 11, 1), "Сделано", done=True)))
    found = reminder_of(facts, today, date(2026, 12, 4))
    assert [duty.day for duty in found.coming] == [date(2026, 12, 4)]
    assert not found.missed
    many = SchoolFacts(dues=tuple(a_due(today, f"Дело {number}") for number in range(25)))
    text = text_of(reminder_of(many, today, today), "Школа", today)
    assert "Дело 0 (сегодня)" in text
    assert "и ещё 5" in text

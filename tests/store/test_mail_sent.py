"""The outbox on both databases: no letter lost, none sent by two, none told as sent that may not have been."""

import os
import signal
import warnings
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask

from sferum_docs.mailing.client import Conversation, Patience
from sferum_docs.services.mail import sender
from sferum_docs.services.mail.outbox import DeliveryState, find_letter
from sferum_docs.services.mail.sender import Pace, send_due
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import lines
from sferum_docs.store.database import db, writing
from sferum_docs.store.mail import leases
from sferum_docs.store.mail.letters import remove_old
from sferum_docs.store.mail.model import LetterKind
from tests.builders import BY, SCHOOL_ID, a_school
from tests.databases import absent
from tests.mails import KEY, behave, put_a_letter, switch
from tests.smtp import Inbox

ONE, TWO = "one@raion.ru", "two@raion.ru"
DAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
PACE = Pace(server=Patience(answer=60, verdict=0.3, longest=300))

# what is decided here and not by the database: a database of PostgreSQL costs more than such a test
ON_ONE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def school_with_mail(inbox: Inbox) -> None:
    save_school(None, a_school(), BY)
    switch(inbox, on=True)


def send(after: timedelta = timedelta(), worker: str = "postman") -> int:
    return send_due(KEY, worker, PACE, clock=lambda _session: DAY + after)


def told(letter_id: int) -> dict[str, tuple[DeliveryState, str]]:
    db.session.rollback()
    letter = find_letter(SCHOOL_ID, letter_id)
    assert letter
    return {to.address: (to.state, to.trouble) for to in letter.deliveries}


def states(letter_id: int) -> list[str]:
    return [str(state) for state, _trouble in told(letter_id).values()]


def test_each_receiver_has_a_fate_of_its_own(inbox: Inbox) -> None:
    behave(inbox, rcpt={ONE: "550 5.1.1 unknown", TWO: "451 4.7.1 greylisted"})
    letter = put_a_letter(receivers=(ONE, TWO, "three@raion.ru"))
    assert send() == 3
    assert states(letter) == ["refused", "waiting", "sent"]
    assert "просит повторить позже" in told(letter)[TWO][1]
    assert "Такого ящика нет" in told(letter)[ONE][1]
    assert send() == 0
    behave(inbox)
    assert send(timedelta(minutes=1)) == 1
    assert states(letter) == ["refused", "sent", "sent"]
    assert inbox.receivers == ["three@raion.ru", TWO]
    assert {content for _receiver, content in inbox.taken} == {inbox.taken[0][1]}, "the same letter, to the byte"
    assert [line.action for line in lines(SCHOOL_ID, limit=3)] == ["mail.sent", "mail.sent", "mail.refused"]
    assert not any(ONE in str(line.details) + line.subject for line in lines(SCHOOL_ID))


@ON_ONE
def test_it_is_tried_ever_more_seldom_and_given_up_after_two_days(inbox: Inbox) -> None:
    behave(inbox, data="451 later")
    letter, tries = put_a_letter(), 0
    for hours in range(0, 52, 4):  # each pause has ended by then
        tries += send(timedelta(hours=hours))
    assert tries == 13
    assert states(letter) == ["refused"]
    assert "двое суток" in told(letter)["uo@raion.ru"][1]


@ON_ONE
def test_a_clock_that_was_set_back_keeps_no_letter_waiting(inbox: Inbox) -> None:
    letter = put_a_letter()
    behave(inbox, data="451 later")
    assert send(timedelta(days=365)) == 1
    behave(inbox)
    assert send() == 1
    assert states(letter) == ["sent"]


@ON_ONE
def test_a_server_in_trouble_is_not_asked_for_each_letter(inbox: Inbox) -> None:
    letters = [put_a_letter(key=str(number)) for number in range(3)]
    behave(inbox, sender="421 closing")
    assert send() == 1
    behave(inbox)
    assert send(timedelta(minutes=1)) == 3
    assert [states(letter) for letter in letters] == [["sent"]] * 3


@ON_ONE
def test_a_letter_whose_verdict_nobody_heard_is_not_sent_again_by_itself(inbox: Inbox) -> None:
    for answer in ("drop", "take drop", "take hang"):
        behave(inbox, data=answer)
        letter = put_a_letter(key=answer)
        assert send() == 1
        assert states(letter) == ["unsure"]
        assert send(timedelta(days=1)) == 0
    assert len(inbox.taken) == 2


@ON_ONE
def test_nothing_goes_while_mail_is_off_or_its_password_does_not_open(inbox: Inbox) -> None:
    letter = put_a_letter()
    switch(inbox, on=False)
    assert send() == 0
    assert states(letter) == ["waiting"]
    assert inbox.taken == []


@ON_ONE
def test_letters_that_wait_go_by_the_settings_of_the_moment(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [put_a_letter(key=str(number)) for number in range(3)]
    kept = sender._keep  # noqa: SLF001  when a letter has gone

    def changing(*args: Any) -> None:
        kept(*args)
        switch(inbox, on=len(inbox.taken) < 2, sender="new@raion.ru")

    monkeypatch.setattr(sender, "_keep", changing)
    assert send() == 2
    assert [str(inbox.letter(place)["From"]).rpartition("<")[2] for place in (0, 1)] == [
        "docs@raion.ru>",
        "new@raion.ru>",
    ]
    assert [states(letter) for letter in letters] == [["sent"], ["sent"], ["waiting"]]


@ON_ONE
def test_an_entry_voided_while_the_server_was_called_is_kept_back(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, looks = put_a_letter(), iter((False, True))
    monkeypatch.setattr(sender, "_is_void", lambda _letter: next(looks))
    assert send() == 1
    assert (states(letter), inbox.taken) == (["voided"], [])


def test_two_senders_send_each_letter_once(app: Flask, inbox: Inbox) -> None:
    letters = [put_a_letter(key=str(number), receivers=(f"{number}@raion.ru",)) for number in range(6)]
    together = Barrier(2)

    def work(worker: str) -> None:
        with app.app_context():
            together.wait()
            send(worker=worker)

    threads = [Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(inbox.receivers) == [f"{number}@raion.ru" for number in range(6)]
    assert [states(letter) for letter in letters] == [["sent"]] * 6


# where a sender dies, before or after this function; what the server has got by then, what becomes of the letter
DEATHS = [
    (leases, "claim_next", False, 0, ["sent"]),
    (Conversation, "__enter__", True, 0, ["sent"]),
    (leases, "mark_handed", True, 0, ["sent"]),  # not committed: nothing of the letter was said
    (Conversation, "_say", False, 0, ["unsure"]),
    (Conversation, "send", True, 1, ["unsure"]),
    (leases, "end", True, 1, ["unsure"]),  # the server's word was not committed
    (sender, "_keep", True, 1, ["sent"]),
]


def test_a_sender_that_dies_leaves_nothing_lost_or_doubled(app: Flask, inbox: Inbox) -> None:
    """One after another in one database: a new one costs more than the death."""
    for place, function, after, taken, fate in DEATHS:
        inbox.taken.clear()
        letter = put_a_letter(key=function)
        db.session.remove()
        assert die_at(app, place, function, after=after) == -signal.SIGKILL
        assert len(inbox.taken) == taken, function
        assert send(timedelta(minutes=1)) in {0, 1}  # its lease has not ended, unless it had none
        send(PACE.lease + timedelta(seconds=1))
        assert states(letter) == fate, function
        assert len(inbox.taken) == (1 if fate == ["sent"] else taken), function


def die_at(app: Flask, place: Any, function: str, *, after: bool) -> int:
    """A process that sends until it kills itself; gives how it ended."""
    if not hasattr(os, "fork"):
        absent("fork")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the other thread is that of the mail server, and idle
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        db.engine.dispose(close=False)
        setattr(place, function, partial_of(getattr(place, function), after=after))
        with app.app_context():
            send(worker="another")
    finally:
        os._exit(1)


def partial_of(usual: Any, *, after: bool) -> Any:
    def dying(*args: Any, **kwargs: Any) -> Any:
        if after:
            usual(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return dying


def test_old_letters_about_no_entry_are_tidied_away(inbox: Inbox) -> None:
    kept, gone = put_a_letter(), put_a_letter(key="2", kind=LetterKind.REMINDER)
    waiting = put_a_letter(key="3", kind=LetterKind.REMINDER)
    behave(inbox, rcpt={"uo@raion.ru": "250 OK"})
    assert send() == 3
    with writing() as session:
        assert remove_old(session, BY.at - timedelta(days=1)) == 0
        assert remove_old(session, BY.at + timedelta(days=1)) == 2
    assert states(kept)
    assert find_letter(SCHOOL_ID, gone) is find_letter(SCHOOL_ID, waiting) is None

"""A letter about an entry as it is proposed: to whom, from whom answers are asked."""

import pytest
from flask import Flask

from sferum_docs.mailing.model import Security, Server
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_school
from sferum_docs.schools.writer import school_record
from sferum_docs.services.mail.entry_letter import offered_addresses, proposed_receivers
from sferum_docs.services.mail.send import _reply_to
from sferum_docs.services.mail.server import MailServer
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import writing
from sferum_docs.store.mail.letters import change_delivery, find_letter
from sferum_docs.store.mail.model import DeliveryState
from sferum_docs.store.oversight import put_overseer
from tests.builders import BY, SCHOOL_ID, a_school
from tests.mails import put_a_letter
from tests.services.test_office_documents import OFFICE


def test_the_founder_stands_first_then_the_office_then_whoever_was_written_to(app: Flask) -> None:
    assert app
    school = a_school(founder_email="glava@raion.ru; Архив@район.рф", email="school@raion.ru, zam@raion.ru")
    save_school(None, school, BY)
    office = save_school(None, OFFICE, BY)
    with writing() as session:
        put_overseer(session, SCHOOL_ID, office)
    for key, to in enumerate(("Glava@raion.ru", "zam@raion.ru", "last@raion.ru")):
        put_a_letter(key=str(key), receivers=(to,))
    letter = find_letter(SCHOOL_ID, put_a_letter(key="refused", receivers=("nobody@raion.ru",)))
    assert letter is not None
    with writing() as session:
        refused = {"state": DeliveryState.REFUSED}
        change_delivery(session, SCHOOL_ID, letter.id, letter.deliveries[0].id, (DeliveryState.WAITING,), refused)
    offered = offered_addresses(SCHOOL_ID, school)
    assert [(item.address, item.whose) for item in offered] == [
        ("glava@raion.ru", "учредитель"), ("Архив@район.рф", "учредитель"),
        ("uo@verhnerechensk.example", "Управление образования"), ("last@raion.ru", "уже писали"),
    ]  # fmt: skip
    assert proposed_receivers(offered) == "glava@raion.ru, Архив@район.рф"
    assert proposed_receivers(offered[2:]) == "uo@verhnerechensk.example"
    assert (proposed_receivers(offered[3:] * 2), proposed_receivers(())) == ("last@raion.ru", "")


@pytest.mark.parametrize(
    ("email", "answers"),
    [
        ("one@raion.ru, two@raion.ru", "one@raion.ru"),
        ("нет; two@raion.ru", "two@raion.ru"),
        ("a@b.ru/Docs@Raion.ru", ""),
    ],
)
def test_answers_go_to_one_address_of_the_body(email: str, answers: str) -> None:
    post = MailServer(Server("smtp.raion.ru", 587, Security.STARTTLS, "docs@raion.ru"), on=True)
    assert _reply_to(post, a_school(email=email)) == answers


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("glava@район.рф", ""), ("glava@raion.ru, uo@raion.ru", ""), ("glava@", "bad_email"),
        ("g@" + "a" * 250 + ".ru", "too_long"),
    ],
)  # fmt: skip
def test_the_address_of_the_founder_is_checked_as_every_address_is(typed: str, code: str) -> None:
    record, faults = school_record(a_school(founder_email=typed)), list[Fault]()
    read = read_school(Record(record, "", faults), lambda _name: None)
    assert [fault.code for fault in faults] == ([code] if code else [])
    assert read is None or read.requisites.founder_email == typed

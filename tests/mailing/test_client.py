import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.mailing.client import Conversation, Patience
from sferum_docs.mailing.message import message_bytes
from sferum_docs.mailing.model import Attachment, Letter, Security, Server
from sferum_docs.mailing.troubles import MailError, Step, Trouble, of_error
from sferum_docs.reading.cleaning import clean_line
from tests.ports import free_port
from tests.smtp import LOGIN, PASSWORD, Behaviour, Inbox, mail_server

PATIENT = Patience(answer=60, verdict=60, longest=300)
QUICK = Patience(answer=60, verdict=0.3, longest=300)  # for a verdict that never comes
NO_GREETING = Patience(answer=0.3, verdict=60, longest=300)
TO = "uo@raion.ru"


def a_letter(**changes: Any) -> Letter:
    values: dict[str, Any] = {
        "message_id": "<1@raion.ru>", "at": datetime(2026, 11, 30, 9, tzinfo=UTC), "sender": LOGIN,
        "sender_name": "МБОУ «Ключевская СОШ № 1», приёмная", "receivers": (TO,), "subject": "Письмо № 5 «О зиме»",
        "text": "Здравствуйте!\n.\nНаправляем письмо.",
        "attachments": (Attachment("Письмо № 5.pdf", "application/pdf", b"%PDF-1.4\r\n.\r\n" * 20_000),),
    }  # fmt: skip
    return Letter(**values | changes)


def a_server(inbox: Inbox, security: Security = Security.NONE, **changes: Any) -> Server:
    values: dict[str, Any] = {
        "host": "localhost",
        "port": inbox.port,
        "sender": LOGIN,
        "authority": inbox.authority,
    } | changes
    return Server(security=security, **values)


def send(
    server: Server,
    receiver: str = TO,
    letter: Letter | None = None,
    password: str = PASSWORD,
    patience: Patience = PATIENT,
) -> Trouble | None:
    found = None
    try:
        with Conversation(server, password, patience) as talk:
            talk.send(receiver, message_bytes(letter or a_letter(receivers=(receiver,))))
    except MailError as error:
        found = error.trouble
    assert found is None or found.fault().sentence()
    return found


@pytest.fixture(scope="module")
def plain() -> Iterator[Inbox]:
    with mail_server() as inbox:
        yield inbox


def test_what_was_written_is_what_comes(plain: Inbox) -> None:
    letter = a_letter()
    assert send(a_server(plain), letter=letter) is None
    came = plain.letter()
    assert came["To"] == TO
    raw = message_from_bytes(plain.taken[-1][1])["From"]  # the new reader of the library puts a space into it
    assert str(make_header(decode_header(raw))) == f"{letter.sender_name} <{LOGIN}>"
    assert (came["Subject"], came["Message-ID"]) == (letter.subject, letter.message_id)
    assert came["Date"].datetime == letter.at
    text = came.get_body()
    assert text is not None
    assert text.get_content().splitlines() == letter.text.splitlines()
    (file,) = came.iter_attachments()
    assert file.get_filename() == "Письмо № 5.pdf"
    assert file.get_content() == letter.attachments[0].content
    assert message_bytes(letter) == message_bytes(letter)


def test_addresses_in_russian_letters(plain: Inbox) -> None:
    assert send(a_server(plain), "приёмная@школа.рф") is None
    assert plain.receivers[-1] == "приёмная@xn--80atdl2c.xn--p1ai"
    with mail_server(utf8=False) as inbox:
        assert send(a_server(inbox), "uo@школа.рф") is None  # the domain alone goes through any server
        trouble = send(a_server(inbox), "приёмная@школа.рф")
    assert trouble
    assert (trouble.code, trouble.lasting) == ("mail_no_utf8", True)


def a_file(name: str) -> Attachment:
    return Attachment(name, "application/pdf", b"1")


NOTHING_BROKEN = st.text(min_size=1, max_size=60)


@given(subject=NOTHING_BROKEN, name=NOTHING_BROKEN, file=NOTHING_BROKEN)
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_a_header(subject: str, name: str, file: str) -> None:
    evil = f"{subject}\r\nBcc: a@b.ru\n\n{subject}"
    letter = a_letter(
        subject=evil, sender_name=f"{name}\nX: 1", attachments=(Attachment(f"{file}\r\n.pdf", "application/pdf", b"1"),)
    )
    came = message_from_bytes(message_bytes(letter), policy=default)
    assert set(came.keys()) == {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"}
    assert came["From"].addresses[0].addr_spec == LOGIN
    assert came["Subject"] == clean_line(evil)
    assert [part.get_content_type() for part in came.iter_parts()] == ["text/plain", "application/pdf"]


# what the server answers -> what a person is told, and whether it is final, or any letter's
ANSWERS = [
    (Behaviour(rcpt={TO: "550 5.1.1 no such user"}), "mail_no_mailbox", True, False),
    (Behaviour(rcpt={TO: "550 not here"}), "mail_receiver_refused", True, False),
    (Behaviour(rcpt={TO: "451 4.7.1 greylisted"}), "mail_later", False, False),
    (Behaviour(rcpt={TO: "450 later"}), "mail_later", False, False),
    (Behaviour(rcpt={TO: "552 5.2.2 over quota"}), "mail_mailbox_full", True, False),
    (Behaviour(rcpt={TO: "drop"}), "mail_dropped", False, True),
    (Behaviour(sender="550 5.7.1 not yours"), "mail_sender_refused", True, False),
    (Behaviour(sender="452 too many today"), "mail_quota", False, False),
    (Behaviour(data="554 5.7.1 spam"), "mail_policy", True, False),
    (Behaviour(data="554 no"), "mail_letter_refused", True, False),
    (Behaviour(data="451 try later"), "mail_later", False, False),
    (Behaviour(data="421 closing"), "mail_server_busy", False, True),
    (Behaviour(data="drop"), "mail_unsure", False, False),
    (Behaviour(data="take hang"), "mail_unsure", False, False),
]


@pytest.mark.parametrize(("behaviour", "code", "lasting", "of_server"), ANSWERS)
def test_what_the_server_says_is_told(
    plain: Inbox, behaviour: Behaviour, code: str, *, lasting: bool, of_server: bool
) -> None:
    vars(plain.behaviour).update(vars(behaviour))
    try:
        trouble = send(a_server(plain), patience=QUICK if "hang" in behaviour.data else PATIENT)
    finally:
        vars(plain.behaviour).update(vars(Behaviour()))
    assert trouble
    assert (trouble.code, trouble.lasting, trouble.of_server) == (code, lasting, of_server)
    assert trouble.unsure == (code == "mail_unsure")


def test_a_silence_is_told_by_where_it_fell() -> None:
    silence = smtplib.SMTPServerDisconnected("Connection unexpectedly closed: timed out")
    silence.__context__ = TimeoutError()
    assert of_error(silence, Step.RECEIVER, handed=False).code == "mail_no_answer"
    assert of_error(silence, Step.CONNECT, handed=False).code == "mail_no_greeting"
    assert of_error(silence, Step.CONTENT, handed=True).unsure
    assert of_error(OSError(113, "No route to host"), Step.CONNECT, handed=False).code == "mail_unreachable"


def test_a_letter_over_the_limit_of_the_server_is_not_begun() -> None:
    with mail_server(size=1 << 17) as inbox:
        trouble = send(a_server(inbox))
    assert trouble
    assert (trouble.code, trouble.values["number"], trouble.lasting) == ("mail_over_limit", "1", True)


def test_encrypted_both_ways_and_signed_in() -> None:
    with mail_server(starttls="localhost", login=True) as inbox:
        server = a_server(inbox, Security.STARTTLS, login=LOGIN)
        assert send(server) is None
        assert send(server, password="другой") == Trouble("mail_login_letters", of_server=True, values=of(inbox))  # noqa: S106
        wrong = send(server, password="another")  # noqa: S106
        assert wrong
        assert (wrong.code, wrong.of_server, wrong.lasting) == ("mail_login_refused", True, False)
        assert wrong.reply.startswith("535")
        assert code_of(replace(server, authority="")) == "mail_certificate_unknown"
        assert code_of(replace(server, security=Security.TLS)) == "mail_tls_plain"
        assert len(inbox.taken) == 1
    with mail_server(tls="localhost") as inbox:
        server = a_server(inbox, Security.TLS)
        assert send(server) is None
        assert code_of(replace(server, login=LOGIN)) == "mail_no_login"
        assert code_of(replace(server, security=Security.STARTTLS), NO_GREETING) == "mail_no_greeting"
    with mail_server(starttls="elsewhere") as inbox:
        assert code_of(a_server(inbox, Security.STARTTLS)) == "mail_certificate_name"


def test_a_server_that_is_none(plain: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(a_server(plain, Security.STARTTLS)) == "mail_no_starttls"
    assert code_of(a_server(plain, port=free_port())) == "mail_port_closed"
    assert code_of(a_server(plain, host="нет.invalid")) == "mail_no_name"
    with mail_server(greeting="554 go away") as inbox:
        assert code_of(a_server(inbox)) == "mail_greeting_refused"
    with mail_server(greeting="hang") as inbox:
        assert code_of(a_server(inbox), NO_GREETING) == "mail_no_greeting"
    monkeypatch.setattr("sferum_docs.mailing.client._is_near", lambda _socket: False)
    assert code_of(a_server(plain)) == "mail_plain_outside"


def of(inbox: Inbox) -> dict[str, str]:
    return {"host": "localhost", "port": str(inbox.port)}


def code_of(server: Server, patience: Patience = PATIENT) -> str:
    trouble = send(server, patience=patience)
    assert trouble
    assert trouble.of_server
    return trouble.code

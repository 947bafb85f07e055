"""A test letter: whether the server takes it, and if not, what it is that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.mailing.addresses import read_receivers
from sferum_docs.mailing.client import Conversation, Patience
from sferum_docs.mailing.message import message_bytes, new_message_id
from sferum_docs.mailing.model import Letter
from sferum_docs.mailing.troubles import MailError
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.server import mail_server
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail.server import put_checked

if TYPE_CHECKING:
    from sferum_docs.mailing.troubles import Trouble
    from sferum_docs.store.audit import Actor

_PATIENCE = Patience(answer=15, verdict=30, longest=60)  # somebody waits for the page
_TEXT = (
    "Это проверочное письмо программы «Документы школы по акту».\n\n"
    "Если вы его читаете, почта настроена верно. Отвечать на него не нужно."
)


def send_test(key: str, to: str, by: Actor, school_id: int) -> Trouble | None:
    """Sends a test letter now; gives what went wrong. FaultsError: no server, or no address to send to."""
    receiver = read_receivers(to, "to")[0]
    post = mail_server(key)
    if post is None:
        raise FaultsError([Fault("mail_not_set")])
    if not post.known:
        raise FaultsError([Fault("mail_password_sealed", "password")])
    server = post.server
    letter = Letter(
        new_message_id(server.sender), by.at, server.sender, server.sender_name, (receiver,),
        "Проверка почты", _TEXT, automatic=True,
    )  # fmt: skip
    trouble = None
    try:
        with Conversation(server, post.password, _PATIENCE) as talk:
            talk.send(receiver, message_bytes(letter))
    except MailError as error:
        trouble = error.trouble
    with writing() as session:
        if trouble is None and not post.by_settings:
            put_checked(session, by.at)
        record_event(session, school_id, by, "mail.checked", server.host, trouble=trouble.code if trouble else "")
    return trouble

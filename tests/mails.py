"""Letters put into the outbox without a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.mailing.model import Security, Server
from sferum_docs.services.mail.server import save_server
from sferum_docs.store.database import writing
from sferum_docs.store.documents.files import add_files
from sferum_docs.store.mail.letters import add_letter
from sferum_docs.store.mail.model import LetterKind, NewLetter, SentFile
from tests.builders import BY, SCHOOL_ID
from tests.registering import PDF
from tests.smtp import Behaviour

if TYPE_CHECKING:
    from tests.smtp import Inbox

KEY = "the key of the installation"


def switch(inbox: Inbox, *, on: bool, sender: str = "docs@raion.ru") -> None:
    """Names the server to the program, or turns the mail off."""
    save_server(KEY, Server("localhost", inbox.port, Security.NONE, sender), "", BY, SCHOOL_ID, on=on)


def behave(inbox: Inbox, **changes: Any) -> None:
    """Makes the server answer so from now on, and as usual in all else."""
    vars(inbox.behaviour).update(vars(Behaviour(**changes)))


def put_a_letter(entry_id: int | None = None, school_id: int = SCHOOL_ID, **changes: Any) -> int:
    """A letter with a file that waits to be sent; gives its id."""
    values: dict[str, Any] = {
        "kind": LetterKind.ENTRY, "key": "1", "message_id": "<1@raion.ru>", "sender_name": "Школа", "reply_to": "",
        "subject": "Письмо № 5", "text": "Здравствуйте!", "receivers": ("uo@raion.ru",),
        "entry_id": entry_id, **changes,
    }  # fmt: skip
    with writing() as session:
        (sha256,) = add_files(session, (PDF,))
        file = SentFile("Скан", "Письмо № 5.pdf", "application/pdf", len(PDF), sha256)
        return add_letter(session, school_id, NewLetter(files=(file,), **values), BY)

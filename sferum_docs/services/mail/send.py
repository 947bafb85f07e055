"""A letter about an entry put into the outbox: checked, kept with its files, told in the journal; sent afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.mailing.addresses import address_key, is_address, read_receivers
from sferum_docs.mailing.message import encoded_size, new_message_id
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.contacts import emails_of
from sferum_docs.services.mail.bell import ring
from sferum_docs.services.mail.entry_letter import chosen_files, sendable_entry
from sferum_docs.services.mail.server import mail_server
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents.files import add_files
from sferum_docs.store.mail.letters import add_letter, letter_with_key, letters_of_entries
from sferum_docs.store.mail.model import DeliveryState, LetterKind, NewLetter

if TYPE_CHECKING:
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.mail.server import MailServer
    from sferum_docs.store.audit import Actor

LIMITS = {"subject": 300, "text": 5_000}
_KEY = 40
_ON_ITS_WAY = {DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNSURE}


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as a person wrote it. `again`: it may go to somebody who got this entry already."""

    receivers: str
    files: frozenset[str]
    subject: str
    text: str
    key: str
    again: bool = False


def send_entry(
    key: str, press: PdfService, school_id: int, school: School, entry_id: int, written: Written, by: Actor
) -> int:
    """Puts the letter into the outbox and gives its id; the same form sent twice is one letter. FaultsError."""
    entry = sendable_entry(school_id, entry_id)
    post = mail_server(key)
    if post is None or not post.on:
        raise FaultsError([Fault("mail_not_set")])
    receivers = checked_receivers(school_id, entry_id, written)
    files = chosen_files(press, school_id, entry, written.files)
    _check_size(post, [item.size for item, _content in files])
    new = NewLetter(
        LetterKind.ENTRY, written.key[:_KEY], new_message_id(post.server.sender),
        post.server.sender_name or school.requisites.short_name, _reply_to(post, school), clean_line(written.subject),
        written.text, receivers, tuple(item for item, _content in files), entry_id,
    )  # fmt: skip
    with writing() as session:
        locked_live(session, school_id, entry_id)
        begun = letter_with_key(session, school_id, new.key)
        if begun is not None:
            return begun
        _refuse_twice(school_id, entry_id, receivers, again=written.again)  # another may have pressed meanwhile
        add_files(session, (content for _item, content in files))
        letter_id = add_letter(session, school_id, new, by)
        told = {"receivers": len(receivers), "sha256": [item.sha256 for item in new.files]}
        record_event(session, school_id, by, "mail.queued", f"№ {entry.number}", entry_id=entry_id, **told)
    ring()
    return letter_id


def checked_receivers(school_id: int, entry_id: int, written: Written) -> tuple[str, ...]:
    """To whom it goes. FaultsError: nobody, a text that is missing or too long, somebody who has it already."""
    faults, receivers = list[Fault](), tuple[str, ...]()
    try:
        receivers = read_receivers(written.receivers, "receivers")
    except FaultsError as error:
        faults += error.faults
    if not written.files:
        faults.append(Fault("mail_no_files", "files"))
    for name, limit in LIMITS.items():
        text = getattr(written, name)
        faults += [] if text.strip() else [Fault("empty", name)]
        faults += [Fault("too_long", name, {"limit": limit})] if len(text) > limit else []
    try:
        _refuse_twice(school_id, entry_id, receivers, again=written.again)
    except FaultsError as error:
        faults += error.faults
    if faults:
        raise FaultsError(faults)
    return receivers


def reached(school_id: int, entry_id: int) -> tuple[str, ...]:
    """Who got this entry, or is about to, as they were written."""
    letters = letters_of_entries(school_id, [entry_id]).get(entry_id, ())
    return tuple(
        {
            address_key(to.address): to.address
            for letter in letters
            for to in letter.deliveries
            if to.state in _ON_ITS_WAY
        }.values()
    )


def _refuse_twice(school_id: int, entry_id: int, receivers: tuple[str, ...], *, again: bool) -> None:
    """FaultsError: somebody has it already, and nobody said that he shall have it again."""
    twice = sorted({*map(address_key, receivers)} & {*map(address_key, reached(school_id, entry_id))})
    if twice and not again:
        raise FaultsError([Fault("mail_sent_already", "again", {"text": ", ".join(twice)})])


def _check_size(post: MailServer, sizes: list[int]) -> None:
    limit = post.server.most_mb
    if encoded_size(sizes) > limit << 20:
        told = f"{encoded_size(sizes) / (1 << 20):.1f}".replace(".", ",")
        raise FaultsError([Fault("mail_letter_too_big", "files", {"limit": limit, "text": told})])


def _reply_to(post: MailServer, school: School) -> str:
    """Where answers go: to the body, when it is another's account that sends."""
    own = [item for item in emails_of(school.requisites.email) if is_address(item)]
    return own[0] if own and address_key(post.server.sender) not in map(address_key, own) else ""

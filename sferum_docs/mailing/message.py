"""The bytes of a letter (RFC 5322, MIME): Russian in every place, nothing that a header could be broken with."""

from __future__ import annotations

import hashlib
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, quote
from secrets import token_hex
from typing import TYPE_CHECKING

from sferum_docs.mailing.addresses import domain_of, wire_address
from sferum_docs.reading.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.mailing.model import Letter

_LINE, _QUANTUM = 78, 57  # base64: so many signs of a line for so many bytes
_ROOM = 4096  # bytes of headers and borders, each file
_END = "\r\n"


def new_message_id(sender: str) -> str:
    """The name of a new letter, by the domain of whoever sends it."""
    return f"<{token_hex(16)}@{domain_of(sender)}>"


def message_bytes(letter: Letter) -> bytes:
    """The letter as it is handed to a server."""
    body = EmailMessage(SMTP)
    body.set_content(
        "\n".join(clean_line(line) for line in letter.text.splitlines()) + "\n", "plain", "utf-8", "base64"
    )
    for item in letter.attachments:
        kind, _slash, subkind = item.media_type.partition("/")
        body.add_attachment(item.content, maintype=kind, subtype=subkind, filename=clean_line(item.name))
    if letter.attachments:
        body.set_boundary(hashlib.sha256(letter.message_id.encode()).hexdigest()[:40])
    head = "".join(f"{name}: {value}{_END}" for name, value in _headers(letter))
    return head.encode() + body.as_bytes()


def encoded_size(sizes: Sequence[int]) -> int:
    """How large a letter with files of these sizes becomes."""
    return sum(-(-size // _QUANTUM) * _LINE + _ROOM for size in sizes) + _ROOM


def _headers(letter: Letter) -> Iterator[tuple[str, str]]:
    """The names and encoded values. The library's own way with names puts spaces into long Russian ones."""
    yield "From", _address("From", letter.sender_name, letter.sender)
    yield "To", f",{_END} ".join(wire_address(item) for item in letter.receivers)
    if letter.reply_to:
        yield "Reply-To", _address("Reply-To", letter.sender_name, letter.reply_to)
    yield "Subject", _encoded("Subject", clean_line(letter.subject))
    yield "Date", format_datetime(letter.at.astimezone())
    yield "Message-ID", letter.message_id
    if letter.automatic:
        yield "Auto-Submitted", "auto-generated"  # RFC 3834: no «в отпуске» in answer


def _address(header: str, name: str, address: str) -> str:
    shown = clean_line(name)
    if not shown:
        return wire_address(address)
    encoded = f'"{quote(shown)}"' if _is_plain(shown) else _encoded(header, shown)
    return f"{encoded}{_END} <{wire_address(address)}>"


def _encoded(header: str, text: str) -> str:
    charset = "us-ascii" if _is_plain(text) else "utf-8"
    return Header(text, charset, header_name=header).encode(linesep=_END)


def _is_plain(text: str) -> bool:
    return text.isascii() and "=?" not in text

"""The mail server and what is handed to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

USUAL_MB, MOST_MB = 20, 50


class Security(StrEnum):
    """How what is said to the server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # in one's own network alone


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and who writes through it. Its password is shown nowhere, not even by `repr`."""

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = ""
    login: str = ""
    authority: str = ""  # certificates (PEM) to trust beside those of the system
    most_mb: int = USUAL_MB


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: the same values give the same bytes, however often it is sent."""

    message_id: str
    at: datetime
    sender: str
    sender_name: str
    receivers: tuple[str, ...]
    subject: str
    text: str
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    automatic: bool = False

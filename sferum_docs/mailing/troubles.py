"""What goes wrong with a letter: which of it passes by itself, what a person is told."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN = 300  # signs of a server's own words
_ENHANCED = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LASTING = 500
_HOSTNAME_MISMATCH, _EXPIRED, _NOT_YET = 62, 10, 9  # OpenSSL: X509_V_ERR_…


class Step(StrEnum):
    """How far a conversation with a server has come."""

    CONNECT = "connect"
    TLS = "tls"
    LOGIN = "login"
    SENDER = "sender"
    RECEIVER = "receiver"
    CONTENT = "content"


# RFC 3463, RFC 5248: what the second and third figure say, whoever says it
_BY_STATUS = {
    "1.1": "mail_no_mailbox", "1.2": "mail_no_domain", "1.3": "mail_no_mailbox", "1.6": "mail_no_mailbox",
    "1.10": "mail_no_domain", "2.1": "mail_mailbox_off", "2.2": "mail_mailbox_full", "2.3": "mail_too_big",
    "3.4": "mail_too_big", "4.4": "mail_no_domain",
}  # fmt: skip
_BY_REPLY = {552: "mail_mailbox_full", 452: "mail_quota", 421: "mail_server_busy"}
_AT_STEP = {
    Step.CONNECT: "mail_greeting_refused", Step.TLS: "mail_tls", Step.LOGIN: "mail_login_refused",
    Step.SENDER: "mail_sender_refused", Step.RECEIVER: "mail_receiver_refused", Step.CONTENT: "mail_letter_refused",
}  # fmt: skip
_POLICY = "mail_policy"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a letter was not sent. `lasting`: another try would say the same; `of_server`: so would any other letter.

    `unsure`: the server had all of it, and never said whether it took it.
    """

    code: str
    lasting: bool = False
    of_server: bool = False
    unsure: bool = False
    reply: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def fault(self, place: str = "") -> Fault:
        """It as a sentence with the way out."""
        return Fault(self.code, place, self.values)


class MailError(Exception):
    """A letter was not sent, or nobody knows."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble


def of_reply(number: int, words: bytes | str, step: Step) -> Trouble:
    """What a server's refusal means."""
    told = clean_line(words.decode("utf-8", "replace") if isinstance(words, bytes) else words)
    status = _ENHANCED.match(told)
    figures = status[1].partition(".")[2] if status else ""
    code = _BY_STATUS.get(figures) or _BY_REPLY.get(number) or _AT_STEP[step]
    of_server = step in {Step.CONNECT, Step.TLS, Step.LOGIN} or number == 421  # noqa: PLR2004
    lasting = number >= _LASTING and not of_server  # whoever set the server up can mend it: the letter waits
    if lasting and figures.startswith("7.") and step in {Step.RECEIVER, Step.CONTENT}:
        code = _POLICY  # 4.7.1 is a server that lets strangers wait
    if not lasting and code in {"mail_receiver_refused", "mail_letter_refused", "mail_sender_refused"}:
        code = "mail_later"
    return Trouble(code, lasting, of_server, reply=f"{number} {told}"[:_SHOWN])


def of_error(error: Exception, step: Step, *, handed: bool) -> Trouble:  # noqa: PLR0911  a table of kinds
    """What an error of the libraries means. `handed`: the whole letter was said already."""
    if isinstance(error, smtplib.SMTPResponseException):
        return of_reply(error.smtp_code, error.smtp_error, step)
    if handed:
        return Trouble("mail_unsure", unsure=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble(_certificate(error), of_server=True)
    if isinstance(error, ssl.SSLError):
        plain = "WRONG_VERSION_NUMBER" in str(error) or "record layer failure" in str(error)
        return Trouble("mail_tls_plain" if plain else "mail_tls", of_server=True)
    if isinstance(error, socket.gaierror | UnicodeError):
        return Trouble("mail_no_name", of_server=True)
    if isinstance(error, ConnectionRefusedError):
        return Trouble("mail_port_closed", of_server=True)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Trouble("mail_no_greeting" if step is Step.CONNECT else "mail_no_answer", of_server=True)
    if step is Step.CONNECT and not isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError):
        return Trouble("mail_unreachable", of_server=True)
    return Trouble("mail_no_greeting" if step is Step.CONNECT else "mail_dropped", of_server=True)


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code == _HOSTNAME_MISMATCH or "match" in str(error.verify_message):
        return "mail_certificate_name"
    return "mail_certificate_old" if error.verify_code in {_EXPIRED, _NOT_YET} else "mail_certificate_unknown"

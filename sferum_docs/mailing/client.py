"""One letter handed to a mail server for one receiver, step by step."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING

from sferum_docs.mailing.addresses import domain_of, host_name, needs_utf8, wire_address
from sferum_docs.mailing.model import Security
from sferum_docs.mailing.troubles import MailError, Step, Trouble, of_error, of_reply
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from typing import Self

    from sferum_docs.mailing.model import Server

_DOT = re.compile(rb"(?m)^\.")
_PIECE = 1 << 16
_GO_ON, _DONE = 354, 250
_TAKEN = {250, 251}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, in seconds: for an answer, for its word on a whole letter, for all of it."""

    answer: float = 30
    verdict: float = 120
    longest: float = 900


PATIENCE = Patience()


def _nothing() -> None:
    """Nobody wants to know."""


class Conversation:
    """A connection with a server, from the greeting to the good-bye: `with Conversation(…) as talk: talk.send(…)`.

    `alive` is called again and again while it lasts.
    """

    def __init__(
        self, server: Server, password: str, patience: Patience = PATIENCE, alive: Callable[[], None] = _nothing
    ) -> None:
        self._server, self._password, self._patience, self._alive = server, password, patience, alive
        self._step, self._handed = Step.CONNECT, False
        self._until = time.monotonic() + patience.longest

    def __enter__(self) -> Self:
        """Opens it and signs in. MailError."""
        with self._telling():
            self._smtp = self._open()
            try:
                self._begin()
            except BaseException:
                self._smtp.close()
                raise
        return self

    def __exit__(self, *_error: object) -> None:
        """Says good-bye to whoever is still there."""
        if self._step is not Step.CONTENT or self._handed:
            with suppress(OSError):
                self._sock.settimeout(1)
                self._smtp.docmd("QUIT")
        self._smtp.close()

    def send(self, receiver: str, content: bytes, before_handing: Callable[[], None] = _nothing) -> str:
        """Hands the letter over; gives the server's word. `before_handing`: from now on nobody can take it back."""
        with self._telling():
            return self._send(receiver, content, before_handing)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Every error of the libraries as a trouble of this server."""
        try:
            yield
        except (MailError, OSError, UnicodeError) as error:  # those of smtplib are OSError
            known = error.trouble if isinstance(error, MailError) else of_error(error, self._step, handed=self._handed)
            values = {"host": self._server.host, "port": str(self._server.port), **known.values}
            raise MailError(replace(known, values=values)) from error

    @property
    def _sock(self) -> socket.socket:
        """The line itself; the library takes it away when it is closed."""
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected
        return self._smtp.sock

    def _open(self) -> smtplib.SMTP:
        server, name = self._server, domain_of(self._server.sender)
        host, wait = host_name(server.host), self._patience.answer
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(host, server.port, name, timeout=wait, context=_context(server))
        return smtplib.SMTP(host, server.port, name, timeout=wait)

    def _begin(self) -> None:
        smtp, server = self._smtp, self._server
        if server.security is Security.NONE and not _is_near(self._sock):
            raise MailError(Trouble("mail_plain_outside", of_server=True, values={"host": server.host}))
        self._alive()
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            self._step = Step.TLS
            if not smtp.has_extn("starttls"):
                raise MailError(Trouble("mail_no_starttls", of_server=True))
            smtp.starttls(context=_context(server))
            smtp.ehlo_or_helo_if_needed()
        if server.login:
            self._step = Step.LOGIN
            self._sign_in()

    def _sign_in(self) -> None:
        if not (self._server.login + self._password).isascii():  # the library signs in in ASCII alone
            raise MailError(Trouble("mail_login_letters", of_server=True))
        try:
            self._smtp.login(self._server.login, self._password)
        except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected):
            raise
        except smtplib.SMTPException as error:  # it offers none, or none that the library knows
            raise MailError(Trouble("mail_no_login", of_server=True)) from error

    def _send(self, receiver: str, content: bytes, before_handing: Callable[[], None]) -> str:
        smtp, sender, to = self._smtp, wire_address(self._server.sender), wire_address(receiver)
        options = self._options(sender, to, len(content))
        self._step = Step.SENDER
        self._expect(smtp.mail(sender, options), _TAKEN)
        self._step = Step.RECEIVER
        self._expect(smtp.rcpt(to), _TAKEN)
        self._step = Step.CONTENT
        self._expect(smtp.docmd("DATA"), {_GO_ON})
        self._alive()
        before_handing()
        self._handed = True
        self._say(_DOT.sub(b"..", content))
        self._sock.settimeout(self._patience.verdict)
        code, words = smtp.getreply()
        self._expect((code, words), {_DONE})
        return f"{code} {words.decode('utf-8', 'replace')}"

    def _options(self, sender: str, to: str, size: int) -> list[str]:
        """What is said of the letter before it. MailError: this server takes no such letter."""
        smtp, options = self._smtp, []
        if smtp.has_extn("size"):
            most = digits(smtp.esmtp_features["size"].strip())
            if most and most < size:
                told = {"number": str(max(1, most >> 20))}
                raise MailError(Trouble("mail_over_limit", lasting=True, values=told))
            options.append(f"size={size}")
        if needs_utf8(sender) or needs_utf8(to):
            if not smtp.has_extn("smtputf8"):
                raise MailError(Trouble("mail_no_utf8", lasting=True, values={"text": to}))
            smtp.command_encoding = "utf-8"
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        return options

    def _expect(self, answer: tuple[int, bytes], right: set[int]) -> None:
        if answer[0] not in right:
            if answer[0] < 0:  # no words of SMTP
                raise smtplib.SMTPServerDisconnected
            self._handed = False  # it was refused in words
            raise MailError(of_reply(*answer, self._step))

    def _say(self, content: bytes) -> None:
        """The letter and its end, in pieces: one wait is no longer for a slow line than for a quick one."""
        ended = content if content.endswith(b"\r\n") else content + b"\r\n"
        whole = ended + b".\r\n"
        sock = self._sock
        for start in range(0, len(whole), _PIECE):
            if time.monotonic() > self._until:
                self._handed = False  # its end was not said: nobody can have taken it
                raise MailError(Trouble("mail_too_slow"))
            last = start + _PIECE >= len(whole)
            try:
                sock.sendall(whole[start : start + _PIECE])
            except OSError:
                self._handed = last
                raise
            self._alive()


def _context(server: Server) -> ssl.SSLContext:
    """Certificates of the system and the server's own; one that is wrong is refused, never taken all the same."""
    context = ssl.create_default_context()
    context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)  # 3.13 asks more than 3.11 of an own authority
    if server.authority:
        context.load_verify_locations(cadata=server.authority)
    return context


def _is_near(sock: socket.socket) -> bool:
    """Whether the other end is this machine or of a network of one's own."""
    found = ip_address(sock.getpeername()[0].partition("%")[0])
    return found.is_private or found.is_loopback or found.is_link_local

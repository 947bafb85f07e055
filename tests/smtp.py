"""A real mail server on this machine, which takes letters, or refuses them as it is told."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, AuthResult

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

LOGIN, PASSWORD = "docs@raion.ru", "пароль".encode().hex()


@dataclass
class Behaviour:
    """What the server answers; empty: it takes everything. «drop» closes the line, «hang» says nothing."""

    rcpt: dict[str, str] = field(default_factory=dict)
    sender: str = ""
    data: str = ""
    greeting: str = ""


@dataclass
class Inbox:
    """A server that runs: where, what it took, how it behaves."""

    port: int
    taken: list[tuple[str, bytes]]
    behaviour: Behaviour
    authority: str = ""

    @property
    def receivers(self) -> list[str]:
        return [receiver for receiver, _content in self.taken]

    def letter(self, place: int = -1) -> EmailMessage:
        return message_from_bytes(self.taken[place][1], policy=default)


class _Handler:
    def __init__(self, inbox: list[tuple[str, bytes]], behaviour: Behaviour) -> None:
        self.inbox, self.behaviour = inbox, behaviour

    async def handle_MAIL(self, server: SMTP, _session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self.behaviour.sender:
            return await self._say(server, self.behaviour.sender)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:  # noqa: N802
        if answer := self.behaviour.rcpt.get(address):
            return await self._say(server, answer)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.behaviour.data and not self.behaviour.data.startswith("take"):
            return await self._say(server, self.behaviour.data)
        self.inbox += [(receiver, envelope.content) for receiver in envelope.rcpt_tos]
        if self.behaviour.data:  # taken, and nobody is told
            return await self._say(server, self.behaviour.data.removeprefix("take "))
        return "250 2.0.0 queued"

    @staticmethod
    async def _say(server: SMTP, answer: str) -> str:
        if answer == "drop":
            server.transport.abort()  # type: ignore[union-attr]  # it is there while it is talked to
            await asyncio.sleep(3600)  # cancelled with the connection
        if answer == "hang":
            await asyncio.sleep(3600)
        return answer


class _Server(SMTP):
    greeting = ""

    async def _handle_client(self) -> None:
        if not self.greeting:
            await super()._handle_client()
        elif self.greeting == "hang":
            await asyncio.sleep(3600)
        else:
            await self.push(self.greeting)
            self.transport.close()  # type: ignore[union-attr]  # as above


@dataclass(frozen=True)
class Certificates:
    """An own authority with a server's certificate for «localhost» and one for another name."""

    authority: str
    files: dict[str, tuple[Path, Path]]

    def context(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.files[name])
        return context


@cache
def certificates() -> Certificates:
    """Made by OpenSSL once for all tests of this process."""
    folder = Path(mkdtemp(prefix="certificates-"))

    def run(*words: str) -> None:
        subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=folder)

    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    run("req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=Authority")
    files = {}
    for name in ("localhost", "elsewhere"):
        run("req", *curve, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{name}", encoding="ascii")
        run(
            "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "3650", "-extfile", f"{name}.ext", "-out", f"{name}.pem",
        )  # fmt: skip
        files[name] = (folder / f"{name}.pem", folder / f"{name}.key")
    return Certificates((folder / "ca.pem").read_text(encoding="ascii"), files)


@contextmanager
def mail_server(
    *,
    starttls: str = "",
    tls: str = "",
    login: bool = False,
    utf8: bool = True,
    size: int = 1 << 26,
    greeting: str = "",
) -> Iterator[Inbox]:
    """The server at a free port. `starttls`, `tls`: whose certificate it shows."""
    taken: list[tuple[str, bytes]] = []
    opened: list[SMTP] = []
    behaviour, certified = Behaviour(), bool(starttls or tls)

    def authenticate(*words: Any) -> AuthResult:
        told = words[-1]
        right = (told.login, told.password) == (LOGIN.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    def conversation() -> SMTP:
        server = _Server(
            _Handler(taken, behaviour), hostname="mx.raion.ru", decode_data=False, data_size_limit=size,
            enable_SMTPUTF8=utf8, tls_context=certificates().context(starttls) if starttls else None,
            require_starttls=bool(starttls), auth_require_tls=bool(starttls), auth_required=login,
            authenticator=authenticate if login else None, loop=loop,
            auth_exclude_mechanism=[] if login else ["LOGIN", "PLAIN"],
        )  # fmt: skip
        server.greeting = greeting
        opened.append(server)
        return server

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = certificates().context(tls) if tls else None
    opening = loop.create_server(conversation, "127.0.0.1", 0, ssl=context)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(60)
    try:
        yield Inbox(server.sockets[0].getsockname()[1], taken, behaviour, certificates().authority if certified else "")
    finally:
        asyncio.run_coroutine_threadsafe(_close(server, opened), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server, opened: list[SMTP]) -> None:
    """Leaves nothing that would be found open later, in the middle of another test."""
    server.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for conversation in opened:
        if conversation.transport is not None:
            conversation.transport.abort()  # type: ignore[attr-defined]  # of a connection
    await asyncio.sleep(0.01)

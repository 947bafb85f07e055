"""Serving: the tables brought up to date, the port taken, the address told, and only then the pages."""

from __future__ import annotations

import errno
import socket
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from waitress import create_server

from sferum_docs.cli.faults import Command
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.audit import Actor
from sferum_docs.services.instance_lock import serving_alone
from sferum_docs.services.private_files import close_to_others
from sferum_docs.services.register.finish import sweep
from sferum_docs.services.setup_code import setup_code
from sferum_docs.services.upgrade import upgrade_with_copy
from sferum_docs.services.users import has_users
from sferum_docs.store import snapshot
from sferum_docs.store.database import db

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

# a writer that waits for a database held by another program must not keep the readers out
_THREADS = 16
_PORT_FAULTS = {errno.EADDRINUSE: "port_taken", errno.EACCES: "port_forbidden", errno.EADDRNOTAVAIL: "host_unknown"}


@click.command("serve", cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 — для всей сети школы")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> None:
    """Обновить базу и открыть приложение для браузера."""
    app = context.obj.load_app()
    instance, address = Path(app.instance_path), address_of(host, port)
    with app.app_context():
        # a database on a server may be served by many; a file beside the program by this process alone
        alone = serving_alone(instance, address) if snapshot.is_sqlite() else nullcontext()
        with alone, listening(app, host, port) as server:
            close_to_others(instance)
            upgrade_telling(instance)
            _tell_state(instance, address)
            db.session.remove()
            server.run()


def _tell_state(instance: Path, address: str) -> None:
    """What whoever starts the program must know."""
    if snapshot.quick_check() != "ok":
        click.echo(Fault("database_damaged").sentence(), err=True)
    for entry in sweep(Actor("запуск программы", datetime.now(UTC))):
        click.echo(f"Журнал: № {entry.number}: файл не сделан. {entry.trouble}", err=True)
    click.echo(f"sferum_docs открыт: {address}  (остановить: Ctrl+C)")
    if not has_users():
        code = setup_code(instance)
        click.echo(f"Пользователей ещё нет. Создайте первого: {address}setup?code={code}")


def upgrade_telling(instance: Path) -> None:
    """Brings the tables up to date, and says where the copy made before lies."""
    copy = upgrade_with_copy(instance, datetime.now(UTC))
    if copy is not None:
        click.echo(f"Перед обновлением базы сделана копия: {copy}")


@contextmanager
def listening(app: Flask, host: str, port: int) -> Iterator[Any]:
    """The server with its port taken: nothing is said to be open before it is. FaultsError."""
    try:
        # the pages must see that they are behind a proxy; whose word is taken is decided by TRUSTED_PROXIES
        server = create_server(
            app, host=host, port=port, threads=_THREADS, ident=None, clear_untrusted_proxy_headers=False
        )
    except (OSError, ValueError) as error:  # a name that is none is a ValueError of the library
        unknown = not isinstance(error, OSError) or isinstance(error, socket.gaierror)
        code = "host_unknown" if unknown else _PORT_FAULTS.get(getattr(error, "errno", 0))
        if code is None:
            raise
        values = {"text": host if code == "host_unknown" else port, "next": min(port + 1, 65535)}
        raise FaultsError([Fault(code, values=values)]) from error
    try:
        yield server
    finally:
        server.close()


def address_of(host: str, port: int) -> str:
    """The address as a browser takes it; whoever serves a whole network opens it here by this machine's own name.

    >>> address_of("127.0.0.1", 8000), address_of("::1", 8000), address_of("0.0.0.0", 80)
    ('http://127.0.0.1:8000/', 'http://[::1]:8000/', 'http://127.0.0.1:80/')
    """
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"

"""Serving: the tables brought up to date, the port taken, the address told, and only then the pages."""

from __future__ import annotations

import errno
import gc
import importlib
import logging
import os
import select
import signal
import socket
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource
from waitress import create_server

from sferum_docs.cli.concurrency_limit import ConcurrencyLimit
from sferum_docs.cli.faults import Command
from sferum_docs.directives.working_days import working_days_between
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.installation.instance_lock import serving_alone
from sferum_docs.services.installation.network import NetworkHosts, local_name, network_addresses
from sferum_docs.services.installation.network_told import tell_network
from sferum_docs.services.installation.private_files import close_to_others
from sferum_docs.services.installation.upgrade import upgrade_with_copy
from sferum_docs.services.jobs.bell import check_address
from sferum_docs.services.jobs.worker import Worker
from sferum_docs.services.mail.postman import Postman
from sferum_docs.services.packs.choose import find_pack, known_packs
from sferum_docs.services.register.finish import sweep
from sferum_docs.services.users.manage import has_users
from sferum_docs.services.users.setup_code import setup_code
from sferum_docs.store import snapshot
from sferum_docs.store.database import db

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    from flask import Flask

# a writer that waits for a database held by another program must not keep the readers out
_THREADS = 16
# browsers keep theirs open: a school with its district is far below
_CONNECTIONS = 2000 if hasattr(select, "poll") else 400
_PAUSE = 0.5  # seconds
# libraries that wait for the page or the command that wants them: without them the program starts in two thirds of
# the time, and half its commands want none
SELDOM = (
    "alembic.command", "asn1crypto.cms", "docx", "email_validator", "holidays", "icalendar", "mammoth", "pypdfium2",
    "reportlab.pdfgen.canvas", "xlsxwriter",
)  # fmt: skip
_PORT_FAULTS = {errno.EADDRINUSE: "port_taken", errno.EACCES: "port_forbidden", errno.EADDRNOTAVAIL: "host_unknown"}


@click.command("serve", cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 — для всей сети школы")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--lan", is_flag=True, help="для других компьютеров школы: показать адрес и QR-код")
@click.option(
    "--processes", type=click.IntRange(1, 32), default=1, show_default=True, help="сколько процессов отвечают (Linux)"
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, processes: int, *, lan: bool) -> None:
    """Обновить базу и открыть приложение для браузера."""
    if processes > 1 and not hasattr(os, "fork"):
        raise FaultsError([Fault("one_process_here")])
    if lan and context.get_parameter_source("host") is not ParameterSource.DEFAULT:
        raise FaultsError([Fault("lan_and_host", values={"text": host})])
    app = context.obj.load_app()
    if lan:
        host = open_to_network(app, port)
    check_address(app.config["JOBS_URL"])
    address = address_of(host, port)
    with app.app_context(), hold(app, address), listening(host, port) as sockets:
        prepare(app, address, many=processes > 1)
        if processes > 1:
            answer_in_processes(app, sockets, processes)
        else:
            answer(app, sockets)


def open_to_network(app: Flask, port: int) -> str:
    """Answers under the addresses of the machine, too; gives the address to listen at."""
    found = network_addresses()
    app.config["TRUSTED_HOSTS"] = NetworkHosts(app.config["TRUSTED_HOSTS"], port, local_name(found))
    # what has IPv4 is not opened by IPv6: those addresses are reached from outside a school where nothing stands before
    return "::" if found and all(":" in item.address for item in found) else "0.0.0.0"  # noqa: S104  what was asked for


def hold(app: Flask, address: str) -> AbstractContextManager[None]:
    """A database on a server may be served by many; a file beside the program by this process and its children."""
    return serving_alone(Path(app.instance_path), address) if snapshot.is_sqlite() else nullcontext()


def prepare(app: Flask, address: str, *, many: bool) -> None:
    """All that comes before the first page. `many`: processes part after this."""
    instance = Path(app.instance_path)
    upgrade_telling(instance)
    _tell_state(instance, address, app.config["TRUSTED_HOSTS"])
    load_beforehand(app, all_pages=many)
    db.session.remove()
    db.engine.dispose()  # a connection must not be shared between processes


def load_beforehand(app: Flask, *, all_pages: bool) -> None:
    """What no request changes: one that collects garbage need not look at it, and processes to come share it.

    `all_pages`: what pages load when they are first asked for, too; else each process would load its own.
    """
    if all_pages:
        for name in SELDOM:
            importlib.import_module(name)
        with suppress(FaultsError):  # the pages tell of a broken pack
            for name in known_packs():
                working_days_between(find_pack(name).directive.date, datetime.now(UTC).date())
        for name in app.jinja_env.list_templates():
            app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()


def _tell_state(instance: Path, address: str, hosts: Collection[str]) -> None:
    """What whoever starts the program must know."""
    if snapshot.quick_check() != "ok":
        click.echo(Fault("database_damaged").sentence(), err=True)
    for entry in sweep(Actor("запуск программы", datetime.now(UTC))):
        click.echo(f"Журнал: № {entry.number}: файл не сделан. {entry.trouble}", err=True)
    click.echo(f"sferum_docs открыт: {address}  (остановить: Ctrl+C)")
    if isinstance(hosts, NetworkHosts):
        tell_network(hosts, sys.stdout)
    if not has_users():
        code = setup_code(instance)
        click.echo(f"Пользователей ещё нет. Создайте первого: {address}setup?code={code}")


def upgrade_telling(instance: Path) -> None:
    """Closes the folder, brings the tables up to date, and says where the copy made before lies."""
    close_to_others(instance)
    copy = upgrade_with_copy(instance, datetime.now(UTC))
    if copy is not None:
        click.echo(f"Перед обновлением базы сделана копия: {copy}")


@contextmanager
def listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """The port taken, once for each address of the name: nothing is said to be open before it is. FaultsError."""
    with ExitStack() as closing:
        try:
            found = {info[4]: info[0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
            sockets = [
                closing.enter_context(socket.create_server(address[:2], family=family))
                for address, family in found.items()
            ]
        except (OSError, UnicodeError) as error:
            unknown = not isinstance(error, OSError) or isinstance(error, socket.gaierror)
            code = "host_unknown" if unknown else _PORT_FAULTS.get(getattr(error, "errno", 0))
            if code is None:
                raise
            values = {"text": host if code == "host_unknown" else port, "next": min(port + 1, 65535)}
            raise FaultsError([Fault(code, values=values)]) from error
        yield sockets


def answer(app: Flask, sockets: list[socket.socket]) -> None:
    """Answers until it is stopped."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each page that waits tells nobody anything
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # as Ctrl+C: the part of a job that is begun is ended
    with jobs_done_here(app):
        _answer(app, sockets)


@contextmanager
def jobs_done_here(app: Flask) -> Iterator[None]:
    """Jobs are done and letters sent beside the pages, unless `worker` processes do that."""
    if app.config["JOBS_URL"]:
        yield
        return
    worker, postman = Worker(app.app_context), Postman(app.app_context, app.config["SECRET_KEY"])
    worker.start()
    postman.start()
    try:
        yield
    finally:
        worker.stop()
        postman.stop()


def _answer(app: Flask, sockets: list[socket.socket]) -> None:
    # the pages must see that they are behind a proxy; whose word is taken is decided by TRUSTED_PROXIES
    server = create_server(
        ConcurrencyLimit().around(app),
        sockets=sockets,
        threads=_THREADS,
        ident=None,
        clear_untrusted_proxy_headers=False,
        connection_limit=_CONNECTIONS,
        asyncore_use_poll=hasattr(select, "poll"),  # the other way knows no more than 1,024 files
    )
    try:
        server.run()
    finally:
        server.close()


def answer_in_processes(app: Flask, sockets: list[socket.socket], count: int) -> None:
    """Several processes take turns at one port; whoever stops this one stops all, one that died is replaced."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    life = os.pipe()  # its end that writes closes with this process, however it ends
    children = [_child(app, sockets, life) for _number in range(count)]
    try:
        while True:
            ended, _status = os.wait()
            children.remove(ended)
            time.sleep(_PAUSE)  # one that cannot live is not made anew a thousand times a second
            children.append(_child(app, sockets, life))
    except KeyboardInterrupt:
        return
    finally:
        for child in children:
            os.kill(child, signal.SIGTERM)


def _child(app: Flask, sockets: list[socket.socket], life: tuple[int, int]) -> int:
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.close(life[1])
    threading.Thread(target=_end_with, args=(life[0],), daemon=True).start()
    try:
        answer(app, sockets)
    finally:
        os._exit(0)


def _end_with(life: int) -> None:
    os.read(life, 1)  # answers at the end of whoever holds the other end
    os._exit(0)


def address_of(host: str, port: int) -> str:
    """The address as a browser takes it; whoever serves a whole network opens it here by this machine's own name.

    >>> address_of("127.0.0.1", 8000), address_of("::1", 8000), address_of("0.0.0.0", 80)
    ('http://127.0.0.1:8000/', 'http://[::1]:8000/', 'http://127.0.0.1:80/')
    """
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"

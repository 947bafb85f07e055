"""A process that does jobs: as many as wanted, on as many machines, at one database."""

from __future__ import annotations

import signal
import threading

import click

from sferum_docs.cli.faults import Command
from sferum_docs.services.jobs.bell import check_address
from sferum_docs.services.jobs.worker import Worker
from sferum_docs.services.mail.postman import Postman

_LONGEST_NAME = 40


@click.command("worker", cls=Command)
@click.option("--name", default="", help="имя для страницы работ; без него — машина и номер процесса")
@click.pass_context
def worker(context: click.Context, name: str) -> None:
    """Выполнять массовые работы и отправлять письма, пока не остановят; по Ctrl+C начатое доводится до конца.

    Таких процессов может быть сколько угодно, на любых машинах: у всех одна база (DATABASE_URL) и одна очередь
    (JOBS_URL). Очередь лишь будит; без неё работу находят раз в несколько секунд.
    """
    app = context.obj.load_app()
    url = app.config["JOBS_URL"]
    check_address(url)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(stopped))
    working = Worker(app.app_context, url, " ".join(name.split())[:_LONGEST_NAME])
    postman = Postman(app.app_context, app.config["SECRET_KEY"])
    working.start()
    postman.start()
    click.echo(f"Работник «{working.name}» ждёт работу  (остановить: Ctrl+C)")
    while not stopped.wait(1):  # in steps: Windows tells of Ctrl+C between them alone
        pass
    click.echo("Останавливается: доделывает начатое…")
    working.stop()
    postman.stop()


def _stop(stopped: threading.Event) -> None:
    """Asks to end; whoever asks twice is not kept waiting."""
    stopped.set()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)

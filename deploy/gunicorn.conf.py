"""The web behind gunicorn on Linux: `gunicorn --config deploy/gunicorn.conf.py` in the folder of the program.

Before the first page this does what `python3 run.py serve` does: holds the data folder of SQLite, brings the tables up
to date, tells the code of a new installation, loads what all processes share. Several machines on one PostgreSQL:
SECRET_KEY (or SECRET_KEY_FILE), DATABASE_URL, FILES and CACHE_PATH are the same on all, each has its INSTANCE_PATH.

Run: by tests/test_gunicorn.py (two of these on one PostgreSQL, as two machines), by `run.py bench web`.
"""

import os
from contextlib import ExitStack

wsgi_app = "app:create_app()"
bind = os.environ.get("BIND") or "127.0.0.1:8000"
workers = int(os.environ.get("WEB_PROCESSES") or 2)  # one for each core; each holds some 200 MB
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS") or 8)  # more than that compute no faster, and few pages wait for a printer
preload_app = True  # packs, calendar and templates are loaded once and shared
timeout = 120  # a packet as one PDF
graceful_timeout = 30
keepalive = 75  # longer than nginx keeps an idle line (60): one that closes first would lose a form on its way
umask = 0o077
secure_scheme_headers: dict[str, str] = {}  # whose word on TLS is taken says TRUSTED_PROXIES alone
accesslog = None  # nginx keeps one
errorlog = "-"

_HELD, _JOBS = ExitStack(), ExitStack()  # of the first process; of each that answers


def on_starting(server) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  gunicorn's own
    """Before the processes part."""
    from sferum_docs.cli.faults import answering  # noqa: PLC0415  the folder of the program is known by now
    from sferum_docs.cli.serve import address_of, hold, prepare  # noqa: PLC0415  as above
    from sferum_docs.services.jobs.bell import check_address  # noqa: PLC0415  as above

    app, address = server.app.wsgi(), address_of(*_host_and_port())
    with app.app_context(), answering():
        check_address(app.config["JOBS_URL"])
        _HELD.enter_context(hold(app, address))
        prepare(app, address, many=workers > 1)


def post_worker_init(worker) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  as above
    """Without JOBS_URL jobs are done beside the pages, as in `serve`."""
    from sferum_docs.cli.serve import jobs_done_here  # noqa: PLC0415  as above

    _JOBS.enter_context(jobs_done_here(worker.wsgi))


def worker_exit(_server, _worker) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  as above
    """The part of a job that is begun is ended, as in `serve`: nobody has to wait for its lease."""
    _JOBS.close()


def _host_and_port() -> tuple[str, int]:
    host, _colon, port = bind.rpartition(":")
    return host.strip("[]"), int(port)

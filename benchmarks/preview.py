"""From the pause in typing to the picture: every document with another date each time, so that nothing is kept ready.

Run as `python3 run.py bench preview [ROUNDS]`. Wall time, warm: the office runs, the templates are compiled. The whole
is what the browser waits for: the form sent to the page, then the first picture fetched, through the application.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from lxml import html

from app import create_app
from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.services.documents.pictures import picture, sheets_shown
from sferum_docs.services.documents.printing import press_in
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packet.preview import preview_docx, preview_html
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.users.manage import Role, create_first
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.migrate import upgrade

PACK_ID = "sferum-2023"

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.testing import FlaskClient

    from sferum_docs.services.documents.printing import PdfService

ROUNDS = 3
AIM = 200  # ms from the pause to the picture
_PICTURE = re.compile(r'<img src="([^"]+)"')
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_OK = 200
_LOGIN, _PASSWORD = "исаева", "четыре слова подряд здесь"
_UNIX = hasattr(os, "getloadavg")
P = ParamSpec("P")
T = TypeVar("T")


def timed(times: list[float], work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """The result of some work, its milliseconds noted."""
    start = time.perf_counter()
    result = work(*given, **named)
    times.append((time.perf_counter() - start) * 1000)
    return result


def stages(press: PdfService, rounds: int) -> dict[str, list[float]]:
    """Each stage by itself, through the services."""
    pack = find_pack(PACK_ID)
    sample = read_sample(pack, "full")
    asked = sample.request
    found: dict[str, list[float]] = {
        "ответы → DOCX": [],
        "DOCX → PDF": [],
        "первый лист → PNG": [],
        "без LibreOffice: DOCX → HTML": [],
    }
    making, printing, drawing, reading = found.values()
    for number in range(rounds + 1):
        for document in asked.documents:
            day = asked.order_date + timedelta(days=number)
            request = replace(asked, order_date=day, documents=(document,), packet_documents=asked.documents)
            content = timed(making, preview_docx, sample.school, pack, request)
            timed(printing, sheets_shown, press, content)
            timed(drawing, picture, press, fingerprint(content), 1)
            timed(reading, preview_html, content)
    return {title: times[len(asked.documents) :] for title, times in found.items()}  # without the first, cold round


def filled(page: str) -> dict[str, str]:
    """The fields of the page's form as a browser would send them."""
    found = next(form for form in html.document_fromstring(page).forms if "date" in form.fields)
    return {str(name): str(value) for name, value in found.form_values()}


def whole(client: FlaskClient, rounds: int) -> tuple[list[float], list[float]]:
    """What the browser waits for: for the page, and for the page with its first picture."""
    answered: list[float] = []
    seen: list[float] = []
    documents = read_sample(find_pack(PACK_ID), "full").request.documents
    for number in range(rounds + 1):
        for document in documents:
            address = f"/acts/{PACK_ID}/packet/{document}"
            day = datetime(2023, 11, 1, tzinfo=UTC).date() + timedelta(days=number)
            form = {**filled(client.get(address).text), "date": f"{day}", "action": "show"}
            start = time.perf_counter()
            answer = client.post(address, data=form, headers={"Sec-Fetch-Mode": "cors"})  # as the script sends it
            answered.append((time.perf_counter() - start) * 1000)
            first = _PICTURE.search(answer.text)
            if first is None or client.get(first[1]).status_code != _OK:
                raise SystemExit(f"{document}: no picture")
            seen.append((time.perf_counter() - start) * 1000)
    count = len(documents)
    return answered[count:], seen[count:]


def signed_in(client: FlaskClient) -> FlaskClient:
    """The client after the sign-in that every page asks for."""
    token = _TOKEN.search(client.get("/sign-in").text)
    client.post("/sign-in", data={"csrf_token": token[1] if token else "", "login": _LOGIN, "password": _PASSWORD})
    return client


def row(title: str, times: Sequence[float]) -> str:
    """Title, median, 95th percentile, best, worst."""
    figures = (statistics.median(times), statistics.quantiles(times, n=20)[-1], min(times), max(times))
    return f"{title:34}" + "".join(f"{figure:9.1f}" for figure in figures)


def main(words: Sequence[str]) -> None:
    """Measures and prints."""
    rounds = int(words[0]) if words else ROUNDS
    with TemporaryDirectory() as folder:
        press = press_in(Path(folder) / "stages")
        if not press.available:
            raise SystemExit("LibreOffice не найдена: измерять нечего")
        found = stages(press, rounds)
        press.printer.close()
        app = create_app({"INSTANCE_PATH": folder})
        with app.app_context():
            upgrade()
            by = Actor("", datetime(2023, 10, 16, 9, tzinfo=UTC))
            create_first(_LOGIN, "Исаева Зара", _PASSWORD, frozenset(Role), by, Passwords())
            load_demonstration(by, PACK_ID)
        answered, seen = whole(signed_in(app.test_client()), rounds)
        app.extensions["press"].printer.close()
    pages = len(read_sample(find_pack(PACK_ID), "full").request.documents)
    lines = [
        f"Python {platform.python_version()}, {platform.machine()}; документов {pages}, повторов {rounds}",
        f"кто ещё занимает машину: в очереди {os.getloadavg()[0]:.1f} на {os.cpu_count()} ядра" if _UNIX else "",
        f"{'мс':34}{'p50':>9}{'p95':>9}{'лучшее':>9}{'худшее':>9}",
        *(row(title, times) for title, times in found.items()),
        row("страница с ответами", answered),
        row("страница и первый лист", seen),
    ]
    reached = statistics.quantiles(seen, n=20)[-1] < AIM
    lines.append(f"цель: p95 меньше {AIM} мс от паузы до листа — {'достигнута' if reached else 'не достигнута'}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

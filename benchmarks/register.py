"""A register of a year as papers and pages: seconds of the processor and the most memory, each in a process of its own.

Run as `python3 run.py bench register [ENTRIES...]`. The yardstick is the fixed piece of work that the tests measure by.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app import create_app
from benchmarks.contenders import memory
from benchmarks.web import fill
from sferum_docs.documents.registering.register_paper import register_docx
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.register.lists.export import register_paper, register_xlsx
from sferum_docs.services.register.lists.export_pdf import register_pdf
from sferum_docs.services.register.lists.listing import load_register
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.register.entry_search import Wanted
from tests.yardstick import yardstick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

COUNTS = (1_000, 10_000)
_SCHOOL, _YEAR, _TODAY = 1, 2026, date(2026, 11, 28)
_WHOLE = Wanted(register="R01", year=_YEAR)


def _written(write: Callable[..., bytes]) -> Callable[[], int]:
    return lambda: len(write(register_paper(_SCHOOL, registers_of(_SCHOOL)["R01"], _WHOLE, _TODAY)))


def _listed(words: str) -> Callable[[], int]:
    wanted = Wanted(register="R01", year=_YEAR, words=words)
    return lambda: (
        load_register(_SCHOOL, wanted, _YEAR, Actor("Исаева П. М.", datetime(2026, 11, 28, tzinfo=UTC))).found.total
    )


KINDS: Mapping[str, Callable[[], int]] = {
    "PDF": _written(register_pdf), "DOCX": _written(register_docx), "XLSX": _written(register_xlsx),
    "list": _listed(""), "search": _listed("вопросу 777"),
}  # fmt: skip


def measure(instance: str, kind: str) -> None:
    """One kind in this process: seconds, size or count, MiB at the peak."""
    with create_app({"INSTANCE_PATH": instance}).app_context():
        began = time.process_time()
        result = KINDS[kind]()
        spent = time.process_time() - began
        told = f"{kind:8}{spent:8.2f} s{spent / yardstick():8.0f} yards{result:12}{memory('VmHWM'):8.0f} MiB"
    sys.stdout.write(f"{told}\n")


def main(words: Sequence[str]) -> int:
    """Fills a school for each count and measures every kind."""
    for count in map(int, words or map(str, COUNTS)):
        with TemporaryDirectory() as folder:
            fill(Path(folder), count)
            sys.stdout.write(f"entries: {count}\n")
            sys.stdout.flush()
            for kind in KINDS:
                command = [sys.executable, "-m", "benchmarks.register", "--one", folder, kind]
                subprocess.run(command, check=True)  # noqa: S603 -- this very module
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))

"""DOCX → PDF → pictures, in seconds on the clock: a cold office, the long-lived one, the packet in one file.

Run as `python3 run.py bench printing [ROUNDS]`. The files are the full packet of the demonstration school.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sferum_docs.printing import Printer, Programs, find_programs, merged, page_count, page_png
from sferum_docs.printing.office.programs import python_with_uno
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack

PACK_ID = "sferum-2023"

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 5
WIDTH = 800  # pixels: a page beside a form


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(title: str, times: Sequence[float]) -> None:
    """Prints a row: how many measurements, median, 95th percentile, best."""
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    figures = (f"{value:.3f}".rjust(9) for value in (statistics.median(times), p95, min(times)))
    sys.stdout.write(f"{title:52}{len(times):>6}{''.join(figures)}\n")


def packet() -> list[bytes]:
    """The full packet of the demonstration school."""
    pack = find_pack(PACK_ID)
    sample = read_sample(pack, "full")
    return [item.content for item in prepare(sample.school, pack, sample.request)]


def main(words: Sequence[str]) -> int:
    """Measures and prints; the exit code says whether both ways give the same files."""
    rounds = int(words[0]) if words else ROUNDS
    programs = find_programs()
    if programs.office is None:
        raise SystemExit("нет LibreOffice")
    files = packet()
    with TemporaryDirectory() as folder:
        cold = Printer(Path(folder) / "cold", Programs(programs.office))
        pdfs = cold.pdfs(files)
        pages = sum(map(page_count, pdfs))
        sys.stdout.write(f"{os.cpu_count()} ядра, Python {platform.python_version()}, {platform.system()}; ")
        sys.stdout.write(f"комплект: {len(files)} документов, {pages} страниц\n")
        sys.stdout.write(f"{'секунды':52}{'число':>6}{'p50':>9}{'p95':>9}{'лучшее':>9}\n")
        say("холодный запуск, один документ", [timed(lambda: cold.pdf(files[1])) for _ in range(rounds)])
        say("холодный запуск, весь комплект", [timed(lambda: cold.pdfs(files)) for _ in range(rounds)])
        same = _warm(Path(folder), programs, files, rounds) == pdfs if python_with_uno(programs.pythons) else True
        pictures = [timed(lambda pdf=pdf: page_png(pdf, 1, WIDTH)) for pdf in pdfs for _ in range(rounds)]  # type: ignore[misc]  # the loop's own value
        say(f"картинка страницы, {WIDTH} точек в ширину", pictures)
        say("один PDF из готовых", [timed(lambda: merged(pdfs)) for _ in range(rounds)])
    sys.stdout.write(f"оба пути дают одни и те же файлы: {'да' if same else 'НЕТ'}\n")
    return 0 if same else 1


def _warm(folder: Path, programs: Programs, files: Sequence[bytes], rounds: int) -> tuple[bytes, ...]:
    """Prints the rows of the long-lived office and gives its files."""
    starts = []
    for number in range(rounds):
        printer = Printer(folder / f"start-{number}", programs)
        starts.append(timed(lambda printer=printer: printer.pdf(files[1])))  # type: ignore[misc]  # the loop's own value
        printer.close()
    say("постоянный: запуск и первый документ", starts)
    printer = Printer(folder / "warm", programs)
    printed = printer.pdfs(files)
    say("постоянный, документ", [timed(lambda file=file: printer.pdf(file)) for _ in range(rounds) for file in files])  # type: ignore[misc]  # as above
    say("постоянный, весь комплект одним PDF", [timed(lambda: merged(printer.pdfs(files))) for _ in range(rounds)])
    printer.close()
    return printed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Two long-lived LibreOffice against one, and 300 files printed while the office is killed again and again.

Run as `python3 run.py bench converters [FILES] [KILLS]`. The files are the packet of the
demonstration school, again and again. The exit
code says whether two give 1.6 times what one gives and whether every file came out whole.
"""

from __future__ import annotations

import os
import platform
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.printing import packet
from benchmarks.web import load
from sferum_docs.printing import Printer, page_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILES, KILLS = 300, 5
ROUNDS = 2  # each way in turn, so that what else the machine does meets both
AT_LEAST = 1.6


def tell(line: str) -> None:
    """Prints at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def seconds(folder: Path, files: Sequence[bytes], converters: int) -> float:
    """How long so many long-lived offices take for these files; their start is not measured."""
    printers = [Printer(folder, at_once=converters) for _ in range(converters)]
    try:
        with ThreadPoolExecutor(converters) as pool:
            list(pool.map(lambda printer: printer.pdf(files[0]), printers))
            began = time.perf_counter()
            parts = [files[number::converters] for number in range(converters)]
            list(pool.map(lambda pair: pair[0].pdfs(pair[1]), zip(printers, parts, strict=True)))
            return time.perf_counter() - began
    finally:
        for printer in printers:
            printer.close()


def offices(printer: Printer) -> Iterator[int]:
    """The numbers of the office processes of a printer; Linux alone tells."""
    warm = printer._warm  # noqa: SLF001  whom else to kill
    for path in Path("/proc").glob("[0-9]*/stat") if warm is not None else ():
        try:
            head, _, rest = path.read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue
        if int(rest.split()[2]) == warm._process.pid and "soffice.bin" in head:  # type: ignore[union-attr]  # noqa: SLF001
            yield int(path.parent.name)


@contextmanager
def killing(printer: Printer, kills: int, every: float) -> Iterator[list[int]]:
    """Kills the office so often, evenly over the time that the files take."""
    over, killed = threading.Event(), list[int]()

    def kill() -> None:
        while len(killed) < kills and not over.wait(every):
            for number in offices(printer):
                os.kill(number, signal.SIGKILL)
                killed.append(number)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def main(words: Sequence[str]) -> int:
    """Measures and prints."""
    files, kills = int(words[0]) if words else FILES, int(words[1]) if len(words) > 1 else KILLS
    papers = packet()
    tell(f"{os.cpu_count()} ядра, {platform.system()}, нагрузка {load():.1f}; документов в комплекте: {len(papers)}")
    with TemporaryDirectory() as folder:
        chosen = list(islice(cycle(papers), files))
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(ROUNDS):
            for converters, taken in times.items():
                taken.append(seconds(Path(folder), chosen[: files // 3], converters))
        one, two = (min(taken) for taken in times.values())
        rates = [files // 3 / best for best in (one, two)]
        tell(f"один постоянный LibreOffice: {rates[0]:.1f} документов/с, два: {rates[1]:.1f}; {one / two:.2f} ×")
        printer = Printer(Path(folder))
        began = time.perf_counter()
        with killing(printer, kills, one * 3 / (kills + 2)) as killed:
            made = printer.pdfs(chosen)
        printer.close()
        whole = sum(page_count(pdf) > 0 for pdf in made)
        spent = time.perf_counter() - began
        tell(f"преобразований {files}, убит kill -9: {len(killed)} раз; целых PDF: {whole}, за {spent:.0f} с")
    return 0 if one / two >= AT_LEAST and whole == files and len(killed) == kills else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

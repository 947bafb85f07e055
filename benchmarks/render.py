"""Our engine beside docxtpl, rust-docxtpl and python-docx by hand: same file, same data, results checked equal.

Run as `python -m benchmarks.render [quick]`. docxtpl and rust-docxtpl share one import name, so each is installed by
pip into a folder of its own under instance/bench the first time.
"""

from __future__ import annotations

import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from benchmarks import order
from benchmarks.contenders import data
from sferum_docs.docengine import compile_template, plain_text

if TYPE_CHECKING:
    from docx.document import Document

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "instance" / "bench"
PINNED = ("jinja2==3.1.6", "lxml==6.1.3", "python-docx==1.2.0")
FOREIGN = {"docxtpl": "docxtpl==0.20.2", "rust-docxtpl": "rust-docxtpl==0.1.2"}
NAMES = ("ours", "docxtpl", "rust-docxtpl", "python-docx", "floor")
ROWS = {10: 7, 30: 9, 300: 7, 1000: 5, 10_000: 3}  # rows of the table: rounds
USED = {"Normal", "Default Paragraph Font", "Normal Table", "Table Grid", "No List"}
SPARE = {"stylesWithEffects", "theme", "customXml", "fontTable", "webSettings"}
SECONDS = 0.25  # about how long one engine works in one round


def template(*, lean: bool) -> bytes:
    """Give a one-page order with a table; lean without the styles python-docx brings along."""
    document = docx.Document()
    for text in ("ПРИКАЗ № {{ номер }}", "от {{ дата }}", "Во исполнение постановления {{ орган }} приказываю:"):
        document.add_paragraph(text)
    for number in range(1, 6):
        document.add_paragraph(f"{number}. Назначить {{{{ директор.фио }}}} ({{{{ директор.пост }}}}) ответственным.")
    table = document.add_table(rows=4, cols=4)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("№", "ФИО", "Должность", "Телефон"), strict=True):
        cell.text = text
    table.cell(1, 0).text = "{%tr for с in сотрудники %}"
    row = ("{{ loop.index }}", "{{ с.фио }}", "{{ с.пост }}", "{{ с.тел }}")
    for cell, text in zip(table.rows[2].cells, row, strict=True):
        cell.text = text
    table.cell(3, 0).text = "{%tr endfor %}"
    document.add_paragraph("{{ директор.пост }} ____________ {{ директор.фио }}")
    if lean:
        _make_lean(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _make_lean(document: Document) -> None:
    """Leave the styles the file uses, and no part it can do without."""
    for style in list(document.styles):
        if style.name not in USED:
            style.delete()
    links = document.part.rels
    for key in [key for key, link in links.items() if link.reltype.rsplit("/", 1)[-1] in SPARE]:
        document.part.drop_rel(key)
    document.settings.element[:] = []
    package = document.part.package.rels
    for key in [key for key, link in package.items() if link.reltype.endswith("thumbnail")]:
        del package[key]


@dataclass
class Worker:
    """One engine in its own process."""

    name: str
    process: subprocess.Popen[str]
    seconds: dict[int, list[float]] = field(default_factory=dict)
    memory: dict[int, tuple[float, float]] = field(default_factory=dict)

    def ask(self, rows: int, times: int) -> dict[str, float | str]:
        """Let it render and give its answer."""
        assert self.process.stdin is not None  # noqa: S101 -- opened as a pipe
        assert self.process.stdout is not None  # noqa: S101 -- opened as a pipe
        self.process.stdin.write(json.dumps({"rows": rows, "times": times}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, float | str] = json.loads(self.process.stdout.readline())
        return answer


def installed(name: str) -> Path:
    """Give the folder of a foreign engine with what it needs; pip fills it the first time."""
    folder = FOLDER / name
    if not folder.exists():
        sys.stdout.write(f"installing {FOREIGN[name]} into {folder.relative_to(ROOT)}\n")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), FOREIGN[name], *PINNED]
        subprocess.run(command, check=True)  # noqa: S603 -- pip with fixed arguments
    return folder


def start(name: str, path: Path) -> Worker:
    """Start an engine; a foreign one sees its own folder and no other library."""
    environment = dict(os.environ, PYTHONHASHSEED="0")
    command = [sys.executable, "-m", "benchmarks.contenders", name, str(path)]
    if name in FOREIGN:
        environment["PYTHONPATH"] = os.pathsep.join((str(installed(name)), str(ROOT)))
        command.insert(1, "-S")
    process = subprocess.Popen(  # noqa: S603 -- our own module
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    return Worker(name, process)


def measure(path: Path, rows: dict[int, int]) -> list[Worker]:
    """Let all engines work in turn, round by round; check that all give the same paragraphs."""
    workers = [start(name, path) for name in NAMES]
    for amount, rounds in rows.items():
        times = {worker.name: _times(worker, amount) for worker in workers}
        texts = {}
        for _ in range(rounds):
            for worker in workers:
                answer = worker.ask(amount, times[worker.name])
                worker.seconds.setdefault(amount, []).append(float(answer["seconds"]))
                texts[worker.name] = str(answer["result"])
        expected = plain_text(Path(texts["ours"]).read_bytes())
        for name in ("docxtpl", "rust-docxtpl", "python-docx"):
            if plain_text(Path(texts[name]).read_bytes()) != expected:
                raise SystemExit(f"{name} gives another document at {amount} rows")
    for worker in workers:
        worker.process.communicate()
    return workers


def _times(worker: Worker, amount: int) -> int:
    return max(1, min(2000, int(SECONDS / float(worker.ask(amount, 1)["seconds"]))))


def memory(path: Path, amount: int) -> dict[str, tuple[float, float]]:
    """Give for each engine the peak of a fresh process and how much of it one render added to the idle, in MiB."""
    found = {}
    for name in NAMES[:-1]:
        worker = start(name, path)
        answer = worker.ask(amount, 1)
        worker.process.communicate()
        found[name] = (float(answer["peak"]), float(answer["peak"]) - float(answer["idle"]))
    return found


def ratio(workers: list[Worker], amount: int, name: str) -> float:
    """Give the median over the rounds of how many times as much processor time another engine needs."""
    by_name = {worker.name: worker.seconds[amount] for worker in workers}
    return statistics.median(other / own for other, own in zip(by_name[name], by_name["ours"], strict=True))


def report(title: str, size: int, workers: list[Worker], rows: dict[int, int]) -> None:
    """Print one table."""
    write = sys.stdout.write
    write(f"\n{title} ({size / 1024:.0f} KiB): processor time of one document, and ratio to ours (medians of rounds)\n")
    write(f"{'rows':>7}{'ours, ms':>11}{'docs/s':>9}")
    write("".join(f"{name:>15}" for name in NAMES[1:]) + "\n")
    for amount in rows:
        own = statistics.median(workers[0].seconds[amount])
        write(f"{amount:>7}{own * 1000:>11.3f}{1 / own:>9.0f}")
        for name in NAMES[1:]:
            times = f"{ratio(workers, amount, name):.2f}" if name == "floor" else f"{ratio(workers, amount, name):.1f}"
            write(f"{times + ' x':>15}")
        write("\n")


def main(arguments: list[str]) -> int:
    """Measure and print."""
    rows = {10: 3, 30: 3, 300: 2} if "quick" in arguments else ROWS
    sys.stdout.write(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}\n")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for title, lean in (("lean file", True), ("file of python-docx", False)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.docx"
            path.write_bytes(template(lean=lean))
            report(title, path.stat().st_size, measure(path, rows), rows)
            if lean and "quick" not in arguments:
                for name, (peak, added) in memory(path, 10_000).items():
                    sys.stdout.write(f"10,000 rows, {name}: peak {peak:.0f} MiB, {added:.0f} above idle\n")
    sys.stdout.write("\n" + order.measure(3 if "quick" in arguments else 9) + "\n")
    one = compile_template(template(lean=True))
    same = one.render(data(30)) == compile_template(template(lean=True)).render(data(30))
    sys.stdout.write(f"same data, same bytes: {'yes' if same else 'NO'}\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

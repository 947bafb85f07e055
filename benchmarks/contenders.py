"""The engines that are measured, each in a process of its own: `python -m benchmarks.contenders NAME TEMPLATE`.

Reads lines of JSON {"rows", "times"} and answers with the processor time of a render, and where the result lies.
"""

from __future__ import annotations

import copy
import gc
import importlib
import io
import json
import sys
import time
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Render = Callable[[dict[str, Any]], bytes]


def data(rows: int) -> dict[str, Any]:
    """Give the same school to everybody."""
    staff = [
        {"фио": f"Омарова Зарема Исаевна {number}", "пост": "учитель & методист", "тел": f"8 900 {number:07}"}
        for number in range(1, rows + 1)
    ]
    head = {"фио": "Магомедов М. М.", "пост": "директор"}
    return {"номер": "12-ОД", "дата": "20.10.2023", "орган": "МР «Н-ский» & Ко", "директор": head, "сотрудники": staff}


def ours(template: bytes) -> Render:
    """Compile once."""
    engine = importlib.import_module("sferum_docs.docengine")
    render: Render = engine.compile_template(template).render
    return render


def docxtpl(template: bytes) -> Render:
    """Open the file anew for each document, which is how docxtpl (and its Rust version) is used."""
    module = importlib.import_module("docxtpl")

    def render(context: dict[str, Any]) -> bytes:
        document = module.DocxTemplate(io.BytesIO(template))
        document.render(context, autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return render


def by_hand(template: bytes) -> Render:
    """Fill the same file in with python-docx: replace in runs, copy the row."""
    docx = importlib.import_module("docx")

    def render(context: dict[str, Any]) -> bytes:
        document = docx.Document(io.BytesIO(template))
        flat = {"номер": context["номер"], "дата": context["дата"], "орган": context["орган"]}
        flat |= {f"директор.{key}": value for key, value in context["директор"].items()}
        for paragraph in document.paragraphs:
            _fill(paragraph.runs, flat)
        table = document.tables[0]
        start, pattern, end = (row._tr for row in table.rows[1:4])  # noqa: SLF001 -- python-docx copies rows no other way
        texts = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
        for number, person in enumerate(context["сотрудники"], 1):
            row = copy.deepcopy(pattern)
            for element, value in zip(row.iter(texts), (str(number), *person.values()), strict=True):
                element.text = value
            end.addprevious(row)
        for row in (start, pattern, end):
            row.getparent().remove(row)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return render


def _fill(runs: list[Any], flat: dict[str, str]) -> None:
    for run in runs:
        text = run.text
        if "{{" in text:
            for name, value in flat.items():
                text = text.replace("{{ " + name + " }}", value)
            run.text = text


def floor(template: bytes) -> Render:
    """Only pack the bytes our engine would have made: what no engine on zlib can go below."""
    render = ours(template)
    known: dict[int, tuple[bytes, bytes]] = {}

    def pack(context: dict[str, Any]) -> bytes:
        rows = len(context["сотрудники"])
        if rows not in known:
            made = render(context)
            with zipfile.ZipFile(io.BytesIO(made)) as archive:
                xml = archive.read("word/document.xml")
            known[rows] = (made[: made.index(b"word/document.xml")], xml)
        static, xml = known[rows]
        deflate = zlib.compressobj(1, zlib.DEFLATED, -15, 9)
        squeezed = deflate.compress(xml) + deflate.flush()
        return b"".join((static, zlib.crc32(xml).to_bytes(4, "little"), squeezed))

    return pack


ENGINES = {"ours": ours, "docxtpl": docxtpl, "rust-docxtpl": docxtpl, "python-docx": by_hand, "floor": floor}


def memory(key: str) -> float:
    """Give VmRSS (now) or VmHWM (the peak) of this process in MiB; Linux only, 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


def main(name: str, path: str) -> None:
    """Answer requests until the input ends."""
    template = Path(path).read_bytes()
    render = ENGINES[name](template)
    render(data(1))
    for line in sys.stdin:
        asked = json.loads(line)
        context, made = data(asked["rows"]), b""
        idle = memory("VmRSS")
        gc.collect()
        started = time.process_time()
        for _ in range(asked["times"]):
            made = render(context)
        spent = (time.process_time() - started) / asked["times"]
        result = Path(f"{path}.{name}.docx")
        result.write_bytes(made)
        answer = {"seconds": spent, "result": str(result), "idle": idle, "peak": memory("VmHWM")}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])

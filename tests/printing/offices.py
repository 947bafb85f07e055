"""Documents and offices for the tests of printing: real ones, and one that never answers."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from sferum_docs.printing import Programs, find_programs
from tests.databases import absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def a_document(*paragraphs: str, pages: int = 1) -> bytes:
    """A Word document with these paragraphs on the first of its pages."""
    document = docx.Document()
    for text in paragraphs or ("ПРИКАЗ",):
        document.add_paragraph(text)
    for number in range(2, pages + 1):
        document.add_paragraph(f"Страница {number}").paragraph_format.page_break_before = True
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def real_programs() -> Programs:
    """LibreOffice of this machine; without it the test is skipped by name."""
    programs = find_programs()
    if programs.office is None:
        absent("LibreOffice (soffice)")
    return programs


def a_hanging_office(folder: Path) -> tuple[Path, Path]:
    """A program that never ends and starts another such; and the file where it writes the number of that one."""
    program, note = folder / "soffice", folder / "child"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > '{note}'\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    return program, note


def a_silent_python(folder: Path) -> Path:
    """A Python that knows `uno`, as far as one asks it, and then does what a hung converter does."""
    program = folder / "python"
    lines = ("#!/bin/sh", '[ "$1" = -c ] && exit 0', """echo '{"ready": true}'""", "exec sleep 600", "")
    program.write_text("\n".join(lines), encoding="utf-8")
    program.chmod(0o755)
    return program


def lives(number: int) -> bool:
    """Whether the process is there, and is not just a name that nobody has asked for."""
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def soon(is_so: Callable[[], bool], seconds: float = 120) -> bool:
    """Whether it comes to be so: what is killed needs the kernel for a moment more, a machine at work for longer."""
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


def members(group: int) -> Iterator[tuple[int, str]]:
    """The numbers and names of the processes of a group."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            head, _, rest = (path / "stat").read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue
        if int(rest.split()[2]) == group:
            yield int(path.name), head.partition("(")[2]


def linux_only() -> None:
    """What follows looks at the processes of Linux."""
    if not os.path.isdir("/proc"):  # noqa: PTH112  a question about the machine
        absent("Linux (/proc)")

"""The office and its Python as processes of our own."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from sferum_docs.printing.faults import OfficeGoneError
from sferum_docs.printing.office.programs import office_environment
from sferum_docs.reading.processes import GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def start(command: Sequence[str | Path], *, talks: bool = False) -> subprocess.Popen[str]:
    """Starts a program at the head of a process group of its own; one that talks does so in lines of ASCII.

    OfficeGoneError when there is no such program any more.
    """
    pipe = subprocess.PIPE if talks else subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603  the office and its Python, found by us; no shell
            list(map(str, command)),
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
            env=office_environment(),
            **GROUP,
        )
    except OSError as error:  # taken away since it was found
        raise OfficeGoneError from error

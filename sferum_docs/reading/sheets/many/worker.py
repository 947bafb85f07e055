"""The process that takes many foreign workbooks apart: each with its length before, an empty line after each answer."""

from __future__ import annotations

import sys

from sferum_docs.reading.limits import limit_self
from sferum_docs.reading.sheets.worker import MEMORY, answer_file

_SECONDS = 18  # of the processor, for all of them; below the time by the clock that `child.ask` waits


def main() -> int:
    """Answers the files one after the other."""
    limited = limit_self(memory=MEMORY, seconds=_SECONDS)
    from sferum_docs.reading.sheets.many.books import LENGTH  # noqa: PLC0415  the libraries come after the limits

    source = sys.stdin.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        answer_file(source.read(LENGTH.unpack(head)[0]), limited=limited)
        sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The process that works on the pages of PDFs, question after question, until nobody asks any more. Run by `drawer`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from sferum_docs.printing.drawer import received, send
from sferum_docs.reading.limits import limit_self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MEMORY = 1536 * 1024 * 1024
_SECONDS = 3600  # of the processor, for all its pages; the time of one is told by the clock of whoever asks


def main() -> int:
    """Answers until the end of the questions."""
    limit_self(memory=_MEMORY, seconds=_SECONDS)
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := questions.readline():
        asked = json.loads(line)
        files = [received(questions, size) for size in asked["sizes"]]
        fault, answer = _answer(asked["what"], files, asked["numbers"])
        send(answers, {"fault": fault, "size": len(answer)}, [answer])
    return 0


def _answer(what: str, files: Sequence[bytes], numbers: Sequence[int]) -> tuple[str, bytes]:
    # the library comes after the limits
    from sferum_docs.printing.pdf_pages import merged, page_png, page_sizes  # noqa: PLC0415

    ways: dict[str, Callable[[], bytes]] = {
        "sizes": lambda: json.dumps(page_sizes(files[0])).encode(),
        "draw": lambda: page_png(files[0], *numbers),
        "join": lambda: merged(files),
    }
    try:
        return "", ways[what]()
    except LookupError:
        return "no_page", b""
    except Exception:  # noqa: BLE001  whatever the library makes of a file, whoever asked needs an answer
        return "not_read", b""


if __name__ == "__main__":
    raise SystemExit(main())

"""One life of the long-lived converter, seen from our side."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory

from sferum_docs.printing.faults import OfficeGoneError, PrintingError
from sferum_docs.printing.office import worker
from sferum_docs.printing.office.one_shot import whole_pdf
from sferum_docs.printing.office.processes import start
from sferum_docs.printing.office.profile import make_profile
from sferum_docs.reading.processes import end

_SECONDS_TO_STOP = 8.0
_SECONDS_TO_START = 60.0


class PersistentOffice:
    """A running office that takes one file after another. One caller at a time."""

    def __init__(self, office: Path, python: Path, folder: Path) -> None:
        self._work = TemporaryDirectory(dir=folder, prefix="office-", ignore_cleanup_errors=True)
        profile = make_profile(Path(self._work.name) / "profile")
        try:
            self._process = start([python, Path(worker.__file__).resolve(), office, profile], talks=True)
        except OfficeGoneError:
            self._work.cleanup()
            raise
        self._answers: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.printed = 0
        try:
            self._answer("ready", _SECONDS_TO_START)
        except (OfficeGoneError, PrintingError):
            self.kill()
            raise OfficeGoneError from None

    def pdf(self, docx: bytes, limit: float) -> bytes | None:
        """The PDF of a file, None for one that does not convert.

        PrintingError when it takes longer than `limit`, OfficeGoneError when the office broke down; after both
        this office is of no more use.
        """
        source, target = (Path(self._work.name).resolve() / name for name in ("in.docx", "out.pdf"))
        try:
            source.write_bytes(docx)
            target.unlink(missing_ok=True)
        except OSError:
            raise OfficeGoneError from None
        self.printed += 1
        asked = {"source": source.as_uri(), "target": target.as_uri()}
        try:
            self._write(json.dumps(asked))
        except OSError:  # a broken pipe
            raise OfficeGoneError from None
        done = self._answer("done", limit)
        return whole_pdf(target) if done else None

    def close(self) -> None:
        """Lets the office end by itself, then ends whatever is left of it."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        with suppress(Empty):
            self._answers.get(timeout=_SECONDS_TO_STOP)  # the end of its answers is the end of the worker
        self.kill()

    def kill(self) -> None:
        """Ends the office at once."""
        end(self._process)
        self._work.cleanup()

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101  opened as a pipe
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _answer(self, name: str, limit: float) -> bool:
        try:
            line = self._answers.get(timeout=limit)
        except Empty:
            raise PrintingError("printing_too_long") from None
        answer = json.loads(line or "{}")  # an empty line is the end of its output
        if name not in answer:
            raise OfficeGoneError
        return bool(answer[name])

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # noqa: S101  opened as a pipe
        with suppress(OSError, ValueError):  # closed under our hands when the office is ended
            for line in stream:
                self._answers.put(line)
        self._answers.put("")

"""The printer of an installation: one office at a time, warm where it can be."""

from __future__ import annotations

import atexit
import logging
import shutil
import threading
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from sferum_docs.printing.faults import OfficeGoneError, PrintingError
from sferum_docs.printing.office import one_shot
from sferum_docs.printing.office.persistent import PersistentOffice
from sferum_docs.printing.office.profile import is_docx
from sferum_docs.printing.office.programs import Programs, find_programs, python_with_uno
from sferum_docs.printing.office.seats import USUAL, Seats
from sferum_docs.printing.repeatable import without_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RESTART_AFTER = 300  # files: an office grows with each
IDLE_SECONDS = 300.0  # it holds some 200 MB
LIMIT_SECONDS = 60.0  # for one file, and for the start of an office
_MORE_SECONDS = 10.0  # for each further file of a cold batch
_LOOK = 1.0  # seconds between two looks whether the office is still used
_TURN = 10.0  # seconds of one who prints without end, while another waits
_TIMES = 3  # starts anew over one file; more is its own fault
_DAY = 24 * 60 * 60
_log = logging.getLogger(__name__)


class Printer:
    """Turns DOCX into PDF; threads may share it. It starts nothing before the first file.

    Printers of one folder, in whichever processes, run so many offices `at_once`; whoever needs one more waits.
    """

    def __init__(
        self,
        folder: Path,
        programs: Programs | None = None,
        *,
        limit: float = LIMIT_SECONDS,
        idle: float = IDLE_SECONDS,
        restart_after: int = RESTART_AFTER,
        at_once: int = USUAL,
    ) -> None:
        self._folder = folder
        self._programs = find_programs() if programs is None else programs
        self._limit = limit
        self._idle = idle
        self._restart_after = restart_after
        self._lock = threading.RLock()
        self._waking = threading.Lock()
        self._warm: PersistentOffice | None = None
        self._seats = Seats(folder, at_once)
        self._seat: IO[str] | None = None  # while an office of ours runs
        self._timer: threading.Timer | None = None
        self._used_at = self._began_at = 0.0
        self._python: Path | None = None
        self._looked = False

    @property
    def available(self) -> bool:
        """Whether there is a LibreOffice to print with."""
        return self._programs.office is not None

    @property
    def awake(self) -> bool:
        """Whether a file would be printed at once: the long-lived office runs, or this machine has none to run."""
        return self._warm is not None or not self.available or (self._looked and self._python is None)

    def wake(self) -> None:
        """Starts the long-lived office while nobody waits for it; asked again meanwhile, it starts no second one."""
        if self._waking.acquire(blocking=False):
            threading.Thread(target=self._wake, daemon=True).start()

    def _wake(self) -> None:
        try:
            with self._lock:
                office, python = self._programs.office, self._python_with_uno()
                if office is not None and python is not None and (self._warm or self._seated(0)):
                    self._running(office, python)
        except (OfficeGoneError, OSError):  # the next who prints is told in words
            _log.warning("the long-lived LibreOffice did not start beforehand")
        finally:
            self._waking.release()

    def pdf(self, docx: bytes) -> bytes:
        """The PDF of one file; PrintingError when there is none."""
        return self.pdfs([docx])[0]

    def pdfs(self, files: Sequence[bytes]) -> tuple[bytes, ...]:
        """The PDF of each file, in order, all or none; the PrintingError names the file by its index."""
        office = self._programs.office
        if office is None:
            raise PrintingError("no_office")
        for index, content in enumerate(files):
            if not is_docx(content):
                raise PrintingError("not_printed", index)
        try:
            made = self._through_warm(office, files)
            if len(made) < len(files):
                made += self._through_cold(office, files[len(made) :])
        except OfficeGoneError:
            raise PrintingError("no_office") from None
        except OSError as error:
            raise PrintingError("printing_no_room") from error
        for index, pdf in enumerate(made):
            if not pdf:
                raise PrintingError("not_printed", index)
        return tuple(without_time(pdf) for pdf in made if pdf)

    def close(self) -> None:
        """Ends the office that is running, if there is one; the next file would start another."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._warm is not None:
                self._warm.close()
                self._warm = None
            self._stand_up()
            atexit.unregister(self.close)

    def _through_warm(self, office: Path, files: Sequence[bytes]) -> list[bytes | None]:
        """The PDFs of as many files as the long-lived office managed, from the first one on."""
        made: list[bytes | None] = []
        broken = 0
        while len(made) < len(files) and broken < _TIMES and (python := self._python_with_uno()) is not None:
            try:
                with self._lock:  # let go after each file: who waits for one page does not wait for a packet
                    made.append(self._one_through_warm(office, python, files[len(made)], len(made)))
                broken = 0
            except OfficeGoneError:
                broken += 1
        if len(made) < len(files) and broken:
            _log.warning("the long-lived LibreOffice broke down; a plain one prints the rest")
        return made

    def _through_cold(self, office: Path, files: Sequence[bytes]) -> list[bytes | None]:
        limit = self._limit + _MORE_SECONDS * (len(files) - 1)
        with self._lock:
            self._make_room()
            if self._warm is None and not self._seated(self._limit):
                raise PrintingError("printing_no_seat")
            try:
                return list(one_shot.convert(office, self._folder, files, limit))
            finally:
                if self._warm is None:
                    self._stand_up()

    def _one_through_warm(self, office: Path, python: Path, content: bytes, index: int) -> bytes | None:
        if self._warm is not None and self._warm.printed >= self._restart_after:
            self.close()
        if self._warm is not None and time.monotonic() - self._began_at > _TURN and self._seats.wanted():
            self.close()
            self._seats.give_way()
        warm = self._running(office, python)
        try:
            return warm.pdf(content, self._limit)
        except OfficeGoneError:
            self._drop(warm)
            raise
        except PrintingError as error:
            self._drop(warm)
            raise PrintingError(error.code, index) from None

    def _running(self, office: Path, python: Path) -> PersistentOffice:
        """The long-lived office, started now if it does not run."""
        self._warm = warm = self._warm or self._started(office, python)
        self._watch()
        return warm

    def _drop(self, warm: PersistentOffice) -> None:
        warm.kill()
        self._warm = None
        self._stand_up()

    def _seated(self, patience: float) -> bool:
        """Whether this printer may run an office: it has a seat, or one comes free."""
        self._seat = self._seat or self._seats.take(patience)
        return self._seat is not None

    def _stand_up(self) -> None:
        if self._seat is not None:
            self._seat.close()
            self._seat = None

    def _python_with_uno(self) -> Path | None:
        if not self._looked:
            self._looked, self._python = True, python_with_uno(self._programs.pythons)
        return self._python

    def _started(self, office: Path, python: Path) -> PersistentOffice:
        self._make_room()
        if not self._seated(self._limit):
            raise PrintingError("printing_no_seat")
        self._began_at = time.monotonic()
        try:
            started = PersistentOffice(office, python, self._folder)
        except OfficeGoneError:
            self._python = None  # it will not start the next time either; the plain way remains
            self._stand_up()
            raise
        atexit.register(self.close)
        return started

    def _watch(self) -> None:
        """Ends the office when nothing was printed for a while, or when another process waits for its seat."""
        self._used_at = time.monotonic()
        if self._timer is None:
            self._look_again()

    def _look_again(self) -> None:
        self._timer = threading.Timer(min(self._idle, _LOOK), self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        with self._lock:
            if self._timer is not threading.current_thread():  # the office was ended while this waited for the lock
                return
            unused = time.monotonic() - self._used_at
            if unused >= self._idle or (unused >= _LOOK and self._seats.wanted()):
                self.close()
            else:
                self._look_again()

    def _make_room(self) -> None:
        """Makes the folder, and sweeps out what a killed program left in it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.glob("office-*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _DAY:
                    shutil.rmtree(path, ignore_errors=True)

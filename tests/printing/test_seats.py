"""So many offices on a machine, whichever processes print; whoever waits gets a seat, whoever dies gives it back."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sferum_docs.printing import Printer, PrintingError, page_count
from sferum_docs.printing.office import printer as printing
from sferum_docs.printing.office.one_shot import whole_pdf
from sferum_docs.printing.office.seats import Seats
from tests.printing.offices import a_document, linux_only, members, real_programs
from tests.printing.test_printer import group_of


def test_there_are_no_more_seats_than_told_and_one_let_go_is_free(tmp_path: Path) -> None:
    one, other = Seats(tmp_path, 2), Seats(tmp_path, 2)
    first, second = one.take(0), other.take(0)
    assert first is not None
    assert second is not None
    assert one.take(0) is None
    first.close()
    third = other.take(0)
    assert third is not None
    for seat in (second, third):
        seat.close()


def test_whoever_waits_is_heard_while_he_waits(tmp_path: Path) -> None:
    one, other = Seats(tmp_path, 1), Seats(tmp_path, 1)
    seat = one.take(0)
    assert seat is not None
    assert not one.wanted()
    assert other.take(0.05) is None
    assert one.wanted()
    os.utime(tmp_path / "seat-wanted", (time.time() - 60,) * 2)
    assert not one.wanted()
    seat.close()


def test_one_who_finds_no_seat_is_told_and_one_who_rests_gives_his_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linux_only()
    monkeypatch.setattr(printing, "_LOOK", 0.2)
    one, other = (Printer(tmp_path, real_programs(), at_once=1, limit=60) for _ in range(2))
    seat = Seats(tmp_path, 1).take(0)
    assert seat is not None
    with pytest.raises(PrintingError) as error:
        Printer(tmp_path, real_programs(), at_once=1, limit=0.1).pdf(a_document())
    assert error.value.code == "printing_no_seat"
    seat.close()
    try:
        assert page_count(one.pdf(a_document())) == page_count(other.pdf(a_document())) == 1
        assert (one.awake, other.awake) == (False, True)
    finally:
        one.close()
        other.close()


@contextmanager
def killing(printer: Printer, times: int) -> Iterator[list[int]]:
    """Kills the office so many times, each one while it has a file to do."""
    over, killed = threading.Event(), list[int]()

    def kill() -> None:
        while len(killed) < times and not over.wait(0.02):
            warm = printer._warm  # noqa: SLF001  whom else to kill
            if warm is None or not warm.printed or warm.printed == 1:
                continue
            for number, name in members(group_of(printer)):
                if name.startswith("soffice.bin"):
                    os.kill(number, signal.SIGKILL)
                    killed.append(number)
            over.wait(0.3)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def test_files_survive_the_offices_that_are_killed_over_them(tmp_path: Path) -> None:
    linux_only()
    printer = Printer(tmp_path, real_programs())
    with killing(printer, 2) as killed:
        made = printer.pdfs([a_document(f"Приказ {number}") for number in range(30)])
    printer.close()
    assert len(killed) == 2
    assert [page_count(pdf) for pdf in made] == [1] * 30


def test_half_a_pdf_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert whole_pdf(path) is None
    path.write_bytes(b"%PDF-1.7 and then the office was killed")
    assert whole_pdf(path) is None
    path.write_bytes(b"%PDF-1.7 all of it %%EOF\n")
    assert whole_pdf(path) is not None

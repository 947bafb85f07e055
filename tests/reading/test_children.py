"""Native readers of foreign files: whatever they do ends with their process, and a person gets a sentence."""

import sys
import threading

import pytest

from sferum_docs.reading import child, pdf_child
from sferum_docs.reading.child import Places
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.pdf_child import pages_of_foreign_pdf
from tests.registering import PDF

DEATHS = ["abort", "memory", "processor", "clock", "nonsense", "silent"]


def test_a_sound_pdf_has_its_pages() -> None:
    assert pages_of_foreign_pdf(PDF) == 1


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_pdf_cut_short_and_one_that_is_none_have_no_pages(cut: float) -> None:
    damaged = PDF[: int(len(PDF) * cut)].replace(b"/Count 1", b"/Count 9")
    assert pages_of_foreign_pdf(damaged) == 0
    assert pages_of_foreign_pdf(b"%PDF-1.7" + b"\0" * 10_000) == 0


@pytest.mark.parametrize("how", DEATHS)
def test_a_reader_that_dies_has_read_nothing(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "processor" and sys.platform == "win32":
        pytest.skip("the limit of the processor is the clock there")
    monkeypatch.setattr(pdf_child, "_WORKER", "tests.dying")
    monkeypatch.setattr(child, "_SECONDS", 3.0 if how == "clock" else 60.0)
    assert pages_of_foreign_pdf(b"%PDF-" + how.encode()) == 0


def test_whoever_finds_all_places_taken_is_asked_to_come_again() -> None:
    places, taken, free = Places(at_once=1, waiting=0), threading.Event(), threading.Event()

    def read() -> None:
        with places.taken():
            taken.set()
            free.wait(60)

    reader = threading.Thread(target=read)
    reader.start()
    taken.wait(60)
    with pytest.raises(FaultsError) as caught, places.taken("file"):
        pass
    free.set()
    reader.join()
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("sheet_busy", "file")]
    with places.taken():
        pass

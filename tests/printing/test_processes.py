"""An office that hangs, that is not one, that is not there; and what is ended with it."""

import subprocess
from pathlib import Path

import pytest

from sferum_docs.printing import Printer, PrintingError, Programs
from sferum_docs.reading.faults import sentences
from tests.printing.offices import a_document, a_hanging_office, a_silent_python, linux_only, lives, soon


def test_without_an_office_the_printer_says_so(tmp_path: Path) -> None:
    printer = Printer(tmp_path, Programs(None))
    assert not printer.available
    with pytest.raises(PrintingError) as caught:
        printer.pdf(a_document())
    assert "Установите LibreOffice" in caught.value.fault().message()


@pytest.mark.parametrize("code", ["no_office", "printing_too_long", "printing_no_room", "not_printed"])
def test_every_trouble_has_its_sentence(code: str) -> None:
    assert PrintingError(code).fault().message() == sentences()[code]


def test_a_hung_office_is_ended_in_time_with_its_children_and_nothing_else(tmp_path: Path) -> None:
    linux_only()
    office, note = a_hanging_office(tmp_path)
    with subprocess.Popen(["sleep", "600"]) as stranger:
        try:
            for limit in (1.0, 10.0, 100.0):  # a machine at work may take longer to start it
                printer = Printer(tmp_path / "work", Programs(office), limit=limit)
                with pytest.raises(PrintingError) as caught:
                    printer.pdf(a_document())
                assert caught.value.code == "printing_too_long"
                if note.is_file() and note.read_text():
                    break
            assert soon(lambda: not lives(int(note.read_text())))
            assert stranger.poll() is None
        finally:
            stranger.kill()  # else a fault above would be told after ten minutes
    assert list((tmp_path / "work").glob("office-*")) == []


def test_a_hung_converter_is_ended_in_time(tmp_path: Path) -> None:
    linux_only()
    office, _note = a_hanging_office(tmp_path)
    printer = Printer(tmp_path / "work", Programs(office, (a_silent_python(tmp_path),)), limit=1.0)
    with pytest.raises(PrintingError) as caught:
        printer.pdfs([a_document()])
    assert caught.value.code == "printing_too_long"
    assert list((tmp_path / "work").glob("office-*")) == []


def test_a_program_that_prints_nothing_is_not_believed(tmp_path: Path) -> None:
    linux_only()
    printer = Printer(tmp_path, Programs(Path("/bin/true"), (Path("/bin/false"),)))
    with pytest.raises(PrintingError) as caught:
        printer.pdf(a_document())
    assert caught.value.code == "not_printed"


@pytest.mark.parametrize("content", [b"", b"Hello", b"PK\x03\x04 cut off", a_document()[:-100]])
def test_what_is_no_document_does_not_reach_the_office(tmp_path: Path, content: bytes) -> None:
    printer = Printer(tmp_path / "work", Programs(Path("/nowhere/soffice")))
    with pytest.raises(PrintingError) as caught:
        printer.pdfs([a_document(), content])
    assert (caught.value.code, caught.value.index) == ("not_printed", 1)
    assert not (tmp_path / "work").exists()


def test_an_office_deleted_under_our_hands_is_a_trouble_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PrintingError) as caught:
        Printer(tmp_path, Programs(tmp_path / "gone")).pdf(a_document())
    assert caught.value.code == "no_office"


def test_a_folder_that_cannot_be_written_is_a_trouble_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file where the folder should be")
    with pytest.raises(PrintingError) as caught:
        Printer(tmp_path / "work", Programs(Path("/bin/true"))).pdf(a_document())
    assert caught.value.code == "printing_no_room"

"""Pages of a PDF, their pictures, and several files in one."""

import os
import signal
import struct
import subprocess
import sys
import threading
import time
from io import BytesIO

import pypdfium2
import pytest

from sferum_docs.printing import PrintingError, merged, page_count, page_png
from sferum_docs.printing.drawer import Drawer
from sferum_docs.printing.repeatable import without_time


def blank(*widths: int) -> bytes:
    """A PDF with empty pages of these widths."""
    document = pypdfium2.PdfDocument.new()
    for width in widths:
        document.new_page(width, 800)
    target = BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_files_are_joined_in_order() -> None:
    whole = merged([blank(300), blank(200, 100)])
    document = pypdfium2.PdfDocument(whole)
    assert [page.get_width() for page in document] == [300, 200, 100]
    document.close()
    assert page_count(whole) == 3
    assert merged([blank(300), blank(200, 100)]) == whole


@pytest.mark.parametrize("width", [1, 333, 800, 1600])
def test_a_picture_is_as_wide_as_asked(width: int) -> None:
    assert size(page_png(blank(595), 1, width))[0] == width


def test_a_picture_is_never_wider_than_the_memory_bears() -> None:
    assert size(page_png(blank(595), 1, 1_000_000))[0] == 4000


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(LookupError):
        page_png(blank(595, 595), page, 100)


def test_threads_take_turns() -> None:
    whole = blank(*[595] * 20)
    found: list[int] = []

    def work() -> None:
        found.extend(size(page_png(whole, page, 200))[0] for page in range(1, 21))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 80


def test_the_moment_is_taken_out_without_moving_a_byte() -> None:
    pdf = (
        b"%PDF-1.6\n/CreationDate(D:20261123191035Z')>>\n/ID [ <85079E666CCFCF96F7095934F8E5354D>\n"
        b"<85079E666CCFCF96F7095934F8E5354D> ]\n/DocChecksum /3348201FF62AB92FD2CB40CBFFD245B3\n"
    )
    later = pdf.replace(b"20261123191035", b"20270101000000").replace(b"85079E666CCF", b"AAAAAAAAAAAA")
    assert without_time(pdf) == without_time(later)
    assert len(without_time(pdf)) == len(pdf)
    assert without_time(pdf) != without_time(pdf.replace(b"1.6", b"1.7")), "another file has another identifier"


# --------------------------------------------------------------------------- the process that draws
def test_pages_are_drawn_by_another_process_which_lives_on() -> None:
    """The server loads no PDFium, and starts one process for many pages."""
    code = (
        "import sys\nfrom sferum_docs.printing import page_count, page_png, merged, pages\n"
        "pdf = sys.stdin.buffer.read()\npage_png(pdf, 1, 50)\nfirst = pages._drawer.pid\n"
        "page_png(pdf, 2, 50), page_count(pdf), merged([pdf, pdf])\n"
        "print(first == pages._drawer.pid, 'pypdfium2' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], input=blank(100, 200), capture_output=True, check=True).stdout
    assert told.split() == [b"True", b"False"]


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"no pdf at all" * 1000])
def test_a_file_that_is_no_pdf_is_a_sentence_and_harms_no_other(pdf: bytes) -> None:
    for work in (lambda: page_count(pdf), lambda: page_png(pdf, 1, 50), lambda: merged([blank(100), pdf])):
        with pytest.raises(PrintingError) as caught:
            work()
        assert "Листы не удалось показать" in caught.value.fault().message()
    assert page_count(blank(100, 100)) == 2


def test_a_process_that_died_is_started_anew() -> None:
    drawer = Drawer()
    assert drawer.ask("draw", [blank(100)], 1, 50)
    first = drawer.pid
    os.kill(first, signal.SIGTERM)
    assert drawer.ask("draw", [blank(100)], 1, 50)
    assert drawer.pid != first
    drawer.close()


def test_after_many_answers_another_process_answers() -> None:
    drawer = Drawer(restart_after=2)
    pids = []
    for _ in range(4):
        drawer.ask("sizes", [blank(100)])
        pids.append(drawer.pid)
    assert (pids[0] == pids[1], pids[1] == pids[2], pids[2] == pids[3]) == (True, False, True)
    drawer.close()


@pytest.mark.parametrize("words", [b"%PDF-abort", b"%PDF-silent", b"%PDF-noise"])
def test_a_process_that_dies_or_never_answers_is_a_sentence(words: bytes) -> None:
    drawer = Drawer("tests.printing.odd_worker", seconds=1.0 if words == b"%PDF-silent" else 20.0)
    started = time.monotonic()
    with pytest.raises(PrintingError) as caught:
        drawer.ask("draw", [words], 1, 50)
    assert caught.value.code == "pages_not_drawn"
    assert time.monotonic() - started < 60
    assert drawer.pid == 0

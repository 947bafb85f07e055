"""The real office: long-lived and plain, in threads, after a crash, with broken documents."""

import ctypes
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sferum_docs.house_templates.build import build
from sferum_docs.printing import Printer, PrintingError, Programs, page_count
from sferum_docs.printing.office.persistent import PersistentOffice
from sferum_docs.printing.office.programs import python_with_uno
from tests.databases import absent
from tests.printing.offices import a_document, linux_only, lives, members, real_programs, soon

WORDS = "Назначить ответственной Омарову Зарему Исаевну"


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    """A printer with the long-lived office."""
    programs = real_programs()
    if python_with_uno(programs.pythons) is None:
        absent("Python, который знает uno (python3-uno)")
    printer = Printer(tmp_path_factory.mktemp("Печать школы"), programs)
    yield printer
    printer.close()


@pytest.fixture
def cold(tmp_path: Path) -> Printer:
    """A printer where no Python knows `uno`."""
    return Printer(tmp_path / "Печать", Programs(real_programs().office))


def office_of(printer: Printer) -> PersistentOffice:
    assert printer._warm is not None  # noqa: SLF001  the test looks behind the door
    return printer._warm  # noqa: SLF001  as above


def group_of(printer: Printer) -> int:
    return office_of(printer)._process.pid  # noqa: SLF001  as above


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_words_of_the_document_are_on_the_page(warm: Printer) -> None:
    pdf = warm.pdf(a_document(WORDS))
    assert pdf.startswith(b"%PDF-")
    assert WORDS in text_of(pdf)
    assert b"/FontFile" in pdf, "a page must look the same where the font is missing"


def test_both_ways_give_the_same_file(warm: Printer, cold: Printer) -> None:
    files = [a_document(WORDS, pages=pages) for pages in (1, 3)]
    printed = warm.pdfs(files)
    assert [page_count(pdf) for pdf in printed] == [1, 3]
    assert cold.pdfs(files) == printed, "nothing in the file tells when or how it was printed"


def kinds_of(pdf: bytes) -> set[str]:
    """What kinds of parts the pages are marked with: paragraphs, headings, tables and their heads."""
    document = pypdfium2.PdfDocument(pdf)
    found: set[str] = set()
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        waiting = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        while waiting:
            part = waiting.pop()
            if not part:
                continue
            name = ctypes.create_string_buffer(100)
            size = pdfium.FPDF_StructElement_GetType(part, name, 100)
            found.add(name.raw[: size - 2].decode("utf-16-le"))
            count = pdfium.FPDF_StructElement_CountChildren(part)
            waiting += [pdfium.FPDF_StructElement_GetChildAtIndex(part, at) for at in range(count)]
        pdfium.FPDF_StructTree_Close(tree)
    document.close()
    return found


PLAN = """
Заголовок к тексту: О плане
Пункт: Утвердить план:
Таблица: 10ц 155
! № | Мероприятие
| 1 | Собрание

Подпись: Директор | И. О. Фамилия
"""


def test_a_page_can_be_read_out_headings_lists_and_tables_are_marked(warm: Printer) -> None:
    pdf = warm.pdf(build(PLAN, "план.txt"))
    assert {"Document", "H1", "P", "Table", "TR", "TH", "TD"} <= kinds_of(pdf)
    assert b"/MarkInfo<</Marked true>>" in pdf
    assert b"/Lang(ru-RU)" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_threads_share_a_printer(warm: Printer) -> None:
    files = [a_document(pages=pages) for pages in (1, 2, 3, 1, 2, 3, 1, 2)]
    with ThreadPoolExecutor(4) as pool:
        assert [page_count(pdf) for pdf in pool.map(warm.pdf, files)] == [1, 2, 3, 1, 2, 3, 1, 2]


def test_a_crash_between_two_files_is_not_noticed_by_who_prints(warm: Printer) -> None:
    linux_only()
    first = warm.pdf(a_document(WORDS))
    before = office_of(warm)
    (office,) = [number for number, name in members(group_of(warm)) if name.startswith("soffice.bin")]
    os.kill(office, signal.SIGKILL)
    assert warm.pdf(a_document(WORDS)) == first
    assert warm.pdf(a_document(WORDS)) == first
    assert office_of(warm) is not before


def test_a_crash_of_the_converter_itself_is_not_noticed_either(warm: Printer) -> None:
    linux_only()
    first = warm.pdf(a_document(WORDS))
    group = group_of(warm)
    os.kill(group, signal.SIGKILL)
    assert warm.pdf(a_document(WORDS)) == first
    assert soon(lambda: not any(lives(number) for number, _name in members(group))), "its office is ended with it"


def broken(part: str = "word/document.xml") -> bytes:
    """A document whose main part is cut off in the middle."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(a_document(WORDS))) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content[: len(content) // 2] if name == part else content)
    return target.getvalue()


@pytest.mark.parametrize("way", ["warm", "cold"])
def test_a_broken_document_is_named_and_harms_no_other(way: str, request: pytest.FixtureRequest) -> None:
    printer: Printer = request.getfixturevalue(way)
    with pytest.raises(PrintingError) as caught:
        printer.pdfs([a_document(), broken(), a_document()])
    assert (caught.value.code, caught.value.index) == ("not_printed", 1)
    assert page_count(printer.pdf(a_document())) == 1


def test_the_office_is_started_anew_after_many_files(tmp_path: Path) -> None:
    printer = Printer(tmp_path, real_programs(), restart_after=2)
    try:
        printer.pdfs([a_document()] * 2)
        before = office_of(printer)
        assert page_count(printer.pdf(a_document())) == 1
        assert office_of(printer) is not before
    finally:
        printer.close()


def test_an_office_is_started_beforehand_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    printer = Printer(tmp_path, real_programs())
    assert not printer.awake
    for _ in range(3):
        printer.wake()
    assert soon(lambda: printer.awake)
    started = group_of(printer)
    assert printer.pdf(a_document()).startswith(b"%PDF")
    assert group_of(printer) == started
    printer.close()
    assert not printer.awake


def test_an_office_that_does_not_start_beforehand_is_told_to_who_prints(tmp_path: Path) -> None:
    printer = Printer(tmp_path, Programs(Path("/bin/false"), (Path("/bin/false"),)))
    printer.wake()
    with pytest.raises(PrintingError):
        printer.pdf(a_document())
    assert printer.awake, "there is none to wait for"


def test_an_idle_office_ends_and_leaves_nothing(tmp_path: Path) -> None:
    linux_only()
    printer = Printer(tmp_path, real_programs(), idle=0.5)
    printer.pdf(a_document())
    group = group_of(printer)
    assert any(name.startswith("soffice.bin") for _number, name in members(group))
    assert soon(lambda: list(members(group)) == [])
    assert page_count(printer.pdf(a_document())) == 1, "the next file starts another"
    printer.close()
    assert list(tmp_path.glob("office-*")) == []


def test_a_closed_printer_leaves_the_office_of_a_person_alone(tmp_path: Path) -> None:
    linux_only()
    programs = real_programs()
    profile = f"-env:UserInstallation={(tmp_path / 'own').as_uri()}"
    command = [str(programs.office), profile, "--headless", "--accept=pipe,name=own-of-a-person;urp;"]
    with subprocess.Popen(command, start_new_session=True) as own:
        try:
            printer = Printer(tmp_path / "work", programs)
            printer.pdf(a_document())
            printer.close()
            assert own.poll() is None
            assert any(name.startswith("soffice.bin") for _number, name in members(own.pid))
        finally:
            os.killpg(own.pid, signal.SIGKILL)


def test_the_office_ends_when_the_program_is_killed(tmp_path: Path) -> None:
    linux_only()
    program = (
        "import os, signal, sys; from pathlib import Path; from sferum_docs.printing import Printer;"
        "printer = Printer(Path(sys.argv[1])); printer.pdf(sys.stdin.buffer.read());"
        "print(printer._warm._process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    real_programs()
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], input=a_document(), capture_output=True, check=False
    )
    group = int(done.stdout)
    assert soon(lambda: list(members(group)) == [])

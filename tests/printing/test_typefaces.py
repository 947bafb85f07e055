"""What was printed before a typeface was installed is not shown after it."""

from pathlib import Path

from sferum_docs.printing.file_cache import FileCache
from sferum_docs.printing.office.printer import Printer
from sferum_docs.printing.typefaces import font_folders, fonts_mark
from sferum_docs.services.documents import printing


def test_the_mark_changes_with_the_typefaces(tmp_path: Path) -> None:
    (tmp_path / "truetype").mkdir()
    before = fonts_mark([tmp_path])
    assert fonts_mark([tmp_path]) == before
    (tmp_path / "truetype" / "PTAstraSerif.ttf").write_bytes(b"x")
    assert fonts_mark([tmp_path]) != before


def test_every_machine_has_a_mark() -> None:
    assert len(fonts_mark()) == 8
    assert all(path.is_dir() for path in font_folders())


def test_a_page_printed_with_other_typefaces_is_printed_anew(tmp_path: Path) -> None:
    press = printing.PdfService(Printer(tmp_path), FileCache(tmp_path / "cache"))
    press.kept.keep(printing.pdf_name("a" * 64), b"%PDF")
    assert press.kept.find(printing.pdf_name("a" * 64)) == b"%PDF"
    assert press.kept.find(printing.pdf_name("a" * 64, "другие")) is None

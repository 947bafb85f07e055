"""The documents as LibreOffice opens and prints them: what a person gets on paper."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from sferum_docs.services.packet.folder import WrittenPacket, write_packet
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from tests.databases import absent

MM_PER_POINT = 25.4 / 72


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[WrittenPacket, Path]:
    office = shutil.which("soffice")
    if office is None:
        absent("LibreOffice (soffice)")
    folder = tmp_path_factory.mktemp("printed")
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    written = write_packet(folder, sample.school, pack, sample.request)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf")]
    subprocess.run([*convert, *map(str, written.files)], check=True, capture_output=True, timeout=240)
    return written, folder / "pdf"


def pages(printed: tuple[WrittenPacket, Path]) -> dict[str, list[str]]:
    """File → the text of each of its pages."""
    written, folder = printed
    found = {}
    for path in written.files:
        document = pypdfium2.PdfDocument(folder / f"{path.stem}.pdf")
        found[path.stem] = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
    return found


def test_every_document_opens_and_has_text_on_every_page(printed: tuple[WrittenPacket, Path]) -> None:
    found = pages(printed)
    assert len(found) == len(find_pack("sferum-2023").documents) - 1, "one document stands instead of another"
    for name, texts in found.items():
        assert texts, name
        for number, text in enumerate(texts, start=1):
            assert len(text.split()) >= 5, f"{name}: страница {number} почти пуста"


def test_no_signature_stands_alone_on_a_page(printed: tuple[WrittenPacket, Path]) -> None:
    for name, texts in pages(printed).items():
        for text in texts:
            lines = [line for line in text.splitlines() if line.strip()]
            signed = [index for index, line in enumerate(lines) if line.split()[0] == "Директор"]
            if signed:
                assert signed[0] >= 2, f"{name}: подпись стоит на странице одна"


def test_pages_are_numbered_from_the_second_on(printed: tuple[WrittenPacket, Path]) -> None:
    written, _folder = printed
    papers = {path.stem: len(papers_in(path)) for path in written.files}
    for name, texts in pages(printed).items():
        begun, expected = 0, 1
        for number, text in enumerate(texts, start=1):
            if expected > 1 and text.split()[0] == str(expected):
                expected += 1
            else:  # the first page of a paper has no number
                begun, expected = begun + 1, 2
            assert begun <= papers[name], f"{name}: страница {number} без номера"
        assert begun == papers[name], name


def papers_in(path: Path) -> list[str]:
    """The beginnings of numbering in a file: one, or one for each paper of a file that holds several."""
    with zipfile.ZipFile(path) as archive:
        return re.findall("<w:pgNumType ", archive.read("word/document.xml").decode()) or ["the file itself"]


def test_every_page_is_a4(printed: tuple[WrittenPacket, Path]) -> None:
    written, folder = printed
    for path in written.files:
        document = pypdfium2.PdfDocument(folder / f"{path.stem}.pdf")
        sizes = {tuple(sorted(round(side * MM_PER_POINT) for side in page.get_size())) for page in document}
        document.close()
        assert sizes == {(210, 297)}, path.name

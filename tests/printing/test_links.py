"""A document that points outside, at addresses and files, is printed without what it points to."""

import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from sferum_docs.printing import Printer, Programs
from tests.printing.offices import a_document, real_programs

FOREIGN = "Сведения из чужого файла"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:90pt">'
    f'<v:imagedata r:id="out" xmlns:r="{KIND}"/></v:shape></w:pict></w:r></w:p>'
)
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="1"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    f'<a:blip r:link="out" xmlns:r="{KIND}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
FIELD = "<w:p><w:fldSimple w:instr=' {code} \"{address}\" '><w:r><w:t>место</w:t></w:r></w:fldSimple></w:p>"


def pointing(body: str, address: str, kind: str = "image") -> bytes:
    """A document with this in its body and an outer relation named «out»."""
    relation = f'<Relationship Id="out" Type="{KIND}/{kind}" Target="{address}" TargetMode="External"/></Relationships>'
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_document("Начало"))) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:sectPr", body.format(code="", address=address).encode() + b"<w:sectPr", 1)
            if name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", relation.encode())
            archive.writestr(name, text)
    return target.getvalue()


BODIES = {
    "a picture of old Word": (PICTURE, "image"),
    "a picture": (DRAWING, "image"),
    "a field with a picture": (FIELD.replace("{code}", "INCLUDEPICTURE"), "image"),
    "a field with a text": (FIELD.replace("{code}", "INCLUDETEXT"), "image"),
    "a frame": ("<w:p/>", "frame"),
    "a template": ("<w:p/>", "attachedTemplate"),
    "a part of another document": ('<w:altChunk r:id="out" xmlns:r="' + KIND + '"/>', "aFChunk"),
}


@pytest.fixture(params=["warm", "cold"], scope="module")
def printer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    programs = real_programs()
    chosen = programs if request.param == "warm" else Programs(programs.office)
    printer = Printer(tmp_path_factory.mktemp("links"), chosen)
    yield printer
    printer.close()


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and what was asked for there."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def __getattr__(self, name: str) -> object:
            if name.startswith("do_"):  # the office likes to look before it fetches
                return self.do_GET
            raise AttributeError(name)

        def log_message(self, *_words: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_no_address_is_asked(printer: Printer, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    files = [pointing(body, f"{address}/{number}.png", kind) for number, (body, kind) in enumerate(BODIES.values())]
    assert len(printer.pdfs(files)) == len(BODIES)
    assert asked == []


def test_no_file_is_read(printer: Printer, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(FOREIGN, encoding="utf-8")
    (tmp_path / "secret.docx").write_bytes(a_document(FOREIGN))
    files = [
        pointing(body, (tmp_path / name).as_uri(), kind)
        for body, kind in BODIES.values()
        for name in ("secret.txt", "secret.docx")
    ]
    for pdf in printer.pdfs(files):
        document = pypdfium2.PdfDocument(pdf)
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        assert "Начало" in text
        assert FOREIGN not in text


def test_no_picture_of_another_file_is_shown(printer: Printer, tmp_path: Path) -> None:
    picture = tmp_path / "red.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><rect width="99" height="99" fill="red"/></svg>'
    )
    plain = [
        pointing(BODIES[name][0], picture.as_uri())
        for name in ("a picture", "a picture of old Word", "a field with a picture")
    ]
    for pdf in printer.pdfs(plain):
        document = pypdfium2.PdfDocument(pdf)
        bitmap = document[0].render(scale=1, rev_byteorder=True)
        pixels = bytes(bitmap.buffer)
        document.close()
        assert pixels[0::3] == pixels[1::3], "a colour comes from the picture"

"""Values with formatting of their own: runs, paragraphs, pictures, QR codes; and how each is written."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import segno

from sferum_docs.docengine.findings import refuse
from sferum_docs.docengine.values import escape, escape_attribute

if TYPE_CHECKING:
    from collections.abc import Callable

EMU_PER_MM = 36_000
QR_SIDE = 25  # mm
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SIZES = (range(0xC0, 0xC4), range(0xC5, 0xC8), range(0xC9, 0xCC), range(0xCD, 0xD0))  # JPEG frames that tell the size
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="Рисунок {number}" descr={about}/>{blip}</wp:inline></w:drawing></w:r>'
)
_BLIP = (
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="{link}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with its formatting; line ends and tabs become Word's own."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG in the line; the height follows from the width, both in millimetres."""

    data: bytes
    width: float
    about: str = ""

    def __str__(self) -> str:
        return self.about

    @property
    def extension(self) -> str:
        """The kind of the picture as a file's extension."""
        if self.data.startswith(_PNG):
            return "png"
        if self.data.startswith(_JPEG):
            return "jpeg"
        raise refuse("picture-kind")

    @property
    def extent(self) -> tuple[int, int]:
        """Width and height in the units of DrawingML."""
        across, down = _pixels(self.data, self.extension)
        width = round(self.width * EMU_PER_MM)
        return width, round(width * down / max(1, across))


@dataclass(frozen=True, slots=True)
class Rich:
    """A formatted value: one or more paragraphs of spans and pictures."""

    paragraphs: tuple[tuple[Span | Picture, ...], ...]

    def __str__(self) -> str:
        return "\n".join("".join(str(piece) for piece in paragraph) for paragraph in self.paragraphs)


def rich(*pieces: str | Span | Picture) -> Rich:
    """Give one formatted paragraph.

    >>> str(rich("срок — ", bold("20 октября")))
    'срок — 20 октября'
    """
    return Rich((tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces),))


def bold(text: str) -> Span:
    """Give a bold stretch of text."""
    return Span(text, bold=True)


def italic(text: str) -> Span:
    """Give an italic stretch of text."""
    return Span(text, italic=True)


def paragraphs(*items: str | Rich) -> Rich:
    """Give several paragraphs as one value, for a tag with the marker p."""
    made = (rich(item) if isinstance(item, str) else item for item in items)
    return Rich(tuple(paragraph for item in made for paragraph in item.paragraphs))


def qr_code(text: object, side: int = QR_SIDE) -> Picture:
    """Give the QR code of a text, of a side in millimetres."""
    buffer = io.BytesIO()
    segno.make(str(text), error="m", micro=False).save(buffer, kind="png", scale=6, border=2)
    return Picture(buffer.getvalue(), side, f"QR: {text}")


RICH_TYPES = frozenset({Rich, Span, Picture})


@dataclass(frozen=True, slots=True)
class Formatting:
    """The formatting of a tag's place: of the paragraph, and of the run before b, after i and after u."""

    paragraph: str = ""
    first: str = ""
    bold: bool = False
    italic: bool = False
    middle: str = ""
    underline: str = ""
    last: str = ""

    def run(self, span: Span) -> str:
        """Write a run; the order of properties is the schema's (ECMA-376 part 1, 17.3.2.28)."""
        marks = "<w:b/>" * (self.bold or span.bold) + "<w:i/>" * (self.italic or span.italic)
        line = '<w:u w:val="single"/>' if span.underline else self.underline
        properties = f"{self.first}{marks}{self.middle}{line}{self.last}"
        wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{wrapped}<w:t xml:space="preserve">{escape(span.text)}</w:t></w:r>'


class Media:
    """What one render adds to the package: files by their place beside the text, and the links of each part to them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.links: dict[str, dict[str, str]] = {}
        self.types: dict[str, str] = {}  # of files that their extension does not tell
        self.charts = 1  # the number of the next one

    def link(self, part: str, picture: Picture) -> str:
        """Give the link's id; the same picture is stored once."""
        name = f"media/{sha256(picture.data).hexdigest()[:16]}.{picture.extension}"
        self.files[name] = picture.data
        return self.link_to(part, name)

    def link_to(self, part: str, name: str) -> str:
        """Give the id of a part's link to a file."""
        links = self.links.setdefault(part, {})
        return links.setdefault(name, f"rIdP{len(links) + 1}")


def draw(picture: Picture, link: str, number: str) -> str:
    """Write a picture as a run."""
    cx, cy = picture.extent
    about = quoteattr(escape_attribute(picture.about))
    return _DRAWING.format(cx=cx, cy=cy, number=number, about=about, blip=blip(picture, link, number))


def blip(picture: Picture, link: str, number: str) -> str:
    """Write the picture itself, for a drawing in the line or on the page."""
    cx, cy = picture.extent
    return _BLIP.format(cx=cx, cy=cy, number=number, link=link)


def write_runs(value: Rich, formatting: Formatting, drawn: Callable[[Picture], str]) -> str:
    """Write a value within a paragraph: its paragraphs become lines."""
    lines = (_runs(paragraph, formatting, drawn) for paragraph in value.paragraphs)
    return "<w:r><w:br/></w:r>".join(lines)


def write_paragraphs(value: Rich, formatting: Formatting, drawn: Callable[[Picture], str]) -> str:
    """Write a value as whole paragraphs, each formatted as the tag's own."""
    return "".join(
        f"<w:p>{formatting.paragraph}{_runs(paragraph, formatting, drawn)}</w:p>" for paragraph in value.paragraphs
    )


def _runs(pieces: tuple[Span | Picture, ...], formatting: Formatting, drawn: Callable[[Picture], str]) -> str:
    return "".join(formatting.run(piece) if isinstance(piece, Span) else drawn(piece) for piece in pieces)


def _pixels(data: bytes, extension: str) -> tuple[int, int]:
    """Read the size from the header of a PNG (IHDR) or a JPEG (SOF)."""
    try:
        if extension == "png":
            return struct.unpack(">II", data[16:24])
        at = 2
        while at + 9 < len(data):
            marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
            if any(marker in frames for frames in _SIZES):
                down, across = struct.unpack(">HH", data[at + 5 : at + 9])
                return across, down
            at += 2 + length
    except struct.error:
        pass
    raise refuse("picture-kind")

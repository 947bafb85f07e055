"""First pages of several files stand on one sheet, each in its border."""

import io
import struct
import zlib

import pypdfium2

from sferum_docs.printing.contact_sheet import contact_sheet

WIDTH = 700


def a_pdf(width: float, height: float, pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, height)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a grey picture."""
    width, height, _, colour = struct.unpack(">IIBB", png[16:26])
    assert colour == 0, "the sheet has no colour"
    size = struct.unpack(">I", png[33:37])[0]
    data = zlib.decompress(png[41 : 41 + size])
    return width, height, [data[start + 1 : start + 1 + width] for start in range(0, len(data), width + 1)]


def test_pages_stand_in_rows_and_columns_with_borders() -> None:
    files = [(f"D{number:02}", a_pdf(595, 842, pages=number % 3 + 1)) for number in range(1, 5)]
    width, height, rows = pixels(contact_sheet(files, 3, WIDTH))
    assert width == WIDTH
    assert height > width * 0.9
    across = rows[height // 4]
    borders = [x for x in range(1, width) if across[x] < 220 <= across[x - 1]]
    assert len(borders) == 6, "three pages, each with a left and a right border"
    below = rows[height * 3 // 4]
    assert len([x for x in range(1, width) if below[x] < 220 <= below[x - 1]]) == 2, "the fourth stands alone below"


def test_the_name_stands_below_its_page() -> None:
    named = pixels(contact_sheet([("D01", a_pdf(595, 842))], 1, WIDTH))[2]
    unnamed = pixels(contact_sheet([("", a_pdf(595, 842))], 1, WIDTH))[2]
    different = [y for y, (one, other) in enumerate(zip(named, unnamed, strict=True)) if one != other]
    assert different
    assert min(different) > len(named) * 0.9


def test_a_lying_page_keeps_its_proportions() -> None:
    _, height, rows = pixels(contact_sheet([("D08", a_pdf(842, 595))], 1, WIDTH))
    column = [row[WIDTH // 2] for row in rows]
    borders = [y for y in range(1, height) if column[y] < 220 <= column[y - 1]]
    assert len(borders) == 2
    assert abs((borders[1] - borders[0]) / (WIDTH * 210 / 234) - 595 / 842) < 0.02

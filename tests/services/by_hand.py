"""Changes of a made file by hand, as somebody in Word would make them: from the XML of a part to the changed one."""

import io
import re
import zipfile
from collections.abc import Callable


def rewritten(content: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with one part changed by hand."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == part:
                before, data = data, change(data.decode()).encode()
                assert before != data
            archive.writestr(item.filename, data)
    return target.getvalue()


def formatted(properties: str) -> Callable[[str], str]:
    """Gives the first words of the first point other formatting."""

    def change(xml: str) -> str:
        start = xml.index('w:val="Clause"')
        return xml[:start] + re.sub(
            r"<w:r>(?:<w:rPr>.*?</w:rPr>)?(<w:t)", rf"<w:r><w:rPr>{properties}</w:rPr>\1", xml[start:], count=1
        )

    return change


def wrapped(before: str, after: str) -> Callable[[str], str]:
    """Puts the first run of the first point into something."""

    def change(xml: str) -> str:
        start = xml.index('w:val="Clause"')
        return xml[:start] + re.sub(r"<w:r>.*?</w:r>", lambda run: f"{before}{run[0]}{after}", xml[start:], count=1)

    return change


def styled(properties: str) -> Callable[[str], str]:
    """The style of points with other formatting."""

    def change(xml: str) -> str:
        start = xml.index('w:styleId="Clause"')
        stop = xml.index("</w:style>", start)
        style = re.sub(r"<w:rPr>.*?</w:rPr>|<w:rPr/>", "", xml[start:stop], flags=re.DOTALL)
        return f"{xml[:start]}{style}<w:rPr>{properties}</w:rPr>{xml[stop:]}"

    return change


WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def placed(properties: str) -> Callable[[str], str]:
    """Gives the paragraph of the first point other properties."""
    return lambda xml: xml.replace('<w:pStyle w:val="Clause"/>', f'<w:pStyle w:val="Clause"/>{properties}', 1)


def put_before(element: str) -> Callable[[str], str]:
    """Puts something before the words of the first point."""
    return wrapped(element, "")


def in_section(element: str) -> Callable[[str], str]:
    """Puts something into the last section's properties."""
    return lambda xml: xml[: xml.rindex("</w:sectPr>")] + element + xml[xml.rindex("</w:sectPr>") :]


def in_first_row(properties: str) -> Callable[[str], str]:
    """Gives the first row of the first table other properties."""

    def change(xml: str) -> str:
        return re.sub(r"<w:tr>(?:<w:trPr>.*?</w:trPr>)?", f"<w:tr><w:trPr>{properties}</w:trPr>", xml, count=1)

    return change


def in_first_cells(properties: str) -> Callable[[str], str]:
    return lambda xml: xml.replace("</w:tcPr>", f"{properties}</w:tcPr>")


def anchored(inner: str, size: int = 2_000_000) -> str:
    """A drawing that floats over the text."""
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{wp}" behindDoc="0" simplePos="0" '
        'relativeHeight="2" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>1</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>1</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:wrapNone/><wp:docPr id="77" name="f"/>{inner}</wp:anchor>'
        "</w:drawing></w:r>"
    )


def field(code: str, result: str = "") -> str:
    """A field of Word with its result."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
NOT = '<w:r><w:t xml:space="preserve">НЕ </w:t></w:r>'


def in_line(kind: str) -> str:
    """A drawing in the line whose words stand in a part of their own."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="90000" cy="90000"/>'
        f'<wp:docPr id="71" name="f"/><a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/{kind}"/>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def choices(*branches: str, fallback: str = "") -> str:
    """The same written several times, each for other programs."""
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    told = "".join(f'<mc:Choice Requires="wps">{branch}</mc:Choice>' for branch in branches)
    return f'<mc:AlternateContent xmlns:mc="{space}">{told}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'


def in_table(properties: str) -> Callable[[str], str]:
    """Gives the first table other properties."""
    return lambda xml: xml.replace("<w:tblPr>", f"<w:tblPr>{properties}", 1)

"""Word files for the tests, built in one line: `word("абзац", [["ячейка", "ячейка"]], header="…")`."""

import io
import zipfile

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
Block = str | list[list[str]]


def t(text: str) -> str:
    """Escape a text for XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def r(text: str, formatting: str = "") -> str:
    """Give one run."""
    properties = f"<w:rPr>{formatting}</w:rPr>" if formatting else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{t(text)}</w:t></w:r>'


def p(*runs: str) -> str:
    """Give one paragraph; texts that are no XML become runs."""
    return "<w:p>" + "".join(run if run.startswith("<") else r(run) for run in runs) + "</w:p>"


def table(rows: list[list[str]]) -> str:
    """Give a table; a line break in a cell makes two paragraphs."""
    grid = '<w:gridCol w:w="2000"/>' * max(len(row) for row in rows)
    made = "".join(f"<w:tr>{''.join(cell(text) for text in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def cell(text: str) -> str:
    """Give one cell."""
    content = text if text.startswith("<") else "".join(p(line) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def block(content: Block) -> str:
    """Give a paragraph for a text, a table for rows; XML stays as it is."""
    if isinstance(content, list):
        return table(content)
    return content if content.startswith("<") else p(content)


def parts(*blocks: Block, more: dict[str, str | bytes] | None = None, **named: Block) -> dict[str, bytes]:
    """Give the parts of a file; `header=`, `footer=`, `footnotes=` … name further parts of the document."""
    rels, overrides, made = "", "", {}
    for number, (name, content) in enumerate(named.items(), 1):
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        inner = block(content)
        if kind in {"footnotes", "endnotes", "comments"}:
            inner = f'<w:{kind[:-1]} w:id="1">{inner}</w:{kind[:-1]}>'
        made[f"word/{name}.xml"] = f"<w:{root} {NS}>{inner}</w:{root}>"
        rels += f'<Relationship Id="rId{number}" Type="{REL}{kind}" Target="{name}.xml"/>'
        overrides += f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}{kind}+xml"/>'
    body = "".join(block(item) for item in blocks)
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{REL}officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{rels}</Relationships>',
    }
    everything |= made
    everything |= more or {}
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in everything.items()}


def pack(files: dict[str, bytes]) -> bytes:
    """Pack parts into a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def word(*blocks: Block, more: dict[str, str | bytes] | None = None, **named: Block) -> bytes:
    """Give the bytes of a Word file."""
    return pack(parts(*blocks, more=more, **named))


def xml_of(data: bytes, part: str = "word/document.xml") -> str:
    """Give one part of a file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()

"""Word documents in one line: paragraphs, rows and parts as strings of elements, written into a package."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>'
    '<w:sz w:val="28"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'


def run(text: str, **values: object) -> str:
    """A run; values: size (half-points), font, spacing, lang, style."""
    face = f'<w:rFonts w:ascii="{values["font"]}" w:hAnsi="{values["font"]}"/>' if "font" in values else ""
    names = {"size": "sz", "spacing": "spacing", "lang": "lang", "rstyle": "rStyle"}
    simple = "".join(f'<w:{names[key]} w:val="{values[key]}"/>' for key in names if key in values)
    pieces = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{face}{simple}</w:rPr><w:t xml:space="preserve">{pieces}</w:t></w:r>'


def p(text: str = "", **values: object) -> str:
    """A paragraph; values: jc, first, left … of the paragraph, keep, page, style, list, inside, and those of a run."""
    indents = "".join(f' w:{name}="{values[key]}"' for key, name in _INDENTS.items() if key in values)
    spaces = "".join(f' w:{name}="{values[key]}"' for key, name in _SPACES.items() if key in values)
    properties = [
        f'<w:pStyle w:val="{values["style"]}"/>' if "style" in values else "",
        "<w:keepNext/>" if values.get("keep") else "",
        "<w:pageBreakBefore/>" if values.get("page") else "",
        _list(str(values["list"])) if "list" in values else "",
        f"<w:spacing{spaces}/>" if spaces else "",
        f"<w:ind{indents}/>" if indents else "",
        f'<w:jc w:val="{values["jc"]}"/>' if "jc" in values else "",
        str(values.get("section", "")),
    ]
    of_run = {key: value for key, value in values.items() if key in {"size", "font", "spacing", "lang", "rstyle"}}
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{run(text, **of_run)}{values.get('inside', '')}</w:p>"


_INDENTS = {"left": "left", "right": "right", "first": "firstLine", "hang": "hanging"}
_SPACES = {"before": "before", "after": "after", "line": "line", "rule": "lineRule"}


def _list(place: str) -> str:
    number, level = place.split(".")
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def table(*rows: str, widths: tuple[int, ...] = (4677, 4677), lined: bool = False, width: int = 0) -> str:
    """A table of rows made by row()."""
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    borders = f"<w:tblBorders>{sides}</w:tblBorders>" if lined else ""
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    total = f'<w:tblW w:w="{width or sum(widths)}" w:type="dxa"/>'
    return f"<w:tbl><w:tblPr>{total}{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, head: bool = False, whole: bool = True, bottom: bool = True) -> str:
    """A row; a cell is a text or a paragraph made by p()."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    side = '<w:tcPr><w:vAlign w:val="bottom"/></w:tcPr>' if bottom else ""
    body = "".join(f"<w:tc>{side}{cell if cell.startswith('<w:') else p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{marks}</w:trPr>{body}</w:tr>"


def picture(title: str, *, horizontal: str = "right", vertical: str = "bottom", floating: bool = True) -> str:
    """A run with an image."""
    blip = f'<a:graphic {A}><a:blip r:embed="rId9" {R}/></a:graphic>'
    name = f'<wp:docPr id="1" name="{title}"/>'
    if not floating:
        return f"<w:r><w:drawing><wp:inline {WP}>{name}{blip}</wp:inline></w:drawing></w:r>"
    sides = (
        f'<wp:positionH relativeFrom="margin"><wp:align>{horizontal}</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="margin"><wp:align>{vertical}</wp:align></wp:positionV>'
    )
    return f"<w:r><w:drawing><wp:anchor {WP}>{sides}{name}{blip}</wp:anchor></w:drawing></w:r>"


def section(
    width: int | None = 11906,
    height: int = 16838,
    left: int = 1701,
    right: int = 850,
    top: int = 1134,
    bottom: int = 1134,
    header: int = 567,
    *,
    first: bool = True,
    links: str = "header default rId1 header first rId2",
    numbers: str = "",
    margins: bool = True,
) -> str:
    """Section properties; links: kind, type and id of headers and footers."""
    words = links.split()
    named = zip(words[::3], words[1::3], words[2::3], strict=True)
    references = "".join(f'<w:{kind}Reference w:type="{type_}" r:id="{link}"/>' for kind, type_, link in named)
    size = "" if width is None else f'<w:pgSz w:w="{width}" w:h="{height}"/>'
    sides = f'w:left="{left}" w:right="{right}" w:top="{top}" w:bottom="{bottom}" w:header="{header}" w:footer="567"'
    edges = f"<w:pgMar {sides}/>" if margins else ""
    return f"<w:sectPr>{references}{size}{edges}{numbers}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def docx(body: str, *, end: str | None = None, **parts: str) -> bytes:
    """A package; parts: styles, settings, theme, numbering, header, first, footer (what they hold)."""
    main = f"<w:document {W} {R}><w:body>{body}{section() if end is None else end}</w:body></w:document>"
    members = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": _links({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _links(
            {
                "rId1": ("header", "header1.xml"),
                "rId2": ("header", "header2.xml"),
                "rId3": ("footer", "footer1.xml"),
                "rId4": ("styles", "styles.xml"),
                "rId5": ("settings", "settings.xml"),
                "rId6": ("numbering", "numbering.xml"),
                "rId7": ("theme", "theme/theme1.xml"),
            }
        ),
        "word/document.xml": main,
        "word/header1.xml": f"<w:hdr {W}>{parts.get('header', p(jc='center', inside=PAGE))}</w:hdr>",
        "word/header2.xml": f"<w:hdr {W}>{parts.get('first', p())}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{parts.get('footer', p())}</w:ftr>",
        "word/styles.xml": f"<w:styles {W}>{parts.get('styles', DEFAULTS)}</w:styles>",
        "word/settings.xml": f"<w:settings {W}>{parts.get('settings', '')}</w:settings>",
        "word/numbering.xml": f"<w:numbering {W}>{parts.get('numbering', '')}</w:numbering>",
        "word/theme/theme1.xml": f"<a:theme {A}>{parts.get('theme', '')}</a:theme>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _links(targets: dict[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{link}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for link, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def levels(*forms: str) -> str:
    """A numbering part with one list; forms: numFmt and text of each level, «decimal %1.»."""
    items = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form.split()[0]}"/>'
        f'<w:lvlText w:val="{form.split()[1]}"/></w:lvl>'
        for index, form in enumerate(forms)
    )
    return (
        f'<w:abstractNum w:abstractNumId="1">{items}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

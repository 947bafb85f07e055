"""A chart in the line of its paragraph, and what it adds to the package."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from sferum_docs.docengine.charts.layout import layout_of
from sferum_docs.docengine.charts.part import CHART_NS, WORKBOOK, chart_part
from sferum_docs.docengine.charts.workbook import workbook
from sferum_docs.docengine.file.workbooks import CHART_TYPE, WORKBOOK_TYPE
from sferum_docs.docengine.values import escape_attribute

if TYPE_CHECKING:
    from sferum_docs.docengine.charts.layout import Frame
    from sferum_docs.docengine.charts.model import Chart
    from sferum_docs.docengine.rich import Media

_PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_LINKS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="{WORKBOOK}" Type="{_PACKAGE}" Target="../{{name}}"/></Relationships>'
)
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:docPr id="{number}" name="Диаграмма {number}" descr={about}/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    f'<a:graphicData uri="{CHART_NS}"><c:chart xmlns:c="{CHART_NS}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{link}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def draw_chart(chart: Chart, frame: Frame, media: Media, part: str, number: str) -> str:
    """Write a chart as a run; its part and its workbook join the media of the render."""
    laid = layout_of(chart, frame)
    name, book = f"charts/chart{media.charts}.xml", f"embeddings/Microsoft_Excel_Worksheet{media.charts}.xlsx"
    media.charts += 1
    media.files[name] = chart_part(chart, frame, laid)
    media.files[f"charts/_rels/{name.removeprefix('charts/')}.rels"] = _LINKS.format(name=book).encode()
    media.files[book] = workbook(chart)
    media.types |= {name: CHART_TYPE, book: WORKBOOK_TYPE}
    about = quoteattr(escape_attribute(chart.description))
    size = {"cx": frame.width, "cy": laid.height}
    return _DRAWING.format(**size, number=number, about=about, link=media.link_to(part, name))

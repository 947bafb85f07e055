"""A file whose charts are told in words, for a reader that shows paragraphs and pictures alone."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from sferum_docs.docengine.charts.part import CHART_NS
from sferum_docs.docengine.file.markup import qn

_MAIN, _FOLDER = "word/document.xml", b"word/charts/"


def charts_in_words(content: bytes) -> bytes:
    """Give the file with «[Диаграмма: …]» in place of each chart; one without charts as it is."""
    if _FOLDER not in content:
        return content
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            data = source.read(member)
            archive.writestr(member, _told(data) if member.filename == _MAIN else data)
    return target.getvalue()


def _told(main: bytes) -> bytes:
    root = etree.fromstring(main, etree.XMLParser(resolve_entities=False, no_network=True))
    for chart in list(root.iter(f"{{{CHART_NS}}}chart")):
        drawing = next(chart.iterancestors(qn("w:drawing")), None)
        run = None if drawing is None else drawing.getparent()
        if drawing is None or run is None:
            continue
        about = next((item.get("descr") or item.get("title") or "" for item in drawing.iter(qn("wp:docPr"))), "")
        words = etree.Element(qn("w:t"))
        words.text = f"[Диаграмма: {about}]" if about else "[Диаграмма]"
        run.replace(drawing, words)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

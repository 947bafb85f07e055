"""An act out of a Word file, read by the walk of the house: numbers of lists as Word prints them, tables, boxes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import ActText, Line
from sferum_docs.acts_reader.sources.letters import BULLET, laid_out, tidy
from sferum_docs.acts_reader.sources.tables import row_lines
from sferum_docs.acts_reader.sources.texts import MAX_LINES, act_text
from sferum_docs.gost.reading.package import open_package, qn
from sferum_docs.gost.reading.placing import begins_at
from sferum_docs.gost.reading.scan import scan
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sferum_docs.gost.reading.document import Document, Paragraph
    from sferum_docs.gost.reading.package import Package

_LETTER = 5  # twips of a letter's width for each half-point of its size
_WIDEST = 200
_TOLD = 3  # texts that a remark quotes
_QUOTED = 80
_CORRECTED = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo"))


def from_word(data: bytes) -> ActText:
    """The lines of a DOCX, corrections accepted. FaultsError: damaged, no Word file, too large."""
    try:
        package = open_package(data)
        document = scan(package, MAX_LINES)
    except FaultsError as error:
        raise FaultsError([_as_of_act(fault) for fault in error.faults]) from error
    return act_text(_lines(document.paragraphs), "docx", tuple(_left_out(document)), tuple(_remarks(package, document)))


def _as_of_act(fault: Fault) -> Fault:
    """What the walk says of documents in general, said of an act."""
    values = {"where": fault.place, "limit": fault.values.get("limit", "")}
    return Fault(
        {"docx_long": "act_long", "docx_long_paragraph": "act_long_line"}.get(fault.code, fault.code), values=values
    )


# ------------------------------------------------------------------------------------ lines
@dataclass(slots=True)
class _Pages:
    """Which page a paragraph begins, as far as the file says it."""

    page: int = 1
    begun: bool = False

    def of(self, item: Paragraph) -> int:
        self.page += item.page_start and self.begun
        self.begun = self.begun or bool(item.words)
        return self.page


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    pages = _Pages()
    flat = [(item, pages.of(item)) for item in paragraphs]
    yield from _rows(flat, 0)


def _rows(flat: Iterable[tuple[Paragraph, int]], depth: int) -> Iterator[Line]:
    """Paragraphs line by line; the cells of a row of a table side by side, each with its first paragraphs first."""
    for row, group in groupby(flat, key=lambda pair: pair[0].cells[depth][:2] if len(pair[0].cells) > depth else None):
        if row is None:
            for item, page in group:
                yield from _paragraph(item, page)
            continue
        columns = [list(cell) for _, cell in groupby(group, key=lambda pair: pair[0].cells[depth][2])]
        yield from row_lines([list(_rows(cell, depth + 1)) for cell in columns])


def _paragraph(item: Paragraph, page: int) -> Iterator[Line]:
    """The lines of a paragraph: those after the first were broken by hand."""
    mark, indent = _mark(item), _indent(item)
    for number, text in enumerate(tidy(item.text).replace("\f", "\n").split("\n")):
        if number == 0:
            yield Line(0, laid_out(text), mark, page, indent, item.level if mark else None, whole=True)
        else:
            yield Line(0, laid_out(text), page=page, indent=indent)


def _mark(item: Paragraph) -> str:
    """The number of a list, or the sign it puts in its place: one of a symbol font or a letter of one is a bullet."""
    if item.label or not item.bullet or not item.words:
        return tidy(item.label)
    sign = tidy(item.bullet)
    return BULLET if sign.isalnum() or not sign else sign


def _indent(item: Paragraph) -> int:
    """How far the first letter stands from the left margin, in letters of its own size."""
    letter = max(item.size, 2) * _LETTER
    spare = item.box - len(item.words) * letter
    if item.jc == "right":
        at = item.start + item.length("left") + spare
    elif item.jc == "center":
        at = item.start + item.length("left") + spare // 2
    else:
        at = item.start + begins_at(item.values, item.text)
    return min(max(round(at / letter), 0), _WIDEST)


# ------------------------------------------------------------------------------------ what is beside the text
def _left_out(document: Document) -> Iterator[Line]:
    """Running heads, each once."""
    told: set[str] = set()
    for section in document.sections:
        for group in (section.headers, section.footers):
            for item in (item for items in group.values() for item in items):
                text = laid_out(tidy(item.text)).replace("\n", " ")
                if text and text not in told:
                    told.add(text)
                    yield Line(0, text)


def _remarks(package: Package, document: Document) -> Iterator[Fault]:
    hidden = [run.text for item in document.paragraphs for run in item.hidden]
    notes = [item.words for item in document.notes if item.words]
    if next(package.main.iter(*_CORRECTED), None) is not None:
        yield Fault("act_corrections", warning=True)
    for code, texts in (("act_hidden", hidden), ("act_notes", notes), ("act_unread", document.unread)):
        if texts:
            yield Fault(code, values={"text": _quoted(texts), "count": str(len(texts))}, warning=True)
    if next(package.main.iter(qn("w:altChunk"), qn("w:subDoc")), None) is not None:
        yield Fault("act_embedded", warning=True)


def _quoted(texts: Sequence[str]) -> str:
    shown = [" ".join(text.split())[:_QUOTED] for text in texts[:_TOLD]]
    return "; ".join(f"«{text}»" for text in shown) + (" …" if len(texts) > _TOLD else "")

"""From the trees of a file to a Document: the text in order, cells, text boxes, sections with what they inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.reading.document import Cell, Document, Paragraph, Row, Section, Table, is_kept, room_of
from sferum_docs.gost.reading.numbering import Numbering
from sferum_docs.gost.reading.package import VAL, Element, Package, is_on, qn, value
from sferum_docs.gost.reading.placing import box_place, cell_place, grid_of, stands_right, table_start
from sferum_docs.gost.reading.runs import Runs, children, in_fallback
from sferum_docs.gost.reading.styles import BESIDE, Styles
from sferum_docs.gost.reading.table_style import conditions, exact_height, ground_of, is_lined, is_marked, table_width
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.text import T, leaves, stray_texts

if TYPE_CHECKING:
    from sferum_docs.gost.reading.styles import Values

P, TBL, TR, TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_SECTION = qn("w:sectPr")
NOTES = ("footnotes", "endnotes")
MAX_PARAGRAPHS = 10_000  # about three seconds of checks; the longest school regulations have a tenth of it
MAX_LETTERS = 10_000  # in a paragraph: searches must stay quick on what nobody typed


def scan(package: Package) -> Document:
    """The document of a package."""
    return _Scan(package).document()


class _Scan:
    """Walks the body once."""

    def __init__(self, package: Package, styles: Styles | None = None) -> None:
        related = package.related
        self.package = package
        self.styles = styles or Styles(related.get("styles"), related.get("theme"), Numbering(related.get("numbering")))
        self.body = package.main.find(qn("w:body"))
        self.part = "document"
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.section = 0
        self.ground = ""  # of the cell that is read
        self.page_start = True
        self.start = 0  # of the cell or box that is read, from the left margin
        self.sections: list[Section] = []
        self.visited: set[Element] = set()
        self.unread: list[str] = []

    def document(self) -> Document:
        body = self.body
        assert body is not None  # noqa: S101  open_package refuses a file without a body
        self.sections = self.read_sections(body)
        room, number = self.sections[0].room, 0
        for child in children(body):
            if child.tag == P:
                number += 1
                self.paragraph(child, number, room)
            elif child.tag == TBL:
                self.table(child, room, ())
            if self.ends_section(child):
                self.section += 1
                section = self.sections[min(self.section, len(self.sections) - 1)]
                self.page_start = self.page_start or section.new_page
                room = section.room
        self.note_unread(body)
        notes = [found for kind in NOTES for found in self.apart(self.package.related.get(kind), "note")]
        settings = self.package.related.get("settings")
        return Document(
            tuple(self.paragraphs),
            tuple(self.tables),
            tuple(self.sections),
            settings,
            tuple(notes),
            tuple(dict.fromkeys(self.unread)),
        )

    def note_unread(self, root: Element) -> None:
        """What of a part's text was not come to, whole paragraphs and texts within them."""
        passed = (item for item in root.iter(P) if item not in self.visited and not in_fallback(item))
        texts = ("".join(leaf.text or "" for leaf in leaves(item) if leaf.tag == T) for item in passed)
        self.unread += [text.strip() for text in texts if text.strip()]
        self.unread += [f"{stray.text} ({stray.holder})" for stray in stray_texts(root)]

    @staticmethod
    def ends_section(child: Element) -> bool:
        return child.tag == P and child.find(f"{qn('w:pPr')}/{_SECTION}") is not None

    # ------------------------------------------------------------------------------------ paragraphs
    def paragraph(
        self,
        element: Element,
        number: int,
        width: int,
        cells: tuple[tuple[int, int, int], ...] = (),
        table_style: str = "",
        *,
        boxed: bool = False,
    ) -> Paragraph:
        """Adds a paragraph, and those of text boxes inside it."""
        self.visited.add(element)
        direct = element.find(qn("w:pPr"))
        style = self.styles.style_or_default(value(direct, "w:pStyle"), "paragraph")
        values = self.styles.paragraph(style, table_style, direct)
        reader = Runs(self.styles, style, table_style)
        reader.read(element)
        text = "".join(run.shown for run in reader.runs)
        if len(text) > MAX_LETTERS:
            raise FaultsError([Fault("docx_long_paragraph", f"абзац {number}", {"limit": MAX_LETTERS})])
        number_id, level = values.get("numId"), min(max(values.get("ilvl", 0), 0), 8)
        room = self.sections[min(self.section, len(self.sections) - 1)].room if self.sections else width
        label = self.styles.numbering.next(number_id, level) if text.strip() or reader.hidden else ""
        found = Paragraph(
            index=len(self.paragraphs),
            number=number,
            runs=tuple(reader.runs),
            values=values,
            text=text,
            words=" ".join(text.split()),
            section=self.section,
            width=width,
            cells=cells,
            part=self.part,
            label=label,
            form=self.styles.numbering.form(number_id, level) if number_id else "",
            forms=self.styles.numbering.forms(number_id, level),
            page_start=self.page_start
            or bool(values.get("pageBreakBefore"))
            or (reader.breaks_first and bool(text.strip())),
            pictures=tuple(reader.pictures),
            fields=tuple(reader.fields),
            in_corner=boxed or stands_right(values, text, reader.ptab, (self.start, width), room),
            frame=str(values.get("frame", "")),
            ptab=reader.ptab,
            hidden=tuple(reader.hidden),
            ground=self.ground,
            mark=self.mark(direct, style, table_style, number_id, level) if number_id else None,
            sign=self.styles.numbering.sign(number_id, level),
            style=style,
            start=self.start,
            room=room,
        )
        if found.index >= MAX_PARAGRAPHS:
            raise FaultsError([Fault("docx_long", values={"limit": MAX_PARAGRAPHS})])
        self.paragraphs.append(found)
        # an empty paragraph after a page break still leaves the next one at the top of the page
        self.page_start = reader.breaks_last or (found.page_start and not found.words and not found.pictures)
        for box in reader.boxes:
            outside, told = self.start, box_place(box, room)
            self.start, inside = told or (outside, width)
            for place, child in enumerate((item for item in children(box) if item.tag == P), start=1):
                self.paragraph(child, place, inside, cells, table_style, boxed=told is None)
            self.start = outside
        return found

    def mark(self, direct: Element | None, style: str, table_style: str, number: int, level: int) -> Values:
        """How a paragraph's number is written: as its mark is, and as its list says."""
        own = self.styles.run(style, table_style, "", None if direct is None else direct.find(qn("w:rPr")))
        listed = self.styles.numbering.run(number, level)
        return own if listed is None else {**own, **self.styles.run_values(listed)}

    # ------------------------------------------------------------------------------------ tables
    def table(self, element: Element, room: int, outer: tuple[tuple[int, int, int], ...]) -> None:
        """Adds a table with its cells in order; a nested one comes after the cell's paragraphs before it."""
        place = len(self.tables)
        properties = element.find(qn("w:tblPr"))
        style = self.styles.style_or_default(value(properties, "w:tblStyle"), "table")
        grid = grid_of(element)
        self.tables.append(Table(place + 1, (), lined=False, width=0, room=room))
        before, outside, width = len(self.paragraphs), self.start, table_width(properties, grid, room)
        self.start += table_start(properties, width, room)
        rows = []
        elements = [child for child in children(element) if child.tag == TR]
        for index, row in enumerate(elements, start=1):
            here = conditions(properties, index, len(elements))
            rows.append(self.row(row, BESIDE.join((style, *here)), grid, (outer, place + 1, index), width or room))
        self.start = outside
        self.tables[place] = Table(
            number=place + 1,
            rows=tuple(rows),
            lined=is_lined(self.styles, element, style),
            width=width,
            room=room,
            indent=whole(value(properties, "w:tblInd", "w:w")) or 0,
            nested=bool(outer),
            first=self.paragraphs[before] if len(self.paragraphs) > before else None,
        )

    def row(
        self,
        element: Element,
        style: str,
        grid: list[int],
        place: tuple[tuple[tuple[int, int, int], ...], int, int],
        room: int,
    ) -> Row:
        outer, table, number = place
        properties = element.find(qn("w:trPr"))
        column = whole(value(properties, "w:gridBefore")) or 0
        cells, left, top, tops = [], self.start, self.page_start, []  # the cells of a row begin on one height
        begun = any(item.words for item in self.paragraphs)
        for index, cell in enumerate((child for child in children(element) if child.tag == TC), start=1):
            settings = cell.find(qn("w:tcPr"))
            span = whole(value(settings, "w:gridSpan")) or 1
            width = sum(grid[column : column + span]) or whole(value(settings, "w:tcW", "w:w")) or room
            self.start = left + (room * sum(grid[:column]) // sum(grid) if sum(grid) else 0)
            self.page_start = top if begun else self.page_start  # a file's first row begins no second page
            column += span
            path = (*outer, (table, number, index))
            merged = None if settings is None else settings.find(qn("w:vMerge"))
            outside, self.ground = self.ground, ground_of(self.styles, settings, element, style) or self.ground
            continued = merged is not None and merged.get(VAL) != "restart"
            inside, vertical = self.cell(cell, width, path, style), value(settings, "w:vAlign") or "top"
            cells.append(Cell(inside, span, continued, vertical))
            self.ground = outside
            tops.append(self.page_start)
            top = top or bool(inside and inside[0].page_start)
        self.start, self.page_start = left, any(tops) and not any(cell.words for cell in cells)
        height = exact_height(properties)
        return Row(
            tuple(cells),
            head=is_marked(self.styles, properties, style, "w:tblHeader"),
            whole=is_marked(self.styles, properties, style, "w:cantSplit")
            or height is not None
            or all(is_kept(cell.paragraphs) for cell in cells),
            height=height,
        )

    def cell(
        self, element: Element, width: int, path: tuple[tuple[int, int, int], ...], style: str
    ) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for child in children(element):
            if child.tag == P:
                found.append(self.paragraph(child, len(found) + 1, width, path, style))
            elif child.tag == TBL:
                self.table(child, width, path)
        return tuple(found)

    # ------------------------------------------------------------------------------------ sections
    def read_sections(self, body: Element) -> list[Section]:
        found: list[Section] = []
        for element in (item for item in body.iter(_SECTION) if not _is_old(item)):
            found.append(self.read_section(element, found[-1] if found else None))
        return found or [Section(None, None, landscape=False, margins={}, title_page=False, start=None, number_form="")]

    def read_section(self, element: Element, before: Section | None) -> Section:
        size, margins = element.find(qn("w:pgSz")), element.find(qn("w:pgMar"))
        numbers = element.find(qn("w:pgNumType"))
        found = {}
        for name in () if margins is None else ("left", "right", "top", "bottom", "header", "footer", "gutter"):
            measure = None if margins is None else whole(margins.get(qn(f"w:{name}")))
            if measure is not None:
                found[name] = abs(measure)
        bound = self.bound_side(element)
        if bound in found:
            found[bound] += found.get("gutter", 0)
        width, height = (None if size is None else whole(size.get(qn(name))) for name in ("w:w", "w:h"))
        apart = value(element, "w:type") not in {"continuous", "nextColumn"}
        room = room_of(width, found)
        return Section(
            width=width,
            height=height,
            new_page=apart or before is None or (width, height) != (before.width, before.height),
            landscape=size is not None and size.get(qn("w:orient")) == "landscape",
            margins=found,
            title_page=bool(is_on(element.find(qn("w:titlePg")))),
            start=None if numbers is None else whole(numbers.get(qn("w:start"))),
            number_form="decimal" if numbers is None else numbers.get(qn("w:fmt")) or "decimal",
            headers={**(before.headers if before else {}), **self.margin_texts(element, "header", room)},
            footers={**(before.footers if before else {}), **self.margin_texts(element, "footer", room)},
        )

    def bound_side(self, element: Element) -> str:
        """Where the sheets are bound: the gutter is added to the margin of that side."""
        settings = self.package.related.get("settings")
        if is_on(None if settings is None else settings.find(qn("w:gutterAtTop"))):
            return "top"
        return "right" if is_on(element.find(qn("w:rtlGutter"))) else "left"

    def margin_texts(self, element: Element, kind: str, room: int) -> dict[str, tuple[Paragraph, ...]]:
        """The headers or footers a section names: default, first, even."""
        found = {}
        for reference in element.iterchildren(qn(f"w:{kind}Reference")):
            root = self.package.linked.get(reference.get(qn("r:id")) or "")
            if root is not None:
                found[reference.get(qn("w:type")) or "default"] = self.apart(root, kind, room)
        return found

    def apart(self, root: Element | None, kind: str, room: int = 0) -> tuple[Paragraph, ...]:
        """The paragraphs of a part beside the text: a header, a footer, the notes."""
        if root is None:
            return ()
        other = _Scan(self.package, self.styles)
        other.part = kind
        for number, child in enumerate((item for item in root.iter(P) if not in_fallback(item)), start=1):
            if child not in other.visited:  # those of boxes came with what holds the box
                other.start, width = cell_place(child, room)
                other.paragraph(child, number, width)
        other.note_unread(root)
        self.unread += other.unread
        return tuple(other.paragraphs)


def _is_old(element: Element) -> bool:
    """A section's former properties, kept by tracked changes."""
    return next(element.iterancestors(qn("w:sectPrChange")), None) is not None

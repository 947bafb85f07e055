"""From the trees of a file to a Document: the text in order, cells, text boxes, sections with what they inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.gost.reading.document import Cell, Document, Paragraph, Section, Table, TableRow, is_kept
from sferum_docs.gost.reading.numbering import Numbering
from sferum_docs.gost.reading.package import VAL, Element, Package, qn, value
from sferum_docs.gost.reading.placing import box_place, cell_place, grid_of, stands_right, table_start
from sferum_docs.gost.reading.properties import inside
from sferum_docs.gost.reading.runs import Runs, children, in_fallback
from sferum_docs.gost.reading.sections import SECTION, read_sections
from sferum_docs.gost.reading.styles import Styles
from sferum_docs.gost.reading.table_style import exact_height, ground_of, is_lined, is_marked, style_of, table_width
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.colours import Palette
from sferum_docs.wordml.text import T, leaves, stray_texts

if TYPE_CHECKING:
    from sferum_docs.gost.reading.properties import Values
    from sferum_docs.gost.reading.table_style import TableStyle

P, TBL, TR, TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
NOTES = ("footnotes", "endnotes")
MAX_PARAGRAPHS = 10_000  # about three seconds of checks; the longest school regulations have a tenth of it


def scan(package: Package, most: int = MAX_PARAGRAPHS) -> Document:
    """The document of a package. FaultsError when it has more paragraphs than `most`."""
    related = package.related
    Palette(related.get("theme"), related.get("settings")).settle(
        package.main, *package.linked.values(), *(root for kind, root in related.items() if kind != "theme")
    )
    return _Scan(package, most=most).document()


class _Scan:
    """Walks the body once."""

    def __init__(self, package: Package, styles: Styles | None = None, most: int = MAX_PARAGRAPHS) -> None:
        related = package.related
        self.package, self.most = package, most
        self.styles = styles or Styles(related.get("styles"), related.get("theme"), Numbering(related.get("numbering")))
        self.body = package.main.find(qn("w:body"))
        self.part = "document"
        self.paragraphs: list[Paragraph] = []
        self.begun, self.looked_at = False, 0  # whether any of the first so many paragraphs has words
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
        self.sections = read_sections(self.package, body, self.apart)
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
        return child.tag == P and child.find(f"{qn('w:pPr')}/{SECTION}") is not None

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
        text = reader.read_text(element, number)
        room = self.sections[min(self.section, len(self.sections) - 1)].room if self.sections else width
        found = Paragraph(
            number=number,
            values=values,
            text=text,
            words=" ".join(text.split()),
            width=width,
            cells=cells,
            page_start=self.page_start or bool(values.get("pageBreakBefore")) or reader.begins_page(text),
            in_corner=boxed or stands_right(values, text, reader.ptab, (self.start, width), room),
            frame=str(values.get("frame", "")),
            style=style,
            room=room,
            **reader.found(),
            **self.here(),
            **self.listed(direct, style, table_style, values, empty=not text.strip()),
        )
        self.add(found)
        # an empty paragraph after a page break still leaves the next one at the top of the page
        self.page_start = reader.breaks_last or (found.page_start and not found.words and not found.pictures)
        for box in reader.boxes:
            self.box(box, room, width, cells, table_style)
        return found

    def here(self) -> dict[str, Any]:
        """Where the walk stands."""
        return {
            "index": len(self.paragraphs), "section": self.section, "part": self.part, "ground": self.ground,
            "start": self.start,
        }  # fmt: skip

    def add(self, found: Paragraph) -> None:
        """The next paragraph of the text."""
        if found.index >= self.most:
            raise FaultsError([Fault("docx_long", values={"limit": self.most})])
        self.paragraphs.append(found)

    def box(
        self, box: Element, room: int, width: int, cells: tuple[tuple[int, int, int], ...], table_style: str
    ) -> None:
        """Adds the paragraphs of a text box; one that nobody can place stands in a corner."""
        outside, told = self.start, box_place(box, room)
        self.start, inside = told or (outside, width)
        for place, child in enumerate((item for item in children(box) if item.tag == P), start=1):
            self.paragraph(child, place, inside, cells, table_style, boxed=told is None)
        self.start = outside

    def listed(
        self, direct: Element | None, style: str, table_style: str, values: Values, *, empty: bool
    ) -> dict[str, Any]:
        """What a paragraph is numbered with; an empty one takes the next number, one that nobody sees does not."""
        numbering, number, level = self.styles.numbering, values.get("numId"), min(max(values.get("ilvl", 0), 0), 8)
        mark = self.mark(direct, style, table_style, number, level) if number else None
        gone = empty and (bool(mark and mark.get("vanish")) or inside(direct, "w:rPr", "w:del") is not None)
        return {
            "label": "" if gone else numbering.next(number, level),
            "bullet": numbering.bullet(number, level) if number else "",
            "level": level if number else None,
            "form": numbering.form(number, level) if number else "",
            "forms": numbering.forms(number, level),
            "mark": mark,
            "sign": numbering.sign(number, level),
        }

    def mark(self, direct: Element | None, style: str, table_style: str, number: int, level: int) -> Values:
        """How a paragraph's number is written: as its mark is, and as its list says."""
        written = None if direct is None else direct.find(qn("w:rPr"))
        named = self.styles.style_or_default(value(written, "w:rStyle"), "character")
        own = self.styles.run(style, table_style, named, written)
        listed = self.styles.numbering.run(number, level)
        return own if listed is None else {**own, **self.styles.named_run(listed)}

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
        levels = style_of(properties, style, len(elements))
        for index, row in enumerate(elements, start=1):
            rows.append(self.row(row, levels, grid, (outer, place + 1, index), width or room))
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

    def has_begun(self) -> bool:
        """Whether words stand before this place; each paragraph is looked at once."""
        fresh = self.paragraphs[self.looked_at :]
        self.begun, self.looked_at = self.begun or any(item.words for item in fresh), len(self.paragraphs)
        return self.begun

    def row(
        self,
        element: Element,
        style: TableStyle,
        grid: list[int],
        place: tuple[tuple[tuple[int, int, int], ...], int, int],
        room: int,
    ) -> TableRow:
        outer, table, number = place
        properties = element.find(qn("w:trPr"))
        column = whole(value(properties, "w:gridBefore")) or 0
        cells, left, top, tops = [], self.start, self.page_start, []  # the cells of a row begin on one height
        begun = self.has_begun()
        elements = [child for child in children(element) if child.tag == TC]
        for index, cell in enumerate(elements, start=1):
            settings, named = cell.find(qn("w:tcPr")), style.of_cell(number, index, len(elements))
            span = whole(value(settings, "w:gridSpan")) or 1
            width = sum(grid[column : column + span]) or whole(value(settings, "w:tcW", "w:w")) or room
            self.start = left + (room * sum(grid[:column]) // sum(grid) if sum(grid) else 0)
            self.page_start = top if begun else self.page_start  # a file's first row begins no second page
            column += span
            path = (*outer, (table, number, index))
            merged = None if settings is None else settings.find(qn("w:vMerge"))
            outside, self.ground = self.ground, ground_of(self.styles, settings, element, named) or self.ground
            continued = merged is not None and merged.get(VAL) != "restart"
            inside, vertical = self.cell(cell, width, path, named), value(settings, "w:vAlign") or "top"
            cells.append(Cell(inside, span, continued, vertical))
            self.ground = outside
            tops.append(self.page_start)
            top = top or bool(inside and inside[0].page_start)
        self.start, self.page_start = left, any(tops) and not any(cell.words for cell in cells)
        height, named = exact_height(properties), style.of_row(number)
        return TableRow(
            tuple(cells),
            head=is_marked(self.styles, properties, named, "w:tblHeader"),
            whole=is_marked(self.styles, properties, named, "w:cantSplit")
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

    def apart(self, root: Element | None, kind: str, room: int = 0) -> tuple[Paragraph, ...]:
        """The paragraphs of a part beside the text: a header, a footer, the notes."""
        if root is None:
            return ()
        other = _Scan(self.package, self.styles, self.most)
        other.part = kind
        for number, child in enumerate((item for item in root.iter(P) if not in_fallback(item)), start=1):
            if child not in other.visited:  # those of boxes came with what holds the box
                other.start, width = cell_place(child, room)
                other.paragraph(child, number, width)
        other.note_unread(root)
        self.unread += other.unread
        return tuple(other.paragraphs)

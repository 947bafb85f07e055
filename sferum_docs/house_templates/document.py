"""document.xml: the blocks of a source in the house style, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.house_templates.blocks import Block, Columns, Control, Line, Page, Paragraph, Signatures, Table
from sferum_docs.house_templates.element import R, twips, w
from sferum_docs.house_templates.gathering import ends_section, gathered
from sferum_docs.house_templates.house import (
    ANNEX,
    BELOW_TABLE,
    BOTTOM,
    BY_NAME,
    LEFT,
    NUMBER_FROM_EDGE,
    PORTRAIT,
    RIGHT,
    PageFormat,
    Style,
)
from sferum_docs.house_templates.keeping import kept_paragraphs
from sferum_docs.house_templates.numbering import further_annex
from sferum_docs.house_templates.paragraphs import control_text, paragraph
from sferum_docs.house_templates.tables import grid, line, sides, signatures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

HEADERS = {"default": "rId1", "first": "rId2"}
_TABLES = Table | Line | Signatures | Columns


def document(blocks: Sequence[Block]) -> etree._Element:
    """The main part."""
    return w("document", _Body(blocks).build())


def annexes(blocks: Sequence[Block]) -> int:
    """How many annexes follow the order."""
    return sum(isinstance(block, Paragraph) and block.style.name == "Приложение" for block in blocks)


class _Body:
    """Lays the blocks one after another."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = gathered(blocks)
        self.kept = kept_paragraphs(self.blocks)
        self.sheet = PORTRAIT
        self.annex = 0
        self.bookmarks = 0
        self.first = True  # whether the section in hand begins a document
        self.several = any(isinstance(block, Page) and block.fresh for block in self.blocks)

    def build(self) -> etree._Element:
        body = w("body")
        for index, block in enumerate(self.blocks):
            if isinstance(block, Page):
                if index:
                    self.end_section(body, self.blocks[index - 1], fresh=block.fresh)
                self.sheet = PageFormat(landscape=block.landscape)
                self.first = self.first or block.fresh
            else:
                self.part_tables(body, block)
                body.extend(self.lay(index, block))
        if body[-1].tag == w("tbl").tag:
            body.append(paragraph(BY_NAME["Промежуток"], ""))
        body.append(self.section())
        return body

    def part_tables(self, body: etree._Element, block: Block) -> None:
        """Word joins tables that touch; a thin paragraph keeps them apart."""
        if isinstance(block, _TABLES) and len(body) and body[-1].tag == w("tbl").tag:
            body.append(paragraph(BY_NAME["Промежуток"], ""))

    def lay(self, index: int, block: Block) -> Iterator[etree._Element]:
        if isinstance(block, Control):
            yield paragraph(BY_NAME["Условие шаблона"], control_text(block.text, "p"))
        elif isinstance(block, Line):
            yield line(block, self.sheet)
        elif isinstance(block, Signatures):
            yield signatures(block, self.sheet, keep_next=ends_section(self.blocks, index + 1))
        elif isinstance(block, Columns):
            yield sides(block, self.sheet)
        elif isinstance(block, Table):
            yield grid(block, self.sheet, ends_section=ends_section(self.blocks, index + 1))
        elif isinstance(block, Paragraph):
            yield from self.paragraph(index, block)

    def below_table(self, index: int) -> bool:
        """Whether a table stands above this block, no more than conditions between them."""
        above = next((block for block in reversed(self.blocks[:index]) if not isinstance(block, Control)), None)
        return isinstance(above, Table)

    def paragraph(self, index: int, block: Paragraph) -> Iterator[etree._Element]:
        """The paragraph; one that is kept on a condition in two forms, for a property knows no conditions."""
        self.annex += block.style.name == "Приложение"
        self.bookmarks += bool(block.bookmark)
        condition = self.kept.get(index)
        if not condition:
            yield self.form(index, block, keep_next=condition is not None or block.text.endswith(":"))
            return
        for words, keep_next in ((f"{{% if {condition} %}}", True), ("{% else %}", False)):
            yield paragraph(BY_NAME["Условие шаблона"], control_text(words, "p"))
            yield self.form(index, block, keep_next=keep_next)
        yield paragraph(BY_NAME["Условие шаблона"], control_text("{% endif %}", "p"))

    def form(self, index: int, block: Paragraph, *, keep_next: bool) -> etree._Element:
        return paragraph(
            block.style,
            block.text,
            sides=_sides(block.style, self.sheet.text - PORTRAIT.text),
            keep_next=keep_next,
            numbers=further_annex(self.annex - 1) if block.style.numbers == ANNEX and self.annex > 1 else None,
            before=BELOW_TABLE if not block.style.before and self.below_table(index) else None,
            bookmark=(self.bookmarks, block.bookmark) if block.bookmark else None,
        )

    def end_section(self, body: etree._Element, last: Block, *, fresh: bool) -> None:
        """Puts the section into its last paragraph; a table or a condition at the end gets one to carry it.

        So does a fresh page: its break has to come and go with the condition or the loop that it stands in.
        """
        if fresh or not isinstance(last, Paragraph) or body[-1].tag != w("p").tag:
            body.append(paragraph(BY_NAME["Промежуток"], ""))
        body[-1][0].append(self.section())

    def section(self) -> etree._Element:
        first, self.first = self.first, False
        references = [w("headerReference", type=kind) for kind in HEADERS] if first else []
        for reference, number in zip(references, HEADERS.values(), strict=bool(references)):
            reference.set(f"{{{R}}}id", number)
        return w(
            "sectPr",
            *references,
            w("type", val="nextPage"),
            w(
                "pgSz",
                w=twips(self.sheet.width),
                h=twips(self.sheet.height),
                orient="landscape" if self.sheet.landscape else None,
            ),
            w(
                "pgMar",
                top=twips(self.sheet.top),
                right=twips(RIGHT),
                bottom=twips(BOTTOM),
                left=twips(LEFT),
                header=twips(NUMBER_FROM_EDGE),
                footer=twips(NUMBER_FROM_EDGE),
                gutter=0,
            ),
            w("pgNumType", start=1) if first and self.several else None,
            w("titlePg") if first else None,
        )


def _sides(style: Style, wider: float) -> tuple[float, float] | None:
    """Indents of a requisite on a sheet that is wider than the style reckons with."""
    if not wider or not (style.corner or style.bounded):
        return None
    return (style.left + wider, style.right) if style.corner else (style.left + wider / 2, style.right + wider / 2)

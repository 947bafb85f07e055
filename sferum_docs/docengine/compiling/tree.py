"""One part's tree: made lean, its paragraphs numbered, its tags read and lifted to paragraph, row or cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.file.markup import Element, local, qn
from sferum_docs.docengine.file.places import TBL, TC, TR, P, places
from sferum_docs.docengine.findings import Finding, Place, TemplateError, finding
from sferum_docs.docengine.language.foreign import beside, draws_line, foreign_tags, starts_page
from sferum_docs.docengine.language.language import Statement, intended, read
from sferum_docs.docengine.language.tags import CLOSE, OPEN, OWN_MARKS, PLACEHOLDER, Tag, paragraph_text, read_tags
from sferum_docs.docengine.rich import Formatting
from sferum_docs.reading.numbers import digits
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from sferum_docs.docengine.charts.layout import Frame

MAX_TAGS = 10_000
INSTRUCTION = "docengine"  # a processing instruction holds the place of a control tag between elements

R, T, RPR, PPR = qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:pPr")
_XMLNS = re.compile(r' xmlns(:\w+)?="[^"]*"')
# Where in a run's properties the engine puts its own b, i and u: before, between or after these.
_RUN_ORDER = {"rStyle": "first", "rFonts": "first", "u": "underline"}
_RUN_ORDER |= dict.fromkeys(
    ("effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "specVanish"), "last"
)
LEVELS = {"p": P, "tr": TR, "tc": TC, "r": R}

# Marks of Word's own work: they say nothing, break tags apart, and would repeat ids in loops.
_NOISE = {qn(name) for name in ("w:proofErr", "w:lastRenderedPageBreak", "w:dataBinding")}
_NOISE_ATTRIBUTES = {qn(f"w:{name}") for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidDel")}
_NOISE_ATTRIBUTES |= {qn("w14:paraId"), qn("w14:textId"), qn("w:rsidSect")}
# What a paragraph may hold beside control tags and still be nothing but control tags.
_HOLLOW = {
    PPR, RPR, R, T, qn("w:tab"), qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:hyperlink"), qn("w:smartTag"),
    qn("w:sdt"), qn("w:sdtPr"), qn("w:sdtContent"), qn("w:commentRangeStart"), qn("w:commentRangeEnd"),
}  # fmt: skip


@dataclass
class Tree:
    """A part on its way from XML to code."""

    part: str
    root: Element
    tags: dict[int, Tag] = field(default_factory=dict)
    statements: dict[int, Statement] = field(default_factory=dict)
    lifted: dict[int, Element] = field(default_factory=dict)
    rich: set[int] = field(default_factory=set)  # printed tags whose values bring formatting of their own
    formats: dict[int, Formatting] = field(default_factory=dict)
    charts: set[int] = field(default_factory=set)  # of the rich ones, those that stand for a paragraph with a chart
    frames: dict[int, Frame] = field(default_factory=dict)  # their places on the sheet
    restarts: dict[int, list[int]] = field(default_factory=dict)  # loops by tag, with the lists that begin anew there
    columns: dict[Element, list[tuple[int, list[int]]]] = field(default_factory=dict)  # of rows: cells that became tags
    places: dict[Element, Place] = field(default_factory=dict)  # of paragraphs, as the author counts them
    findings: list[Finding] = field(default_factory=list)

    def report(self, code: str, number: int, hint: str = "") -> None:
        """Add a finding at the place of a tag."""
        tag = self.tags[number]
        self.findings.append(finding(code, tag.part, tag.place, tag.source, hint))

    def control(self, number: int) -> bool:
        """Tell whether a tag is one that prints nothing."""
        return self.tags[number].kind != "print"


def read_tree(root: Element, part: str, first: int = 0) -> Tree:
    """Read the tags of a part and say what each means; findings are collected, never raised."""
    _make_lean(root)
    tree = Tree(part, root)
    for paragraph, place in places(root):
        tags, found = read_tags(paragraph, part, place, first + len(tree.tags))
        tree.places[paragraph] = place
        tree.findings += found
        tree.findings += foreign_tags(PLACEHOLDER.sub("", paragraph_text(paragraph)), part, place)
        faulty = {item.tag for item in found}
        for tag in tags:
            tree.tags[tag.number] = tag
            if tag.source[:120] not in faulty:
                _read_statement(tree, tag)
            else:
                tree.statements[tag.number] = intended(tag)
        if len(tree.tags) > MAX_TAGS:
            raise TemplateError([finding("too-many-tags", part, place)])
    _fill_controls(root)
    return tree


def _fill_controls(root: Element) -> None:
    """A control with a tag is filled: it shows its placeholder, which the first click wipes away, no longer."""
    for control in root.iter(qn("w:sdt")):
        shown = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        if shown is None or not numbers_in(control):
            continue
        control[0].remove(shown)
        for run in control.iter(R):
            style = run.find(f"{RPR}/{qn('w:rStyle')}")  # that of the placeholder, whatever it is called here
            if style is not None and numbers_in(run):
                run[0].remove(style)


def _read_statement(tree: Tree, tag: Tag) -> None:
    try:
        tree.statements[tag.number] = read(tag)
    except TemplateError as error:
        tree.statements[tag.number] = intended(tag)
        for item in error.findings:
            tree.report(item.code, tag.number, item.hint)


def _make_lean(root: Element) -> None:
    for element in list(root.iter(*_NOISE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        for name in _NOISE_ATTRIBUTES.intersection(element.attrib):
            del element.attrib[name]
        element.tail = None
        if len(element):
            element.text = None
        if element.text and not OWN_MARKS.isdisjoint(element.text):
            element.text = "".join(sign for sign in element.text if sign not in OWN_MARKS)


def lift(tree: Tree) -> None:
    """Put control tags that stand alone, or bear a marker, in the place of their paragraph, row or cell."""
    for tag in list(tree.tags.values()):
        if (tag.marker in {"p", "tr", "tc"} and tree.control(tag.number)) or _whole_paragraph(tag):
            _lift_marked(tree, tag)
    for row in list(tree.root.iter(TR)):
        numbers = _numbers_if_hollow(tree, row)
        if any(tree.tags[number].kind == "control" for number in numbers):
            replace(tree, row, numbers)
            continue
        for cell in row.findall(TC):
            numbers = _numbers_if_hollow(tree, cell)
            if numbers and not _balanced(tree, numbers):
                replace(tree, cell, numbers)
    for paragraph in list(tree.root.iter(P)):
        numbers = _numbers_if_hollow(tree, paragraph)
        if numbers:
            replace(tree, paragraph, numbers)


def _whole_paragraph(tag: Tag) -> bool:
    return tag.kind == "print" and tag.marker == "p"


def _lift_marked(tree: Tree, tag: Tag) -> None:
    if tag.number in tree.lifted:
        return
    level = LEVELS[tag.marker]
    holder = tag.paragraph if level == P else next(tag.paragraph.iterancestors(level), None)
    if holder is None:
        tree.report("marker-outside-table", tag.number)
        return
    numbers = numbers_in(holder)
    text = "".join(paragraph_text(item) for item in holder.iter(P))
    kept = [number for number in numbers if tree.control(number) or _whole_paragraph(tree.tags[number])]
    lost = ["текст"] if PLACEHOLDER.sub("", text).strip() or len(kept) < len(numbers) else []
    lost += beside(holder)
    if lost:
        tree.report("marker-loses-text", tag.number, ", ".join(lost))
    for number in kept:
        if _whole_paragraph(tree.tags[number]):
            tree.formats[number] = formatting_at(tree, number, holder)
    replace(tree, holder, kept)


def formatting_at(tree: Tree, number: int, holder: Element | None = None) -> Formatting:
    """Give the formatting of the run a tag stands in, and of the paragraph it stands for."""
    home = home_of(tree, number)
    run = home.getparent() if home is not None else None
    properties = run.find(RPR) if run is not None else None
    found: dict[str, str] = dict.fromkeys(("first", "middle", "underline", "last"), "")
    marks = set()
    for child in properties if properties is not None else ():
        name = local(child)
        if name in {"b", "i"} and is_on(child):
            marks.add(name)
        elif name not in {"b", "i", "bCs", "iCs"}:
            found[_RUN_ORDER.get(name, "middle")] += bare(child)
    formatting = holder.find(PPR) if holder is not None else None
    if formatting is not None:
        for section in formatting.findall(qn("w:sectPr")):
            formatting.remove(section)
    paragraph = "" if formatting is None else bare(formatting)
    return Formatting(paragraph, bold="b" in marks, italic="i" in marks, **found)


def bare(element: Element) -> str:
    """Write an element without the declarations of namespaces, which its root has."""
    return _XMLNS.sub("", etree.tostring(element, encoding="unicode"))


def home_of(tree: Tree, number: int) -> Element | None:
    """Give the text element that holds a tag's placeholder."""
    mark = f"{OPEN}{number}{CLOSE}"
    return next((text for text in tree.tags[number].paragraph.iter(T) if mark in (text.text or "")), None)


def numbers_in(holder: Element) -> list[int]:
    """Give the numbers of the tags whose placeholders stand in an element, in order."""
    return [int(found) for text in holder.iter(T) for found in PLACEHOLDER.findall(text.text or "")]


def _numbers_if_hollow(tree: Tree, holder: Element) -> list[int]:
    """Give the tags of an element that holds nothing but control tags; nothing otherwise."""
    numbers = numbers_in(holder)
    if not numbers or not all(tree.control(number) for number in numbers):
        return []
    if any(PLACEHOLDER.sub("", text.text or "").strip() for text in holder.iter(T)):
        return []
    within = (element for element in holder.iter() if not _formatting(element, holder))
    allowed = _HOLLOW | {P, TC, TR} if holder.tag != P else _HOLLOW
    return numbers if all(element is holder or element.tag in allowed for element in within) else []


def _formatting(element: Element, holder: Element) -> bool:
    for step in (element, *element.iterancestors()):
        if step is holder:
            return False
        if step.tag in {PPR, RPR, qn("w:trPr"), qn("w:tcPr"), qn("w:sdtPr"), qn("w:tblPrEx")}:
            return True
    return False


def _balanced(tree: Tree, numbers: list[int]) -> bool:
    depth = 0
    for number in numbers:
        word = tree.statements[number].word if number in tree.statements else ""
        depth += (word in {"if", "for"}) - (word in {"endif", "endfor"})
        if depth < 0 or (depth == 0 and word in {"else", "elif"}):
            return False
    return depth == 0


def _columns(cell: Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = span.get(qn("w:val")) if span is not None else None
    return digits(value) or 1


def lifted_columns(tree: Tree) -> dict[Element, list[tuple[int, list[int]]]]:
    """Give for each table the columns that became tags in its first row with such cells, and the tags."""
    found: dict[Element, list[tuple[int, list[int]]]] = {}
    for row, columns in tree.columns.items():
        table = next(row.iterancestors(TBL), None)
        if table is not None:
            found.setdefault(table, columns)
    return found


def replace(tree: Tree, holder: Element, numbers: list[int]) -> None:
    """Put control tags in the place of an element; its bookmarks and its section break stay behind."""
    parent = holder.getparent()
    if parent is None:
        return
    if holder.tag == P and starts_page(holder):
        tree.report("page-start-lost", numbers[0])
    if holder.tag == P and draws_line(holder):
        tree.report("line-lost", numbers[0])
    if holder.tag == TC:
        gone = tree.columns.setdefault(parent, [])
        before = sum(_columns(cell) for cell in holder.itersiblings(TC, preceding=True))
        gone.append((before + len(gone), numbers))
    marks = list(holder.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))) if holder.tag == P else []
    ids = [mark.get(qn("w:id")) for mark in marks]
    kept = [mark for mark in marks if ids.count(mark.get(qn("w:id"))) == 1]
    at = parent.index(holder)
    made: list[Element] = [mark for mark in kept if mark.tag == qn("w:bookmarkEnd")]
    for number in numbers:
        instruction = etree.ProcessingInstruction(INSTRUCTION, str(number))
        tree.lifted[number] = instruction
        made.append(instruction)
    made += [mark for mark in kept if mark.tag == qn("w:bookmarkStart")]
    section = holder.find(f"{PPR}/{qn('w:sectPr')}") if holder.tag == P else None
    if section is not None:
        paragraph = etree.Element(P)
        etree.SubElement(paragraph, PPR).append(section)
        made.append(paragraph)
    tail, holder.tail = holder.tail, None
    parent[at : at + 1] = made
    if made:
        made[-1].tail = tail

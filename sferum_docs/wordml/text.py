"""The one walk over the text of a paragraph, and what of a part's text it does not reach.

Tags, the comparison of files, the proof of clauses and the standard's check see the same text: they all walk here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml names its element type only so

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"

P, R, T, MATH_TEXT = f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}t", f"{{{M}}}t"
RUNS = frozenset({R, f"{{{M}}}r"})
# What stands round runs and belongs to the text as it is now; `del` and `moveFrom` hold what it was.
WRAPPERS = frozenset(
    f"{{{W}}}{name}"
    for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "ins", "moveTo")
)
FIELD = f"{{{W}}}fldSimple"  # given before what stands in it
_RUBY, _BASE, _READING = f"{{{W}}}ruby", f"{{{W}}}rubyBase", f"{{{W}}}rt"
_ALTERNATE, _CHOICE, FALLBACK = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_GONE = frozenset(f"{{{W}}}{name}" for name in ("del", "moveFrom"))
_MATH = f"{{{M}}}"
_STEPS = WRAPPERS | RUNS | {_RUBY, _BASE, _READING, _ALTERNATE, _CHOICE, FALLBACK}

# Elements with text that is no text of the document: data, measures of pictures. What was deleted is so where it was.
_SILENT = frozenset(f"{{{W}}}{name}" for name in ("fldData", "binData", "nonVisibleText")) | frozenset(
    f"{{{space}}}{name}"
    for space, names in {
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": ("posOffset", "align"),
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": (
            "pctPosHOffset", "pctPosVOffset", "pctWidth", "pctHeight",
        ),
    }.items()
    for name in names
)  # fmt: skip
_SPACES = {"w": W, "m": M, "a": A, "v": V}
# asked of the parser's own code: what nearly every text is, a run of a paragraph, is passed over there
_ODD = etree.XPath(
    "//*[not(*) and text() and not(self::w:t[parent::w:r/parent::w:p])] | //v:textpath[@string]", namespaces=_SPACES
)
# letters straight between elements: printed beside an element that a program does not know
_BETWEEN = etree.XPath("//*[*]/text()[normalize-space()]", smart_strings=True)
_CODE, _FIELD_CHAR = f"{{{W}}}instrText", f"{{{W}}}fldChar"
_KINDS = {f"{{{V}}}textpath": "WordArt", f"{{{A}}}t": "фигура или диаграмма", MATH_TEXT: "формула"}


@dataclass(frozen=True, slots=True)
class Stray:
    """A text that the walk does not reach: its element, the words, what holds it as a reader calls it."""

    element: Element
    text: str
    holder: str


def leaves(paragraph: Element, *, every_branch: bool = False) -> Iterator[Element]:
    """Give what stands in the runs of a paragraph, in the order it is read; text boxes have paragraphs of their own.

    Of what is written twice, for newer and older programs, the second is given when it says something else, or always.
    """
    for child in paragraph:
        tag = child.tag
        if tag == R:
            for inner in child:
                if inner.tag in _STEPS:
                    yield from _inside(inner, every_branch=every_branch)
                else:
                    yield inner
        elif tag in _STEPS or _is_math(tag):
            yield from _inside(child, every_branch=every_branch)


def _inside(holder: Element, *, every_branch: bool) -> Iterator[Element]:
    if holder.tag == FIELD:
        yield holder
    if holder.tag == _ALTERNATE:
        yield from _branches(holder, every_branch=every_branch)
        return
    if holder.tag == _RUBY:  # the reading over the words comes first in the file
        for name in (_BASE, _READING):
            for part in holder.iterchildren(name):
                yield from _inside(part, every_branch=every_branch)
        return
    is_run = holder.tag in RUNS
    for child in holder:
        if child.tag in _STEPS or (_is_math(child.tag) and not is_run):
            yield from _inside(child, every_branch=every_branch)
        elif is_run:
            yield child


def _branches(alternate: Element, *, every_branch: bool) -> Iterator[Element]:
    """A second branch that says the same is passed over; one that says something else is text that somebody sees."""
    in_run = (parent := alternate.getparent()) is not None and parent.tag in RUNS
    said: set[str] = set()
    for branch in alternate:
        found = [inner for child in branch for inner in _of_branch(child, in_run=in_run, every_branch=every_branch)]
        text = "".join(inner.text or "" for inner in found if inner.tag in {T, MATH_TEXT})
        if every_branch or text not in said:
            said.add(text)
            yield from found


def _of_branch(child: Element, *, in_run: bool, every_branch: bool) -> Iterator[Element]:
    if child.tag in _STEPS or (_is_math(child.tag) and not in_run):
        yield from _inside(child, every_branch=every_branch)
    elif in_run and isinstance(child.tag, str):
        yield child


def _is_math(tag: object) -> bool:
    return isinstance(tag, str) and tag.startswith(_MATH) and not tag.endswith("Pr")


def run_of(leaf: Element) -> Element | None:
    """Give the run that a leaf stands in, also when it is written twice there."""
    return next((step for step in leaf.iterancestors() if step.tag in RUNS), None)


def is_reached(element: Element) -> bool:
    """Whether the walk comes to a text element."""
    run = element.getparent() if element.tag in {T, MATH_TEXT} else None
    while run is not None and run.tag in {_CHOICE, FALLBACK, _ALTERNATE}:
        run = run.getparent()
    if run is None or run.tag not in RUNS:
        return False
    for step in run.iterancestors():
        if step.tag == P:
            return True
        if step.tag not in _STEPS and not _is_math(step.tag):
            return False
    return False


def stray_texts(root: Element) -> Iterator[Stray]:
    """Give every text of a part that the walk does not reach, in the order of the part."""
    codes: set[Element] | None = None
    for element in _ODD(root):
        text = (element.get("string") or element.text or "").strip()
        if not text or element.tag in _SILENT or is_reached(element) or _is_gone(element):
            continue
        if element.tag == _CODE:
            codes = _codes(root) if codes is None else codes
            if element in codes:
                continue
        yield Stray(element, text, _holder(element))
    for holder, text in between(root):
        yield Stray(holder, text.strip(), _holder(holder))


def between(root: Element) -> Iterator[tuple[Element, str]]:
    """Give the letters that stand between elements, each with what holds it; what a text begins with is its own."""
    for text in _BETWEEN(root):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        if text.is_tail or holder.tag != T:
            yield holder, str(text)


def _codes(root: Element) -> set[Element]:
    """The codes that stand in a field before its result; any other is printed as it is."""
    found: set[Element] = set()
    fields: list[bool] = []  # of each that is open: whether its result has begun
    for element in root.iter(_CODE, _FIELD_CHAR):
        step = element.get(f"{{{W}}}fldCharType")
        if element.tag == _CODE:
            if fields and not fields[-1]:
                found.add(element)
        elif step == "begin":
            fields.append(False)
        elif fields and step == "separate":
            fields[-1] = True
        elif fields and step == "end":
            fields.pop()
    return found


def _is_gone(element: Element) -> bool:
    return any(step.tag in _GONE for step in element.iterancestors())


def _holder(element: Element) -> str:
    if element.tag in _KINDS:
        return _KINDS[str(element.tag)]
    found = element.getparent()
    while found is not None and (found.tag in _STEPS or found.tag == T):
        found = found.getparent()
    name = str(found.tag).rpartition("}")[2] if found is not None else ""
    return f"элемент {name}" if name else "неизвестный элемент"

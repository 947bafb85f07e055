"""What the XML of a file shows beside its paragraphs: signs that are no text, shapes, formulas, links, hidden rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from sferum_docs.docengine.file.markup import local
from sferum_docs.docengine.file.package import open_package
from sferum_docs.documents.checking.traits import Trait, short
from sferum_docs.documents.checking.verification import seen
from sferum_docs.gost.reading.document import TWIPS_IN_MM
from sferum_docs.gost.reading.package import WP, A, W, is_on, qn
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.text import FALLBACK, MATH_TEXT, M, P, T, V, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.docengine.file.package import Package
    from sferum_docs.gost.reading.package import Element

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_EMU_IN_MM = 36_000
_COVERING = 5  # mm: what is smaller covers no word
_MOVED = 20  # mm
_ROUGH = 10  # mm: programs round sizes in their own ways
_FAR = (-40 * TWIPS_IN_MM, 300 * TWIPS_IN_MM)  # beyond these a floating table or frame is off the sheet
_OFF_MARGIN = (-30 * TWIPS_IN_MM, 170 * TWIPS_IN_MM)  # beyond these a table indented from the margin is off the sheet
_COLUMN = 3 * TWIPS_IN_MM  # a column for no letter
_NARROW = 0.15  # of the type's size for a letter: no narrower one can be read
_WORD_SIZE = 24
_FORMULA = {f"{{{M}}}{name}" for name in (
    "d", "f", "rad", "nary", "sSup", "sSub", "sSubSup", "sPre", "phant", "borderBox", "bar", "acc", "func", "limLow",
    "limUpp", "groupChr", "m", "box", "eqArr",
)}  # fmt: skip
_FORMULA_SIGNS = {f"{{{M}}}{name}" for name in ("chr", "begChr", "endChr", "sepChr", "type", "show")} | {
    f"{{{M}}}strike{way}" for way in ("H", "V", "BLTR", "TLBR")
}
_SHOWN = (f"{{{WP}}}anchor", f"{{{WP}}}inline", qn("w:hyperlink"))
_WHITE = {"auto", "ffffff", "white"}


def part_traits(data: bytes) -> Iterator[Trait]:
    """The traits of all parts with text, then those of parts that are printed beside it or not at all."""
    package = open_package(data, template=False, refuse_content=False)
    for part in package.live():
        if part.root is None:
            continue
        for element in part.root.iter(*_READERS):
            yield from _READERS[str(element.tag)](element)
        targets = {link.id: link.target for link in part.relationships if link.external and link.kind == "hyperlink"}
        used = (value for element in part.root.iter() for value in _links(element))
        yield from (Trait("link", link_words(targets[item])) for item in used if item in targets)
    yield from _of_other_parts(package)


def link_words(address: str) -> str:
    """An address as it is compared: programs write it with and without escapes."""
    return short(unquote(address).strip().rstrip("/").casefold(), 200)


def _is_second(element: Element) -> bool:
    """Whether it is written for older programs only, beside something drawn or linked for newer ones."""
    fallback = next(element.iterancestors(FALLBACK), None)
    alternate = None if fallback is None else fallback.getparent()
    return alternate is not None and any(
        next(choice.iter(*_SHOWN), None) is not None for choice in alternate if choice.tag != FALLBACK
    )


def _links(element: Element) -> Iterator[str]:
    if element.tag in {qn("w:hyperlink"), f"{{{A}}}hlinkClick"} and not _is_second(element):
        yield element.get(qn("r:id")) or ""


def _of_other_parts(package: Package) -> Iterator[Trait]:
    for part in package.parts.values():
        if part.root is None:
            continue
        if part.content_type.endswith("wordprocessingml.comments+xml"):
            yield from (Trait("comment", words(item)) for item in part.root.iter(qn("w:comment")))
        elif "document.glossary" in part.content_type:
            yield from (Trait("glossary", words(item)) for item in part.root.iter(qn("w:docPartBody")))


def words(holder: Element) -> str:
    """The words of an element, as a reader takes them."""
    return short(seen(" ".join(_text(item) for item in holder.iter(P))))


def _text(paragraph: Element) -> str:
    return "".join(leaf.text or "" for leaf in leaves(paragraph) if leaf.tag in {T, MATH_TEXT})


def _around(element: Element, tag: str = P) -> str:
    """The words of what an element stands in."""
    holder = next(element.iterancestors(tag), None)
    if holder is None:
        return ""
    return short(seen(_text(holder))) if tag == P else words(holder)


def _sign(element: Element) -> Iterator[Trait]:
    code = element.get(qn("w:char")) or ""
    shown = f"{local(element)} {element.get(qn('w:font')) or ''} {code}".strip()
    yield Trait("sign", shown if element.tag == qn("w:sym") else local(element))


def _row(element: Element) -> Iterator[Trait]:
    if is_on(element):
        yield Trait("row", _around(element, qn("w:tr")))


def _cell(element: Element) -> Iterator[Trait]:
    yield Trait("row", _around(element, qn("w:tc")))


def _gone(element: Element) -> Iterator[Trait]:
    """A row that tracked changes take away."""
    holder = element.getparent()
    if holder is not None and holder.tag == qn("w:trPr"):
        yield Trait("row", _around(element, qn("w:tr")))


def _joined(element: Element) -> Iterator[Trait]:
    """A paragraph whose mark is hidden goes on in the next one."""
    mark = element.getparent()
    if mark is not None and mark.getparent() is not None and is_on(element):
        holder = mark.getparent()
        if holder is not None and holder.tag == qn("w:pPr"):
            yield Trait("joined", _around(element))


def _pressed(element: Element) -> Iterator[Trait]:
    """Two lines in one; letters pressed into a width."""
    run = next(element.iterancestors(qn("w:r")), None)
    text = "" if run is None else "".join(item.text or "" for item in run.iter(T))
    if element.tag == qn("w:fitText"):
        width = whole(element.get(qn("w:val")))
        if width is None or width >= len(text) * _WORD_SIZE * 10 * _NARROW:
            return
    elif element.get(qn("w:combine")) in {None, "0", "false", "off"}:
        return
    yield Trait("pressed", short(seen(text)))


def _frame(element: Element) -> Iterator[Trait]:
    places = (whole(element.get(qn(f"w:{name}"))) for name in ("x", "y", "tblpX", "tblpY"))
    if any(place is not None and not _FAR[0] < place < _FAR[1] for place in places):
        yield Trait("outside", _around(element, P if element.tag == qn("w:framePr") else qn("w:tbl")))


def _indented(element: Element) -> Iterator[Trait]:
    """A table that begins beyond the edge of the sheet."""
    place = whole(element.get(qn("w:w")))
    if place is not None and element.get(qn("w:type")) != "pct" and not _OFF_MARGIN[0] < place < _OFF_MARGIN[1]:
        yield Trait("outside", _around(element, qn("w:tbl")))


def _column(element: Element) -> Iterator[Trait]:
    """A cell with words in which no letter finds room."""
    width = whole(element.get(qn("w:w")))
    if width and width < _COLUMN and element.get(qn("w:type")) == "dxa" and (inside := _around(element, qn("w:tc"))):
        yield Trait("column", inside)


def _formula(element: Element) -> Iterator[Trait]:
    if next(element.iterancestors(f"{{{M}}}oMath"), None) is not None:
        return
    pieces = []
    for item in element.iter():
        if item.tag == MATH_TEXT:
            pieces.append(item.text or "")
        elif item.tag in _FORMULA:
            pieces.append(f" {local(item)} ")
        elif item.tag in _FORMULA_SIGNS:
            pieces.append(item.get(f"{{{M}}}val") or "")
    yield Trait("formula", short(seen("".join(pieces))))


def _drawn(element: Element) -> Iterator[Trait]:
    """A shape without a picture; and what lies on the text, picture or shape."""
    if _is_second(element):
        return
    extent = element.find(f"{{{WP}}}extent")
    sides = [0 if extent is None else (whole(extent.get(name)) or 0) / _EMU_IN_MM for name in ("cx", "cy")]
    size = " × ".join(f"{round(side / _ROUGH) * _ROUGH}" for side in sides) + " мм"
    if next(element.iter(f"{{{A}}}blip"), None) is None:
        yield Trait("shape", size)
    above = element.tag == f"{{{WP}}}anchor" and element.get("behindDoc") in {None, "0", "false"}
    if above and element.find(f"{{{WP}}}wrapNone") is not None and max(sides) >= _COVERING:
        yield Trait("cover", f"{size}, {_place_of(element)}")


def _place_of(anchor: Element) -> str:
    """Where it floats: a picture moved over other words is told, one that a program placed anew by a hair is not."""
    offsets = (anchor.find(f"{{{WP}}}position{way}/{{{WP}}}posOffset") for way in "HV")
    shifts = [0 if item is None else whole(item.text) or 0 for item in offsets]
    return "смещение " + " × ".join(f"{round(shift / _EMU_IN_MM / _MOVED) * _MOVED}" for shift in shifts) + " мм"


def _old_shape(element: Element) -> Iterator[Trait]:
    """A shape as Word wrote it before 2010; one within a group belongs to it."""
    if any(step.tag == f"{{{V}}}group" for step in element.iterancestors()) or _is_second(element):
        return
    if next(element.iter(f"{{{V}}}imagedata"), None) is None:
        yield Trait("shape", local(element))
    elif "absolute" in (element.get("style") or ""):
        yield Trait("cover", local(element))


def _bound(element: Element) -> Iterator[Trait]:
    yield Trait("bound", short(element.get(qn("w:xpath")) or ""))


def _locked(element: Element) -> Iterator[Trait]:
    """A field that Word will not count anew: it may show anything."""
    if element.get(qn("w:fldLock")) not in {None, "0", "false", "off"}:
        yield Trait("locked", _around(element))


def _note(element: Element) -> Iterator[Trait]:
    yield Trait("note", _around(element))


def _numbered_lines(element: Element) -> Iterator[Trait]:
    if whole(element.get(qn("w:countBy"))):
        yield Trait("lines", "")


def _pages(element: Element) -> Iterator[Trait]:
    start, form = element.get(qn("w:start")), element.get(qn("w:fmt")) or "decimal"
    told = [f"с {start}"] if start else []
    told += [form] if form != "decimal" else []
    if told:
        yield Trait("pages", ", ".join(told))


def _ground(element: Element) -> Iterator[Trait]:
    colour = (element.get(qn("w:color")) or "auto").lower()
    if colour not in _WHITE:
        yield Trait("ground", colour)


def _in_text(names: str, reader: Callable[[Element], Iterator[Trait]]) -> dict[str, Callable[..., Iterator[Trait]]]:
    return {f"{{{W}}}{name}": reader for name in names.split()}


_READERS: dict[str, Callable[[Element], Iterator[Trait]]] = {
    **_in_text("sym pgNum dayShort dayLong monthShort monthLong yearShort yearLong", _sign),
    **_in_text("hidden", _row),
    **_in_text("del", _gone),
    **_in_text("cellDel", _cell),
    **_in_text("vanish specVanish", _joined),
    **_in_text("eastAsianLayout fitText", _pressed),
    **_in_text("framePr tblpPr", _frame),
    **_in_text("tblInd", _indented),
    **_in_text("tcW", _column),
    **_in_text("fldChar fldSimple", _locked),
    **_in_text("dataBinding", _bound),
    f"{{{W15}}}dataBinding": _bound,
    **_in_text("footnoteReference endnoteReference", _note),
    **_in_text("lnNumType", _numbered_lines),
    **_in_text("pgNumType", _pages),
    **_in_text("background", _ground),
    f"{{{M}}}oMath": _formula,
    f"{{{WP}}}anchor": _drawn,
    f"{{{WP}}}inline": _drawn,
    **{f"{{{V}}}{name}": _old_shape for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group")},
}

"""What the XML of a file shows beside its paragraphs: signs that are no text, shapes, formulas, links, hidden rows."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sferum_docs.docengine.file.fields import counted_results
from sferum_docs.docengine.file.markup import local
from sferum_docs.docengine.file.package import open_package
from sferum_docs.documents.checking.look_drawn import drawn, formula, is_second, old_shape
from sferum_docs.documents.checking.looking.around import around, words
from sferum_docs.documents.checking.looking.boxes import body, image_of
from sferum_docs.documents.checking.looking.fields import marked_words
from sferum_docs.documents.checking.looking.sheets import low_row, sheet_traits
from sferum_docs.documents.checking.looking.tables import OF_TABLES
from sferum_docs.documents.checking.looking.typefaces import fonts_for_signs, fonts_within
from sferum_docs.documents.checking.traits import Trait, short
from sferum_docs.documents.checking.verification import seen
from sferum_docs.gost.reading.document import TWIPS_IN_MM
from sferum_docs.gost.reading.package import VAL, WP, A, W, qn, value
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.switches import is_on, says_yes
from sferum_docs.wordml.text import M, P, T, V, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.docengine.file.package import Package, Part
    from sferum_docs.gost.reading.package import Element

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_FAR = (-40 * TWIPS_IN_MM, 300 * TWIPS_IN_MM)  # beyond these a floating table or frame is off the sheet
_NARROW = 0.15  # of the type's size for a letter: no narrower one can be read
_WORD_SIZE = 24
_NEAR = 60  # letters before a mark
_WHITE = {"auto", "ffffff", "white"}
_LEVEL = {"lrTb", "tb", "lrTbV", "tbV"}  # directions of text in which its lines lie as usual
_PAGES = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
# what a program may show as the number of a page; anything else was written there by somebody
_PAGE_NUMBER = re.compile(r"[-–—]?\s?(?:\d{1,5}|[IVXLCDM]{1,9}|[ivxlcdm]{1,9}|[A-Za-zА-Яа-я])?\s?[-–—]?")
_NOTES = tuple(qn(f"w:{name}") for name in ("footnote", "endnote"))
_OLD_SHAPES = ("shape", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc", "image", "group")
_UNSHOWN = {"w:vanish": " (знак скрыт)", "w:customMarkFollows": " (знак без номера)"}
_NOTE_KINDS = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}


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
        yield from _results(part)
    main = package.parts[package.main].root
    if main is not None:
        yield from (*sheet_traits(main), *marked_words(main))
    yield from _notes(package)
    yield from _of_styles(package)
    yield from _of_other_parts(package)


def _results(part: Part) -> Iterator[Trait]:
    """What stands in the place of fields that programs count anew: in the text as it is, in headers if it is no number.

    The number in a header is that of the page the file was last looked at.
    """
    beside = part.content_type.endswith(("header+xml", "footer+xml"))
    for name, result, _ in counted_results(part.root) if part.root is not None else ():
        shown = seen(result)
        if shown and not (beside and name in _PAGES and _PAGE_NUMBER.fullmatch(shown)):
            yield Trait("computed", f"{name}: {short(shown)}")


def _notes(package: Package) -> Iterator[Trait]:
    """Every mark of a note with the words before it and those of the note: marks may be exchanged."""
    main = package.parts[package.main].root
    for kind, mark in _NOTE_KINDS.items():
        part = package.related(kind)
        root = None if part is None else part.root
        said = {} if root is None else {item.get(qn("w:id")): words(item) for item in root}
        for element in main.iter(qn(f"w:{mark}")) if main is not None else ():
            shown = "".join(title for name, title in _UNSHOWN.items() if _says(element, name))
            yield Trait("note", f"{_before(element)}: {said.get(element.get(qn('w:id')), '')}{shown}")


def _says(mark: Element, name: str) -> bool:
    """Whether a mark of a note has no number, or its run shows nothing."""
    run = next(mark.iterancestors(qn("w:r")), None)
    switch = None if run is None else run.find(f"{qn('w:rPr')}/{qn(name)}")
    return bool(is_on(switch)) or says_yes(mark.get(qn(name)))


def _before(element: Element) -> str:
    """The last words of a paragraph before what stands in it."""
    holder = next(element.iterancestors(P), None)
    passed = takewhile(lambda leaf: leaf is not element, leaves(holder) if holder is not None else ())
    return seen("".join(leaf.text or "" for leaf in passed if leaf.tag == T))[-_NEAR:]


def _of_styles(package: Package) -> Iterator[Trait]:
    """What a style turns or presses, wherever it is used; how the whole file counts its notes."""
    settings = package.related("settings")
    counts = () if settings is None or settings.root is None else settings.root.iter(*_OF_SETTINGS)
    yield from (trait for element in counts for trait in _note_numbers(element))
    part = package.related("styles")
    for style in part.root.iter(qn("w:style")) if part is not None and part.root is not None else ():
        name = next((item.get(VAL) or "" for item in style.iterchildren(qn("w:name"))), "")
        for element in style.iter(*_OF_STYLES):
            yield from (Trait(item.kind, f"стиль «{name}»") for item in _READERS[str(element.tag)](element))


def link_words(address: str) -> str:
    """An address as it is compared: programs write it with and without escapes."""
    return short(unquote(address).strip().rstrip("/").casefold(), 200)


def _links(element: Element) -> Iterator[str]:
    if element.tag in {qn("w:hyperlink"), f"{{{A}}}hlinkClick"} and not is_second(element):
        yield element.get(qn("r:id")) or ""


def _of_other_parts(package: Package) -> Iterator[Trait]:
    for part in package.parts.values():
        if part.root is None:
            continue
        if part.content_type.endswith("wordprocessingml.comments+xml"):
            yield from (Trait("comment", words(item)) for item in part.root.iter(qn("w:comment")))
        elif part.content_type.endswith("wordprocessingml.fontTable+xml"):
            yield from (Trait("replaced", short(name)) for name in fonts_for_signs(part.root))
            yield from (Trait("font", short(name)) for name in fonts_within(part.root))
        elif "document.glossary" in part.content_type:
            yield from (Trait("glossary", words(item)) for item in part.root.iter(qn("w:docPartBody")))


def _line(element: Element) -> Iterator[Trait]:
    """What stands in notes by itself: in the text it draws a line, or a number."""
    if next(element.iterancestors(*_NOTES), None) is None:
        yield Trait("sign", local(element))


def _sign(element: Element) -> Iterator[Trait]:
    code = element.get(qn("w:char")) or ""
    shown = f"{local(element)} {element.get(qn('w:font')) or ''} {code}".strip()
    yield Trait("sign", shown if element.tag == qn("w:sym") else local(element))


def _gone(element: Element) -> Iterator[Trait]:
    """A row that tracked changes take away, or the mark of a paragraph: what follows goes on in its line."""
    holder = element.getparent()
    if holder is not None and holder.tag == qn("w:trPr"):
        yield Trait("row", around(element, qn("w:tr")))
    elif holder is not None and holder.tag == qn("w:rPr"):
        yield Trait("joined", around(element))


def _apart(element: Element) -> Iterator[Trait]:
    """What was drawn by hand, or a film: the file keeps it in a part of its own."""
    yield Trait("shape", local(element))


def _joined(element: Element) -> Iterator[Trait]:
    """A paragraph whose mark is hidden goes on in the next one."""
    mark = element.getparent()
    holder = None if mark is None else mark.getparent()
    if holder is not None and holder.tag == qn("w:pPr") and is_on(element):
        yield Trait("joined", around(element))


def _pressed(element: Element) -> Iterator[Trait]:
    """Two lines in one; letters pressed into a width."""
    run = next(element.iterancestors(qn("w:r")), None)
    text = "" if run is None else "".join(item.text or "" for item in run.iter(T))
    if element.tag == qn("w:fitText"):
        width = whole(element.get(qn("w:val")))
        if width is None or width >= len(text) * _WORD_SIZE * 10 * _NARROW:
            return
    elif not says_yes(element.get(qn("w:combine"))):
        return
    yield Trait("pressed", short(seen(text)))


def _frame(element: Element) -> Iterator[Trait]:
    places = (whole(element.get(qn(f"w:{name}"))) for name in ("x", "y", "tblpX", "tblpY"))
    if any(place is not None and not _FAR[0] < place < _FAR[1] for place in places):
        yield Trait("outside", around(element, P if element.tag == qn("w:framePr") else qn("w:tbl")))


def _bound(element: Element) -> Iterator[Trait]:
    yield Trait("bound", short(element.get(qn("w:xpath")) or ""))


def _locked(element: Element) -> Iterator[Trait]:
    """A field that Word will not count anew: it may show anything."""
    if says_yes(element.get(qn("w:fldLock"))):
        yield Trait("locked", around(element))


def _turned(element: Element) -> Iterator[Trait]:
    """A cell, a paragraph or a sheet whose lines do not lie."""
    if (element.get(VAL) or "lrTb") in _LEVEL:
        return
    holder = element.getparent()
    held_by = {qn("w:tcPr"): qn("w:tc"), qn("w:pPr"): P}.get("" if holder is None else str(holder.tag))
    yield Trait("rotated", around(element, held_by) if held_by else "")


def _ticked(element: Element) -> Iterator[Trait]:
    """A box of a form, ticked or not."""
    state = next((item for name in ("checked", "default") for item in element.iterchildren(qn(f"w:{name}"))), None)
    yield Trait("form", f"{'отмечено' if is_on(state) else 'не отмечено'}: {around(element)}")


def _chosen(element: Element) -> Iterator[Trait]:
    """The line that is chosen of a list of a form."""
    entries = [item.get(VAL) or "" for item in element.iterchildren(qn("w:listEntry"))]
    place = next((whole(item.get(VAL)) for name in ("result", "default") for item in element.iterchildren(
        qn(f"w:{name}"))), None) or 0  # fmt: skip
    yield Trait("form", short(entries[place]) if 0 <= place < len(entries) else "")


def _note_numbers(element: Element) -> Iterator[Trait]:
    """From what number, and in what form, notes are counted."""
    usual = {
        "numFmt": "decimal" if element.tag == qn("w:footnotePr") else "lowerRoman",
        "numStart": "1",
        "numRestart": "continuous",
    }
    given = {name: value(element, f"w:{name}") or told for name, told in usual.items()}
    if given != usual:
        yield Trait("note_numbers", ", ".join(given.values()))


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
    if colour not in _WHITE or len(element):
        yield Trait("ground", "рисунок" if len(element) else colour)


def _in_text(names: str, reader: Callable[[Element], Iterator[Trait]]) -> dict[str, Callable[..., Iterator[Trait]]]:
    return {f"{{{W}}}{name}": reader for name in names.split()}


_READERS: dict[str, Callable[[Element], Iterator[Trait]]] = {
    **_in_text("sym pgNum dayShort dayLong monthShort monthLong yearShort yearLong", _sign),
    **{f"{{{W}}}{name}": reader for name, reader in OF_TABLES.items()},
    **_in_text("separator continuationSeparator footnoteRef endnoteRef", _line), **_in_text("trHeight", low_row),
    f"{{{WPS}}}bodyPr": body, f"{{{V}}}imagedata": image_of, f"{{{V}}}textbox": body,
    **_in_text("del", _gone), **_in_text("vanish specVanish", _joined), **_in_text("contentPart movie", _apart),
    **_in_text("eastAsianLayout fitText", _pressed),
    **_in_text("framePr tblpPr", _frame),
    **_in_text("fldChar fldSimple", _locked),
    **_in_text("dataBinding", _bound),
    f"{{{W15}}}dataBinding": _bound,
    **_in_text("textDirection", _turned),
    **_in_text("checkBox", _ticked), **_in_text("ddList", _chosen),
    **_in_text("footnotePr endnotePr", _note_numbers),
    **_in_text("lnNumType", _numbered_lines), **_in_text("pgNumType", _pages), **_in_text("background", _ground),
    f"{{{M}}}oMath": formula,
    f"{{{WP}}}anchor": drawn,
    f"{{{WP}}}inline": drawn,
    **{f"{{{V}}}{name}": old_shape for name in _OLD_SHAPES},
}  # fmt: skip
_OF_STYLES = [qn(f"w:{name}") for name in (
    "textDirection", "tcFitText", "bidiVisual", "hidden", "tl2br", "tr2bl", "tblInd", "tcMar", "tblCellMar",
)]  # fmt: skip
_OF_SETTINGS = (qn("w:footnotePr"), qn("w:endnotePr"))

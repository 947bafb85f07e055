"""Values shown in a document: each is written between two marks, and its words are highlighted afterwards."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from sferum_docs.docengine.compiling.tree import RPR, R, T
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.language.tags import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLOUR = "yellow"
_BEGIN, _END = BEGIN.encode(), END.encode()
_TEXT, _TEXT_END = b'<w:t xml:space="preserve">', b"</w:t>"
_HIGHLIGHT = qn("w:highlight")
# What stands after the highlight among the properties of a run (ECMA-376 part 1, 17.3.2.28).
_LATER = {qn(f"w:{name}") for name in (
    "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath", "rPrChange",
)}  # fmt: skip


def marked(text: bytes) -> bytes:
    """Put a written value between marks, each of its lines by itself."""
    if not text:
        return text
    return _BEGIN + text.replace(_TEXT_END, _END + _TEXT_END).replace(_TEXT, _TEXT + _BEGIN) + _END


def marked_runs(text: bytes) -> bytes:
    """Put every text of whole runs between marks."""
    return text.replace(_TEXT_END, _END + _TEXT_END).replace(_TEXT, _TEXT + _BEGIN)


def marking(write: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """Give a writer whose values stand between marks."""
    return lambda value: marked(write(value))


def highlighted(part: bytes) -> bytes:
    """Give a written part with what stands between marks highlighted, and the marks gone."""
    if _BEGIN not in part:
        return part
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    runs = dict.fromkeys(text.getparent() for text in root.iter(T) if BEGIN in (text.text or ""))
    for run in runs:
        if run is not None and run.tag == R:
            _split(run)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _split(run: Element) -> None:
    """Cut a run where a value begins or ends; what is no text stays with what it follows."""
    formatting = run.find(RPR)
    pieces: list[Element] = []
    value = False
    for child in [child for child in run if child is not formatting]:
        texts = list(_stretches(child.text or "")) if child.tag == T else [(None, value)]
        for text, is_value in texts:
            if not pieces or is_value != value:
                pieces.append(_piece(run, formatting, is_value=is_value))
                value = is_value
            pieces[-1].append(child if text is None else _text(text))
    pieces[-1].tail = run.tail
    holder = run.getparent()
    assert holder is not None  # noqa: S101 -- a run is never the root of a part
    at = holder.index(run)
    holder[at : at + 1] = pieces


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Give the stretches of a text, each with whether it is a value."""
    for number, piece in enumerate(text.split(BEGIN)):
        value, end, rest = piece.partition(END) if number else ("", "", piece)
        if value:
            yield value, bool(end)
        if rest:
            yield rest, False


def _piece(run: Element, formatting: Element | None, *, is_value: bool) -> Element:
    piece = etree.Element(R, run.attrib)
    if formatting is not None:
        piece.append(deepcopy(formatting))
    if is_value:
        _colour(piece)
    return piece


def _colour(run: Element) -> None:
    """Set the highlight at its place among the properties."""
    formatting = run.find(RPR)
    if formatting is None:
        formatting = etree.SubElement(run, RPR)
    for old in formatting.findall(_HIGHLIGHT):
        formatting.remove(old)
    made = etree.Element(_HIGHLIGHT, {qn("w:val"): COLOUR})
    formatting.insert(sum(1 for child in formatting if child.tag not in _LATER), made)


def _text(text: str) -> Element:
    made = etree.Element(T, {qn("xml:space"): "preserve"})
    made.text = text
    return made

"""Tags of a paragraph, read over its runs as one text, whatever Word has cut them into."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.findings import Finding, Place, finding, near
from sferum_docs.wordml.text import MATH_TEXT, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

# A tag's place in a text is held by its number between two characters that no document may use.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
BEGIN, END = "\ufdd2", "\ufdd3"  # round the words of a value, when it is to be highlighted
OWN_MARKS = frozenset({OPEN, CLOSE, BEGIN, END})
PLACEHOLDER = re.compile(f"{OPEN}(\\d+){CLOSE}")

KINDS = {"{{": ("print", "}}"), "{%": ("control", "%}"), "{#": ("comment", "#}")}
MAX_TAG = 600
MAX_PARAGRAPH = 60_000
MAX_PIECES = 10_000
MAX_IN_PARAGRAPH = 300

_W = {name: qn(f"w:{name}") for name in ("p", "r", "t", "tab", "ptab", "br", "cr", "noBreakHyphen")}
_SIGNS = {_W["tab"]: "\t", _W["ptab"]: "\t", _W["br"]: "\n", _W["cr"]: "\n", _W["noBreakHyphen"]: "-"}
_OPENING = re.compile(r"\{\{|\{%|\{#")
_MARKER = re.compile(r"^(p|tr|tc|r)(?=\s|$)")
_MARKER_CYRILLIC = re.compile(r"^(р|г|тс|тр|tс|тc)(?=\s)")
_MARKER_CAPITAL = re.compile(r"^(?=.?[A-ZРТСГ])(?:P|TR|TC|R|Tr|Tc|tR|tC|Р|ТС|ТР|Г)(?=\s)")
# hyphens and joints that may be, directions of writing, shapes of letters: what Word shows nothing of
_UNSEEN = "\u00ad\u034f\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
)
_STRAY = (
    (re.compile(r"\{_[{%]|[%}]_\}"), "brace-escaped"),
    # what goes on like a tag was meant to be one; braces that stand alone are words
    (re.compile(r"\{\s+[{%#](?=\s*[^\W\d_][^{}]{0,400}[%#}]\s*\})|\{[" + _UNSEEN + r"]+[{%]"), "brace-gap"),
    (re.compile(r"\{\s+[{%#](?!\})"), "brace-apart"),
    (re.compile(r"\}\}|%\}|#\}"), "brace-stray"),
    (re.compile(r"[}%]\s+\}"), "brace-apart"),
    (re.compile(r"(?<!\$)\{\s*[^\W\d][\w.]*(\s*\|\s*\w+)?\s*\}"), "brace-single"),
)
_QUOTES = {"«": "»", "‹": "›"}
_DOUBLE, _SINGLE = '"“”„‟″', "'‘’‚‛′`"
_QUOTE = re.compile("[" + "".join(_QUOTES) + _DOUBLE + _SINGLE + "]")
# Between quotes every kind of space is a space, and what nobody sees is nothing.
_PLAIN: dict[int, str | None] = {code: " " for code in range(0x3001) if chr(code).isspace()}
_PLAIN |= dict.fromkeys(map(ord, _UNSEEN))


@dataclass(frozen=True)
class Tag:
    """One tag: its kind (print, control, comment), marker, inside made plain, and where it was read."""

    number: int
    kind: str
    marker: str
    body: str
    source: str
    part: str
    place: Place
    paragraph: Element


@dataclass(frozen=True)
class _Piece:
    element: Element
    text: str
    start: int


def paragraph_text(paragraph: Element) -> str:
    """Give the text of a paragraph, without that of text boxes inside it."""
    return "".join(piece.text for piece in _pieces(paragraph, formulas=True))


def read_tags(paragraph: Element, part: str, place: Place, first: int) -> tuple[list[Tag], list[Finding]]:
    """Find the tags of a paragraph and put a placeholder into its first run for each of them."""
    pieces = _pieces(paragraph, every_branch=True)
    text = "".join(piece.text for piece in pieces)
    if "{" not in text and "}" not in text:
        return [], []
    if len(text) > MAX_PARAGRAPH or len(pieces) > MAX_PIECES or len(_OPENING.findall(text)) > MAX_IN_PARAGRAPH:
        return [], [finding("paragraph-too-long", part, place)]
    tags: list[Tag] = []
    found: list[Finding] = []
    spans: list[tuple[int, int, int]] = []
    torn = False
    for start, end, fault in _spans(text):
        torn = torn or bool(fault)
        spot = near(place, text, start, end)
        if fault:
            found.append(finding(fault, part, spot, tag=text[start:end]))
            continue
        tag, faults = _tag(text[start:end], part, spot, paragraph, first + len(tags))
        if any(item.code == "quote-unclosed" for item in faults) and (whole := _quoted(text, start, end)):
            faults = [finding("brace-in-quotes", part, spot, tag=whole)]
        found += faults
        tags.append(tag)
        spans.append((start, end, tag.number))
    stray = list(_stray(text, spans, part, place))
    if torn or any(item.code != "brace-stray" for item in stray):  # the rest of a torn tag is no second mistake
        stray = [item for item in stray if item.code != "brace-stray"]
    found += stray
    _rewrite(pieces, spans)
    return tags, found


def _pieces(paragraph: Element, *, every_branch: bool = False, formulas: bool = False) -> list[_Piece]:
    pieces: list[_Piece] = []
    start = 0
    for element in leaves(paragraph, every_branch=every_branch):
        if element.tag == _W["t"] or (formulas and element.tag == MATH_TEXT):
            text = element.text or ""
        elif element.tag in _SIGNS and element.get(qn("w:type")) in {None, "textWrapping"}:
            text = _SIGNS[str(element.tag)]
        else:
            continue
        pieces.append(_Piece(element, text, start))
        start += len(text)
    return pieces


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and fault ("" when sound) of each tag."""
    position = 0
    while opening := _OPENING.search(text, position):
        start, (_, closer) = opening.start(), KINDS[opening[0]]
        end = text.find(closer, opening.end())
        inner = _OPENING.search(text, opening.end(), end if end >= 0 else len(text))
        if end < 0 or (inner and opening[0] != "{#"):
            stop = inner.start() if inner else min(len(text), start + 60)
            yield start, stop, "tag-unclosed"
            position = stop
        elif end - start > MAX_TAG and opening[0] != "{#":
            yield start, end + 2, "tag-too-long"
            position = end + 2
        else:
            yield start, end + 2, ""
            position = end + 2


def _quoted(text: str, start: int, end: int) -> str:
    """The tag up to its next closing braces, when its quotes are closed by then: those before stood between them."""
    closer = text[end - 2 : end]
    stop = text.find(closer, end)
    return text[start : stop + 2] if stop >= 0 and not plain(text[start + 2 : stop])[1] else ""


def _tag(source: str, part: str, place: Place, paragraph: Element, number: int) -> tuple[Tag, list[Finding]]:
    kind, inside = KINDS[source[:2]][0], source[2:-2]
    marker = _MARKER.match(inside)
    found = []
    if kind != "comment" and _MARKER_CYRILLIC.match(inside):
        found.append(finding("marker-cyrillic", part, place, tag=source))
    elif kind != "comment" and _MARKER_CAPITAL.match(inside):
        found.append(finding("marker-capital", part, place, tag=source))
    elif kind != "comment" and (inside.startswith(("-", "+")) or inside.endswith("-")):
        found.append(finding("minus-in-tag", part, place, tag=source))
    body, fault = ("", "") if kind == "comment" else plain(inside[marker.end() :] if marker else inside)
    if fault:
        found.append(finding(fault, part, place, tag=source))
    elif not body and kind != "comment":
        found.append(finding("tag-empty", part, place, tag=source))
    return Tag(number, kind, marker[1] if marker else "", body, source, part, place, paragraph), found


@lru_cache(maxsize=4096)
def plain(inside: str) -> tuple[str, str]:
    """Give the inside of a tag with straight quotes and plain spaces, and a fault's code or nothing.

    >>> plain("чаты_всего|число(“чат”)")
    ('чаты_всего|число("чат")', '')
    >>> plain("вид == «класс")
    ('', 'quote-unclosed')
    """
    made: list[str] = []
    position = 0
    while opening := _QUOTE.search(inside, position):
        made.append(inside[position : opening.start()].translate(_PLAIN))
        sign, start = opening[0], opening.end()
        closers = _closers(sign)
        end = next((at for at in range(start, len(inside)) if _closes(inside, at, closers)), -1)
        if end < 0:
            return "", "quote-unclosed"
        quote = "'" if closers == _SINGLE else '"'
        content = inside[start:end]
        made.append(quote + (content if sign in "\"'" else content.replace(quote, "\\" + quote)) + quote)
        position = end + 1
    made.append(inside[position:].translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(made)).strip(), ""


def _closers(sign: str) -> str:
    if sign in _QUOTES:
        return _QUOTES[sign]
    return next((family for family in (_DOUBLE, _SINGLE) if sign in family), "")


def _closes(inside: str, at: int, closers: str) -> bool:
    return inside[at] in closers and inside[at - 1] != "\\"


def _stray(text: str, spans: list[tuple[int, int, int]], part: str, place: Place) -> Iterator[Finding]:
    """Braces left outside of tags."""
    rest = list(text)
    for start, end, _ in spans:
        rest[start:end] = " " * (end - start)
        if text[end : end + 1] == "}" and text[end : end + 2] != "}}":  # «{{ x }}}»
            yield finding("brace-apart", part, near(place, text, start, end + 1), tag="}")
    left = "".join(rest)
    for pattern, code in _STRAY:
        for match in pattern.finditer(left):
            yield finding(code, part, near(place, text, match.start(), match.end()), tag=match[0])
        left = pattern.sub(lambda match: " " * len(match[0]), left)


def _rewrite(pieces: list[_Piece], spans: list[tuple[int, int, int]]) -> None:
    """Leave a placeholder where each tag begins, and nothing of the rest of it."""
    for piece in pieces:
        stop = piece.start + len(piece.text)
        inside = [span for span in spans if span[0] < stop and span[1] > piece.start]
        if not inside:
            continue
        if piece.element.tag != _W["t"]:
            _drop(piece.element)
            continue
        made, position = [], piece.start
        for start, end, number in inside:
            made.append(_between(piece, position, start))
            if start >= piece.start:
                made.append(f"{OPEN}{number}{CLOSE}")
            position = end
        made.append(_between(piece, position, stop))
        piece.element.text = "".join(made)
        piece.element.set(qn("xml:space"), "preserve")
        if not piece.element.text:
            _drop(piece.element)


def _between(piece: _Piece, start: int, stop: int) -> str:
    """Give the text of a piece between two places of the paragraph."""
    return piece.text[max(0, start - piece.start) : max(0, stop - piece.start)]


def _drop(element: Element) -> None:
    """Remove a text element, and its run when nothing but formatting is left."""
    run = element.getparent()
    if run is None:
        return
    run.remove(element)
    holder = run.getparent()
    if holder is not None and all(child.tag == qn("w:rPr") for child in run):
        holder.remove(run)

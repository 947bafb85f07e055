"""A file as a reader sees it: its paragraphs with their places, corrections taken as accepted, and its properties.

What a program writes anew by itself when it saves (page numbers, dates of saving) stands here as a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.fields import counted_name
from sferum_docs.docengine.file.markup import is_instruction, local, qn
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import Package, open_package
from sferum_docs.docengine.file.places import places
from sferum_docs.docengine.findings import Place, refuse
from sferum_docs.docengine.unread import drawn_texts
from sferum_docs.wordml.text import FALLBACK, FIELD, leaves, stray_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.docengine.file.markup import Element

PICTURE, NOTE = "[рисунок]", "[сноска]"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIGNS |= {"footnoteReference": NOTE, "endnoteReference": NOTE}
_TYPES = {"first": " первой страницы", "even": " чётных страниц", "default": ""}
_KINDS = {"headerReference": "верхний колонтитул", "footerReference": "нижний колонтитул"}
_NOTES = {"footnotes": "сноски", "endnotes": "концевые сноски"}
# what a file may bring along whose text nobody reads here
_UNREAD = {
    "alt-chunk",
    "ole",
    "activex",
    "embedded-file",
    "chart-workbook",
    "sub-document",
    "part-unknown",
    "linked-image",
    "external-part",
}
_CUSTOM = "custom-properties+xml"
_NAME = 200  # letters of an instruction that are kept: the name stands first


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph: the part of the document as a reader calls it (empty for the text itself), place, text."""

    part: str
    place: Place
    text: str


@dataclass(frozen=True)
class FileText:
    """What a file says, whether it bears corrections not yet accepted, its custom properties.

    `signed`: it bears a signature, which is not checked here. `unread` names what it brings along and nobody read.
    """

    lines: tuple[TextLine, ...]
    corrected: bool
    properties: dict[str, str]
    signed: bool = False
    unread: tuple[str, ...] = ()


@caught
def file_text(data: bytes) -> FileText:
    """Give the text of any Word document. TemplateError when the file passes not the gates, corrections aside."""
    package = open_package(data, template=False, refuse_content=False)
    lines = tuple(_lines(package))
    codes = {item.code for item in package.findings}
    unread = tuple(dict.fromkeys(item.message() for item in package.findings if item.code in _UNREAD))
    return FileText(lines, "tracked-changes" in codes, _properties(package), "signed-file" in codes, unread)


def _lines(package: Package) -> Iterator[TextLine]:
    """A header that says the same in every section is told once: LibreOffice writes it for each of them."""
    told: set[tuple[str, ...]] = set()
    for part, root in _roots(package):
        found = list(_paragraphs(root))
        texts = (part, *(text for _, text in found))
        if not part or texts not in told:
            yield from (TextLine(part, place, text) for place, text in found)
            for stray in stray_texts(root):
                yield TextLine(", ".join(filter(None, (part, stray.holder))), Place(), stray.text)
        told.add(texts)
    for _, title, text in drawn_texts(package):
        yield TextLine(title, Place(), text)


def _roots(package: Package) -> Iterator[tuple[str, Element]]:
    """The text, then headers and footers by what they are for, then notes; each part once."""
    main = package.parts[package.main]
    if main.root is None:
        raise refuse("no-document")
    yield "", main.root
    targets = {link.id: link.target for link in main.relationships if not link.external}
    seen: set[str] = set()
    for reference in main.root.iter(qn("w:headerReference"), qn("w:footerReference")):
        target = targets.get(reference.get(qn("r:id")) or "", "")
        part = package.parts.get(target)
        if part is not None and part.root is not None and target not in seen:
            seen.add(target)
            yield _KINDS[local(reference)] + _TYPES.get(reference.get(qn("w:type")) or "", ""), part.root
    for kind, title in _NOTES.items():
        notes = package.related(kind)
        if notes is not None and notes.root is not None:
            yield title, notes.root


def _paragraphs(root: Element) -> Iterator[tuple[Place, str]]:
    reader = _Reader()
    first: dict[Element | None, list[str]] = {}  # texts of boxes as newer programs show them
    second: dict[Element, list[tuple[Place, str]]] = {}
    for paragraph, place in places(root):
        fallback = next(paragraph.iterancestors(FALLBACK), None)
        text = reader.text(paragraph)
        if fallback is not None:
            second.setdefault(fallback, []).append((place, text))
            continue
        for choice in paragraph.iterancestors(qn("mc:Choice")):
            first.setdefault(choice.getparent(), []).append(text)
        yield place, text
    for fallback, found in second.items():
        if [text for _, text in found] != first.get(fallback.getparent(), []):  # as a rule it is the same once more
            yield from found


@dataclass
class _Field:
    """A field that is open: its instruction as far as its name needs, and whether what stands in it is shown."""

    instruction: str = ""
    silent: bool = True  # up to its result, and within a result that every program counts anew


class _Reader:
    """Reads paragraph after paragraph; a field may begin in one and end in another."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []
        self._silent = 0  # how many of them are: a hostile file opens a hundred thousand

    def text(self, paragraph: Element) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, paragraph: Element) -> Iterator[str]:
        anew: set[Element] = set()  # fields whose result every program counts anew
        for leaf in leaves(paragraph):
            if leaf.tag == FIELD:
                counted = counted_name(leaf.get(qn("w:instr")) or "")
                if counted:
                    anew.add(leaf)
                    yield f"[{counted}]"
            elif not anew or anew.isdisjoint(leaf.iterancestors(FIELD)):
                yield from self._leaf(leaf)

    def _leaf(self, leaf: Element) -> Iterator[str]:
        name = "" if is_instruction(leaf) else local(leaf)
        if name == "fldChar":
            yield from self._step(leaf.get(qn("w:fldCharType")) or "")
        elif name == "instrText" and self._fields and len(self._fields[-1].instruction) < _NAME:
            self._fields[-1].instruction += (leaf.text or "")[:_NAME]
        elif not self._silent:
            yield from _piece(leaf, name)

    def _step(self, step: str) -> Iterator[str]:
        if step == "begin":
            self._fields.append(_Field())
            self._silent += 1
        elif step == "separate" and self._fields and self._fields[-1].silent:
            self._fields[-1].silent = bool(counted_name(self._fields[-1].instruction))
            self._silent -= not self._fields[-1].silent
        elif step == "end" and self._fields:
            field = self._fields.pop()
            self._silent -= field.silent
            counted = counted_name(field.instruction)
            if counted and not self._silent:
                yield f"[{counted}]"


def _piece(child: Element, name: str) -> Iterator[str]:
    if name == "t":
        yield child.text or ""
    elif name == "sym":
        yield f"[{child.get(qn('w:char'))}]"
    elif name in _SIGNS:
        yield _SIGNS[name]
    elif name in {"drawing", "pict", "object", "AlternateContent"} and next(child.iter(*_IMAGES), None) is not None:
        yield PICTURE


_IMAGES = (qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata")


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in package.parts.values():
        if part.root is not None and part.content_type.endswith(_CUSTOM):
            found |= {item.get("name") or "": "".join(map(str, item.itertext())).strip() for item in part.root}
    return found


_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_PICTURES = {_IMAGES[0]: qn("r:embed"), _IMAGES[1]: qn("r:id"), _SVG: qn("r:embed")}


@caught
def picture_sums(data: bytes) -> tuple[str, ...]:
    """Give the fingerprints of the pictures that a file shows, in the order of the document.

    In the text each is given as often as it stands there; in headers once: LibreOffice writes them for every section.
    """
    package = open_package(data, template=False, refuse_content=False)
    found: list[str] = []
    for part in package.live():
        targets = {link.id: link.target for link in part.relationships}
        images = () if part.root is None else (item for item in part.root.iter(*_PICTURES) if not _repeats(item))
        names = (targets.get(image.get(_PICTURES[str(image.tag)]) or "", "") for image in images)
        sums = [sha256(package.members[name].data).hexdigest()[:16] for name in names if name in package.members]
        found += sums if part.name == package.main else [item for item in dict.fromkeys(sums) if item not in found]
    return tuple(found)


def _repeats(image: Element) -> bool:
    """Whether older programs show it in the place of one that newer programs show."""
    fallback = next(image.iterancestors(FALLBACK), None)
    alternate = None if fallback is None else fallback.getparent()
    choices = () if alternate is None else alternate.iterchildren(qn("mc:Choice"))
    return any(next(choice.iter(*_PICTURES), None) is not None for choice in choices)

"""Pictures of a document for everybody: a facsimile, a stamp, a scan of a hand cannot be told from any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import qr_code
from sferum_docs.documents.registering.copies import drop
from sferum_docs.wordml.text import MC, A, T, V, W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.documents.publishing.parts import WordPart

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
DRAWN = tuple(f"{{{W}}}{name}" for name in ("drawing", "pict", "contentPart"))
_BLIP = f"{{{A}}}blip"
_IMAGES = (_BLIP, f"{{{V}}}imagedata")
_OBJECTS = (
    f"{{{W}}}object", f"{{{W}}}altChunk", f"{{{W}}}subDoc",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)  # fmt: skip
ANCHOR = f"{{{WP}}}anchor"
_ALTERNATE = f"{{{MC}}}AlternateContent"
_OF_LISTS = f"{{{W}}}numbering"  # the pictures of a list's marks
_QR = "QR: "  # how the alternative text of the program's own begins


def leave_pictures_out(parts: Iterable[WordPart]) -> int:
    """Takes out what is drawn and says nothing in words; how many there were. The QR code of the program stays."""
    count = 0
    for item in parts:
        for ground in list(item.element.iterchildren(f"{{{W}}}background")):
            drop(ground)
        for drawn in list(item.element.iter(*DRAWN)) if item.element.tag != _OF_LISTS else ():
            whole = next(drawn.iterancestors(_ALTERNATE), drawn)
            if next(whole.iterancestors(item.element.tag), None) is None or _stays(whole, item):
                continue
            drop(whole)
            count += 1
    return count


def has_objects(parts: Iterable[WordPart]) -> bool:
    """Whether a table of another program, a chart or a picture with words is left: nobody sees all that is in it."""
    return any(
        next(item.element.iter(*_OBJECTS), None) is not None
        or any(has_words(drawn) and has_image(drawn) for drawn in item.element.iter(*DRAWN))
        for item in parts
    )


def leave_unshown_out(package: Any) -> None:
    """The files of pictures that nothing shows any more, and the picture of the first sheet."""
    for name in [name for name, link in package.rels.items() if link.reltype.endswith("/thumbnail")]:
        del package.rels[name]
    for part in package.iter_parts():
        element = getattr(part, "element", None)
        if element is None:
            continue
        named = {str(value) for item in element.iter() for value in item.attrib.values()}
        for name in [name for name, link in part.rels.items() if link.reltype.endswith("/image") and name not in named]:
            del part.rels[name]


def _stays(drawn: Any, item: WordPart) -> bool:
    return has_words(drawn) or next(drawn.iter(*_OBJECTS), None) is not None or is_ours(drawn, item)


def has_image(drawn: Any) -> bool:
    """Whether a picture is drawn, not a shape."""
    return next(drawn.iter(*_IMAGES), None) is not None


def has_words(drawn: Any) -> bool:
    """Whether words stand in it."""
    return any((leaf.text or "").strip() for leaf in drawn.iter(T))


def is_ours(drawn: Any, item: WordPart) -> bool:
    """Whether it is the very code that the program draws for the words it bears: no other picture says so of itself."""
    named = next((known.get("descr") or "" for known in drawn.iter(f"{{{WP}}}docPr")), "")
    links = [blip.get(_LINK) for blip in drawn.iter(_BLIP)]
    if not named.startswith(_QR) or len(links) != 1 or links[0] not in item.part.rels:
        return False
    return bool(item.part.rels[links[0]].target_part.blob == qr_code(named.removeprefix(_QR)).data)

"""What stands inside one part: no refused element, no link to a refused address, no refused field."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.file.markup import NAMESPACES, Element, local, qn
from sferum_docs.docengine.file.permitted import RULES, address_fault
from sferum_docs.docengine.file.places import place_finder
from sferum_docs.docengine.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.docengine.findings import Place

MAX_PLACES = 20  # of what may not be there
_GUARDED = ("{" + NAMESPACES["w"], "{urn:schemas-microsoft-com:", "{http://schemas.microsoft.com/office/2006/activeX")
# names are looked for by the parser's own code: a walk over every element in Python takes ten times as long
_REFUSED = [f"{{*}}{name}" for name in RULES["refused_elements"]]
_ADDRESSES = etree.XPath("//*[@*[local-name() = 'href' or local-name() = 'src']]")
# an argument of a field: in quotes, or a word that is no switch
_ARGUMENT = re.compile(r'["«“]([^"»”«“]*)["»”]|(?<!\S)([^\s"«“\\]\S*)')


def content_findings(root: Element, part: str, data: bytes) -> Iterator[Finding]:
    """Give what a part of the text must not hold; `data` are the bytes that the tree was parsed from."""
    place_of = place_finder(root)
    yield from _refused(root, part, place_of)
    # the name of an attribute stands in the bytes as it is: where it does not, there is no such attribute
    for element in _ADDRESSES(root) if _may_address(data) else ():
        for key, value in element.attrib.items():
            if str(key).rsplit("}", 1)[-1] in {"href", "src"} and value:
                if local(element) in RULES["loading"]:
                    yield finding("linked-image", part)
                elif fault := address_fault(str(value)):
                    yield finding(fault, part, place_of(element), tag=str(value))
    yield from _check_fields(root, part, place_of)


def _refused(root: Element, part: str, place_of: Callable[[Element], Place]) -> Iterator[Finding]:
    """Elements that may not be there; each paragraph with one is told of once, and no more than so many places."""
    told: dict[tuple[str, Element | None], Element] = {}
    for element in root.iter(*_REFUSED):
        if str(element.tag).startswith(_GUARDED):
            told.setdefault((RULES["refused_elements"][local(element)], _paragraph_of(element)), element)
            if len(told) >= MAX_PLACES:
                break
    for (code, _), element in told.items():
        yield finding(code, part, place_of(element))


def _paragraph_of(element: Element) -> Element | None:
    return next(element.iterancestors(qn("w:p")), None)


def _may_address(data: bytes) -> bool:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return wide or b"href" in data or b"src" in data


def _check_fields(root: Element, part: str, place_of: Callable[[Element], Place]) -> Iterator[Finding]:
    """Every field's first word must be in the list, also of fields within fields."""
    stack: list[list[str]] = []
    loose: list[str] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")):
        if element.tag == qn("w:fldSimple"):
            yield from _check_field(element.get(qn("w:instr")) or "", part, element, place_of)
        elif element.tag == qn("w:instrText"):
            (stack[-1] if stack else loose).append(element.text or "")
        elif element.get(qn("w:fldCharType")) == "begin":
            stack.append([])
        elif element.get(qn("w:fldCharType")) == "end" and stack:
            yield from _check_field("".join(stack.pop()), part, element, place_of)
    for pieces in (*stack, loose):
        if pieces:
            yield from _check_field("".join(pieces), part, root, place_of)


def _check_field(
    instruction: str, part: str, element: Element, place_of: Callable[[Element], Place]
) -> Iterator[Finding]:
    words = instruction.split()
    if not words:
        return
    name = "=" if words[0].startswith("=") else words[0].upper()
    if name not in RULES["fields"]:
        yield finding("field-refused", part, place_of(element), tag=instruction.strip())
    elif name == "MERGEFIELD":
        yield finding("merge-field", part, place_of(element), tag=instruction.strip())
    elif name == "HYPERLINK":
        for quoted, plain in _ARGUMENT.findall(instruction.strip()[len(words[0]) :]):
            if fault := address_fault(quoted or plain):
                yield finding(fault, part, place_of(element), tag=quoted or plain)

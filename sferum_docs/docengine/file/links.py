"""Where the links of a package lead: to parts that are there, and to addresses that may be opened."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.file.permitted import RULES, address_fault
from sferum_docs.docengine.file.places import place_finder
from sferum_docs.docengine.findings import Finding, Place, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sferum_docs.docengine.file.package import Part

TAG = re.compile(r"\{\{[^{}]{0,400}\}\}|\{%[^{}%]{0,400}%\}")  # bounded: a search stays linear
_ID = qn("r:id")
_LINK = qn("w:hyperlink")


@dataclass(frozen=True)
class Relationship:
    """One link of a part; target is the part's name, or the address when external; place a bookmark of this file."""

    id: str
    kind: str
    target: str
    external: bool
    place: str = ""


def check_links(links: Mapping[str, tuple[Relationship, ...]], parts: Mapping[str, Part]) -> Iterator[Finding]:
    """Give what is wrong with the links of each part; of addresses of one kind the first is told, with their number."""
    for name, relations in links.items():
        folder, base = posixpath.split(name.removesuffix(".rels"))
        part = parts.get(posixpath.join(posixpath.dirname(folder), base))
        source, place_of = base.removesuffix(".xml"), _place_finder(part)
        ids = [link.id for link in relations]
        if len(set(ids)) != len(ids):
            yield finding("rel-duplicate", source)
        odd: dict[str, list[Relationship]] = {}
        for link in relations:
            code = _link_fault(link, parts)
            hidden = TAG.search(unquote(link.target))
            if hidden:
                yield finding("tag-in-attribute", source, place_of(link), tag=hidden[0])
            elif code == "link-odd":
                odd.setdefault(link.target.partition(":")[0].casefold(), []).append(link)
            elif code and code not in RULES["refused_relationships"].values():  # the part itself is told of
                yield finding(code, source, place_of(link), tag=link.target)
            elif code and (link.external or link.target not in parts):
                yield finding(code, source)
        for same in odd.values():
            hint = f"Таких ссылок: {len(same)}." if len(same) > 1 else ""
            yield finding("link-odd", source, place_of(same[0]), same[0].target, hint)


def _link_fault(link: Relationship, parts: Mapping[str, Part]) -> str:
    refused: str | None = RULES["refused_relationships"].get(link.kind)
    if refused:
        return refused
    if link.kind not in RULES["relationships"]:
        return "rel-unknown"
    if link.external:
        if link.kind == "hyperlink":
            return address_fault(link.target)
        return "linked-image" if link.kind == "image" else "external-part"
    if link.kind == "hyperlink":
        return ""
    return "" if link.target in parts else "rel-missing"


def _place_finder(part: Part | None) -> Callable[[Relationship], Place]:
    """What tells the paragraph of a link, when it stands in the text; a part is looked through once."""
    if part is None or not part.live or part.root is None:
        return lambda _link: Place()
    root, place_of = part.root, place_finder(part.root)
    known: dict[str, Element] = {}

    def find(link: Relationship) -> Place:
        if not known:
            known.update((item.get(_ID) or "", item) for item in reversed([*root.iter(_LINK)]))
        return place_of(known[link.id]) if link.id in known else Place()

    return find

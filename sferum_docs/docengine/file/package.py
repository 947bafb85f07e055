"""The second gate: the package. Only the parts, links, fields and elements of a plain Word document, by list."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from sferum_docs.docengine.file.archive import Member, open_archive
from sferum_docs.docengine.file.content import content_findings
from sferum_docs.docengine.file.links import TAG, Relationship, check_links
from sferum_docs.docengine.file.markup import Element, parse, qn
from sferum_docs.docengine.file.permitted import RULES
from sferum_docs.docengine.file.places import place_finder
from sferum_docs.docengine.file.workbooks import chart_workbooks, workbook_faults
from sferum_docs.docengine.findings import Finding, Place, TemplateError, finding, refuse
from sferum_docs.reading.faults import errors
from sferum_docs.wordml.text import between, is_reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_KNOWN = 1000
CONTENT_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_STRICT = "http://purl.oclc.org/ooxml/"


Answer = TypeVar("Answer")


class Memory:
    """What was read in members that many files share, by the fingerprint of the member: to the byte the same."""

    def __init__(self) -> None:
        self.answers: dict[bytes, Any] = {}

    def ask(self, member: Member, kind: str, read: Callable[[Member], Answer]) -> Answer:
        """Give what reading the member gives; a refusal is not remembered."""
        # the packed bytes alone do not tell: the same could be declared with another name, size, sum or kind
        facts = f"{kind}\0{member.name}\0{member.method} {member.crc} {member.size}\0"
        seen = sha256(facts.encode() + member.packed).digest()
        if seen not in self.answers:
            if len(self.answers) >= MAX_KNOWN:
                self.answers.clear()
            self.answers[seen] = read(member)
        answer: Answer = self.answers[seen]
        return answer


@dataclass(frozen=True)
class Part:
    """One part: short name for places (document, header1), and its tree when it is XML."""

    name: str
    content_type: str
    member: Member
    root: Element | None
    live: bool
    relationships: tuple[Relationship, ...] = ()
    content: tuple[Finding, ...] = ()

    @property
    def short(self) -> str:
        """The name as places give it."""
        return posixpath.basename(self.name).removesuffix(".xml")


@dataclass(frozen=True)
class Package:
    """A document that passed both gates; findings are warnings, or hidden tags."""

    parts: dict[str, Part]
    members: dict[str, Member]
    main: str
    findings: tuple[Finding, ...]

    def live(self) -> list[Part]:
        """Parts that may hold tags, the text of the document first."""
        return sorted((part for part in self.parts.values() if part.live), key=lambda part: part.name != self.main)

    def related(self, kind: str) -> Part | None:
        """Give the main part's only part of a kind, such as numbering."""
        links = self.parts[self.main].relationships
        return next((self.parts.get(link.target) for link in links if link.kind == kind), None)


def open_package(
    data: bytes, *, template: bool = True, refuse_content: bool = True, memory: Memory | None = None
) -> Package:
    """Pass both gates or raise TemplateError; a template must also hide no tag where none is filled in.

    Without `refuse_content` what is wrong is only told: for a copy with comments, for what is compared.
    The signature of a finished file is only told of: to read is not to change.
    Parts without text that the `memory` has met are not parsed again: what was found in them is told again.
    """
    members = open_archive(data)
    if CONTENT_TYPES not in members:
        raise refuse(_foreign(members))
    memory = memory or Memory()
    types = _content_types(members, memory)
    package = _read(members, types, memory)
    found: list[Finding] = []
    for part in package.parts.values():
        found += package.findings if part.name == package.main else ()
        found += part.content
        if template and part.root is not None:
            found += _hidden_tags(part)
    if not template:
        found = [
            finding("signed-file") if item.code == "signed" else item for item in found if item.code != "chart-data"
        ]
    found = list(dict.fromkeys(found))
    if errors(found) and (refuse_content or any(item.code == "macros" for item in found)):
        raise TemplateError(found)
    return Package(package.parts, members, package.main, tuple(found))


def _foreign(members: dict[str, Member]) -> str:
    """Name an archive that is no Office file."""
    if "mimetype" in members:
        kind = members["mimetype"].data[:200]
        if b"opendocument.text" in kind:
            return "wrong-odt"
        return "wrong-spreadsheet" if b"opendocument.spreadsheet" in kind else "wrong-office"
    return "wrong-zip"


def _content_types(members: dict[str, Member], memory: Memory) -> dict[str, str]:
    extensions, overrides = memory.ask(members[CONTENT_TYPES], "types", _declared)
    types = {}
    for name in members:
        if name != CONTENT_TYPES:
            extension = name.rpartition(".")[2].lower()
            types[name] = overrides.get(name.casefold()) or extensions.get(extension) or ""
    return types


def _declared(member: Member) -> tuple[dict[str, str], dict[str, str]]:
    """Give content types by extension and by name."""
    root = parse(member.data, CONTENT_TYPES)
    extensions: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for child in root:
        kind = child.get("ContentType") or ""
        if child.tag == qn("ct:Default"):
            extensions[(child.get("Extension") or "").lower()] = kind
        elif child.tag == qn("ct:Override"):
            overrides[(child.get("PartName") or "").lstrip("/").casefold()] = kind
    return extensions, overrides


def _plain(content_type: str) -> str:
    """A content type as package.toml writes it."""
    if content_type.startswith(_OFFICE):
        return content_type.removeprefix(_OFFICE).removesuffix("+xml")
    return content_type


def _read(members: dict[str, Member], types: dict[str, str], memory: Memory) -> Package:
    """Parse all XML parts and their links, and find the main part."""
    links = {name: memory.ask(member, "links", _links) for name, member in members.items() if name.endswith(".rels")}
    books = workbook_faults((members[name] for name in chart_workbooks(types, links)), memory.ask)
    found = _check_types(types, links, books)
    main = _main(links.get("_rels/.rels", ()), types)
    parts = {}
    for name, content_type in types.items():
        if name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name)
        relations = links.get(posixpath.join(folder, "_rels", base + ".rels"), ())
        parts[name] = _part(members[name], content_type, relations, memory)
    root_element = parts[main].root
    if root_element is None or root_element.tag != qn("w:document"):
        raise refuse(
            "strict-format" if root_element is not None and _STRICT in str(root_element.tag) else "no-document"
        )
    if root_element.find(qn("w:body")) is None:
        raise refuse("no-document")
    return Package(parts, members, main, (*found, *check_links(links, parts)))


def _part(member: Member, content_type: str, relations: tuple[Relationship, ...], memory: Memory) -> Part:
    live = _plain(content_type) in RULES["live"]
    trees: list[Element | None] = []

    def content(member: Member) -> tuple[Finding, ...]:
        data, short = member.data, posixpath.basename(member.name)  # every sum is checked, also of what is only copied
        root = parse(data, short) if content_type.endswith(("+xml", "/xml")) else None
        trees.append(root)
        text = root is not None and "wordprocessingml" in content_type
        return tuple(content_findings(root, short.removesuffix(".xml"), data)) if root is not None and text else ()

    found = content(member) if live else memory.ask(member, content_type, content)
    return Part(member.name, content_type, member, trees[0] if trees else None, live, relations, found)


def _check_types(
    types: dict[str, str], links: dict[str, tuple[Relationship, ...]], books: dict[str, str]
) -> list[Finding]:
    """What a part is called by whoever links to it says more than that its kind is not in the list."""
    kinds = {link.target: link.kind for relations in links.values() for link in relations if not link.external}
    found = []
    for name, content_type in types.items():
        if name in books:
            found.append(finding("chart-workbook" if books[name] else "chart-data", hint=books[name]))
            continue
        plain = _plain(content_type)
        code = RULES["refused_relationships"].get(kinds.get(name, "")) or _refused_type(name, content_type)
        if not code and plain not in RULES["content_types"]:
            main = next((code for word, code in RULES["refused_main"].items() if word in content_type), "")
            code = main or ("picture-rare" if _is_picture(kinds.get(name, ""), name, content_type) else "part-unknown")
        if code:
            found.append(finding(code, hint="" if code in RULES["refused_main"].values() else f"Часть: {name}."))
    return list({item.code: item for item in reversed(found)}.values())  # one part stands for all of its kind


def _refused_type(name: str, content_type: str) -> str:
    known = next((code for word, code in RULES["refused_types"].items() if word.lower() in content_type.lower()), "")
    inside = next((code for word, code in RULES["refused_names"].items() if word in name.lower()), "")
    return known or inside


def _is_picture(kind: str, name: str, content_type: str) -> bool:
    """A picture that only some programs show: nobody opens it here."""
    return (kind == "image" or "/media/" in name) and content_type.startswith(("image/", "application/pdf"))


def _links(member: Member) -> tuple[Relationship, ...]:
    folder = posixpath.dirname(posixpath.dirname(member.name))
    links = []
    for child in parse(member.data, posixpath.basename(member.name)):
        kind = (child.get("Type") or "").rstrip("/")
        target = child.get("Target") or ""
        external = (child.get("TargetMode") or "").lower() == "external"
        place = unquote(target[1:]) if target.startswith("#") else ""
        if not external:
            path = unquote(target.partition("#")[0])
            target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
            target = "" if not path else target
        links.append(Relationship(child.get("Id") or "", kind.rsplit("/", 1)[-1], target, external, place))
        if kind.startswith(_STRICT):
            raise refuse("strict-format")
    return tuple(links)


def _main(links: tuple[Relationship, ...], types: dict[str, str]) -> str:
    targets = [link.target for link in links if link.kind == "officeDocument" and not link.external]
    if len(targets) != 1 or targets[0] not in types:
        raise refuse("no-document")
    content_type = types[targets[0]]
    if _plain(content_type) != "wordprocessingml.document.main":
        raise refuse(
            next((code for word, code in RULES["refused_main"].items() if word in content_type), "no-document")
        )
    return targets[0]


def _hidden_tags(part: Part) -> Iterator[Finding]:
    """Tags that would never be filled in: in attributes, properties, comments, fields, formulas, odd elements."""
    assert part.root is not None  # noqa: S101 -- called for XML parts only
    texts: list[tuple[str, Element]] = []
    place_of = place_finder(part.root) if part.live else None
    for element in part.root.iter():
        for value in element.attrib.values():
            found = TAG.search(str(value)) if "{" in str(value) else None
            if found:
                yield finding("tag-in-attribute", part.short, _place(place_of, element), tag=found[0])
        if element.text and not (part.live and element.tag == qn("w:t") and is_reached(element)):
            texts.append((element.text, element))
    texts += [(text, holder) for holder, text in between(part.root) if holder.text != text]
    ends = list(accumulate(len(text) for text, _ in texts))
    for found in TAG.finditer("".join(text for text, _ in texts)):
        _, holder = texts[bisect_right(ends, found.start())]
        yield finding("tag-hidden", part.short, _place(place_of, holder), tag=found[0])


def _place(place_of: Callable[[Element], Place] | None, element: Element) -> Place:
    return Place() if place_of is None else place_of(element)

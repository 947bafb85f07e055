"""The workbook that a chart brings along: taken for plain when it holds values alone, part by part by list.

It is read as any file here, by its bytes and by the one parser; nothing in it is opened or reckoned.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.archive import open_archive
from sferum_docs.docengine.file.markup import parse
from sferum_docs.docengine.file.permitted import RULES
from sferum_docs.docengine.findings import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sferum_docs.docengine.file.archive import Member
    from sferum_docs.docengine.file.links import Relationship

MAX_BYTES, MAX_UNPACKED = 2 << 20, 4 << 20
MAX_OF_ALL = 16 << 20  # bytes of all workbooks of a file, unpacked: a hundred charts of a year need a third of it
_OFFICE = "application/vnd.openxmlformats-officedocument."
CHART_TYPE, WORKBOOK_TYPE = f"{_OFFICE}drawingml.chart+xml", f"{_OFFICE}spreadsheetml.sheet"
_BY_CHART = ("package", CHART_TYPE)
_TOO_MUCH = "Таблица слишком велика."
_REFUSED = [f"{{*}}{name}" for name in RULES["workbook_refused"]]
_TYPES = "[Content_Types].xml"


def chart_workbooks(types: Mapping[str, str], links: Mapping[str, tuple[Relationship, ...]]) -> list[str]:
    """Give the names of workbooks to which charts link, and nothing else does."""
    books = [name for name, kind in types.items() if kind == WORKBOOK_TYPE]
    owners: dict[str, set[tuple[str, str]]] = {}
    for name, relations in links.items() if books else ():
        folder, base = posixpath.split(name)
        source = types.get(posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels")), "")
        for link in relations:
            owners.setdefault("" if link.external else link.target, set()).add((link.kind, source))
    return [name for name in books if owners.get(name) == {_BY_CHART}]


def workbook_faults(
    books: Iterable[Member], ask: Callable[[Member, str, Callable[[Member], str]], str]
) -> dict[str, str]:
    """Say of each workbook why it is no plain one; what is read of all of them together has a bound."""
    left, found = MAX_OF_ALL, {}
    for book in books:
        left -= _unpacked(book.data)
        found[book.name] = _TOO_MUCH if left < 0 else ask(book, "workbook", lambda member: workbook_fault(member.data))
    return found


def _unpacked(data: bytes) -> int:
    try:
        return _size(open_archive(data))
    except TemplateError:
        return 0


def _size(members: Mapping[str, Member]) -> int:
    return sum(member.size for member in members.values())


def workbook_fault(data: bytes) -> str:
    """Say why a workbook is no plain one, for a person; nothing when it is."""
    if len(data) > MAX_BYTES:
        return _TOO_MUCH
    try:
        members = open_archive(data)
        if _size(members) > MAX_UNPACKED:
            return _TOO_MUCH
        if _TYPES not in members:
            return "Это не книга Excel."
        return next((fault for member in members.values() if (fault := _fault(member))), "")
    except TemplateError:
        return "Книга повреждена или устроена необычно."


def _fault(member: Member) -> str:
    name = member.name
    if name == _TYPES:
        kinds = (child.get("ContentType") or "" for child in parse(member.data, name))
        odd = next((kind for kind in kinds if _plain(kind) not in RULES["workbook_types"]), "")
        return f"В книге есть часть вида «{odd}»." if odd else ""
    if not name.lower().endswith((".xml", ".rels")):
        return f"В книге есть часть {posixpath.basename(name)}."
    root = parse(member.data, posixpath.basename(name))
    if name.lower().endswith(".rels"):
        external = any((child.get("TargetMode") or "").lower() == "external" for child in root)
        said = {(child.get("Type") or "").rstrip("/").rsplit("/", 1)[-1] for child in root}
        plain = not external and said <= {*RULES["workbook_relationships"]}
        return "" if plain else "Книга связана с другим файлом или адресом."
    found = next(root.iter(*_REFUSED), None)
    return "" if found is None else "В книге есть формулы или связи с другими данными."


def _plain(kind: str) -> str:
    return kind.removeprefix(_OFFICE).removesuffix("+xml")

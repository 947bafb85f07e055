"""`succeeds` and `[succession]` of `pack.toml`: which pack this one takes the place of, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.succession import Succession
from sferum_docs.reading.typography import quoted

if TYPE_CHECKING:
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.packs.roles import Roles
    from sferum_docs.reading.records import Record

MAX_TOLD = 200


def read_succession(root: Record, roles: Roles, documents: tuple[DocumentSpec, ...]) -> Succession | None:
    """What is said of the older pack; None for a pack that succeeds none."""
    record = root.record("succession")
    older = root.text("succeeds", required=False)
    if older and older == root.text("id"):
        root.fault("succeeds", "succeeds_itself")
    told, chats_from = record.text("told", required=False), record.text("chats_from", required=False)
    for key, text in (("told", told), ("chats_from", chats_from)):
        if len(text) > MAX_TOLD:
            record.fault(key, "too_long", limit=MAX_TOLD)
    before = _roles(record.record("roles"), roles)
    record.done()
    _check_documents(root, older, documents)
    if not older:
        if root.has("succession"):
            root.fault("succession", "succeeds_nothing")
        return None
    return Succession(older, told or f"комплектом {quoted(root.text('title'))}", before, chats_from)


def _roles(record: Record, roles: Roles) -> dict[str, str]:
    found = {}
    for name in record.names():
        if name not in roles.by_id:
            record.fault(name, "unknown_role", text=name)
        found[name] = record.text(name)
    record.done()
    return found


def _check_documents(root: Record, older: str, documents: tuple[DocumentSpec, ...]) -> None:
    """One order at most ends those of the older pack, and only of a pack that succeeds another."""
    repealing = [spec for spec in documents if spec.repeals]
    for spec in documents:
        if (spec.replaces or spec.repeals) and not older:
            root.fault(f"documents[{spec.id}].{'replaces' if spec.replaces else 'repeals'}", "succeeds_nothing")
        if spec.repeals and not spec.is_order:
            root.fault(f"documents[{spec.id}].repeals", "repeals_by_order")
    for spec in repealing[1:]:
        root.fault(f"documents[{spec.id}].repeals", "repeals_twice", text=repealing[0].id)

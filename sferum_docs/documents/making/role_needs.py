"""Which roles a document needs: as its template names their holders and the pack declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import names_in_force

if TYPE_CHECKING:
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.packs.roles import Role


def needed_roles(spec: DocumentSpec) -> tuple[Role, ...]:
    """The roles whose holders the template of a document names; none when it is broken, which its gaps tell."""
    names = names_in_force(spec)
    return tuple(role for role in spec.roles.all if role.tag in names)


def documents_by_role(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Role → the documents of the pack that name its holder."""
    needs = {spec.id: needed_roles(spec) for spec in pack.documents}
    return {role.id: tuple(document for document, roles in needs.items() if role in roles) for role in pack.roles.all}

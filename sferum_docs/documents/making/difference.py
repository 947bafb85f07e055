"""Whether a document would come out otherwise than it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.templates import template_in_force, top_names
from sferum_docs.documents.tags.vocabulary import context

if TYPE_CHECKING:
    from sferum_docs.docengine import Template
    from sferum_docs.documents.requests.situation import Situation


def output_differs(before: Situation, after: Situation) -> bool:
    """Whether the document would come out otherwise: other values of the tags that its template names, another look."""
    _content, template = template_in_force(before.spec)
    shown = (_shown(context(situation, top_names(template)), _tree_of(template)) for situation in (before, after))
    looks = ((school.margins, school.layout.typeface, school.layout.size) for school in (before.school, after.school))
    return len(set(looks)) > 1 or next(shown) != next(shown)


def _tree_of(template: Template) -> dict[str, Any]:
    """The dotted names that the template needs, as a tree."""
    tree: dict[str, Any] = {}
    for field in template.fields:
        below = tree
        for part in field.name.split("."):
            below = below.setdefault(part, {})
    return tree


def _shown(value: Any, names: dict[str, Any]) -> Any:
    """What of a value the names show; of a list of records without names it is how many there are."""
    if isinstance(value, dict):
        return {name: _shown(value.get(name), below) for name, below in names.items()}
    return [_shown(item, names) for item in value] if isinstance(value, list) else value

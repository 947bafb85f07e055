"""The dictionary of tags: search, groups, values of the own school, one click to copy."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from sferum_docs.services.templates.tag_dictionary import dictionary
from sferum_docs.web.current import current_pack, current_school_id

blueprint = Blueprint("vocabulary", __name__)


@blueprint.get("/acts/<pack>/vocabulary")
def show() -> str:
    """Every tag that the template of a document may name."""
    pack = current_pack()
    spec = pack.by_id.get(request.args.get("document", ""), pack.documents[0])
    words = request.args.get("q", "").strip()
    whose, groups, filters = dictionary(current_school_id(), pack, spec, words)
    return render_template(
        "admin/vocabulary.html", pack=pack, spec=spec, words=words, whose=whose, groups=groups, filters=filters
    )

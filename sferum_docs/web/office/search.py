"""Search over all registers and years: number, day, words of the title, person."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.services.register.listing import search_entries, waiting
from sferum_docs.web.current import current_registers, current_school_id

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def page() -> str:
    """Entries that hold all the words, and drafts whose titles do."""
    words = clean_line(request.args.get("q", ""))
    wanted = words.casefold().split()
    drafts = [
        item for item in waiting(current_school_id()) if all(word in item.document.title.casefold() for word in wanted)
    ]
    return render_template(
        "office/search.html",
        words=words,
        lines=search_entries(current_school_id(), words) if words else (),
        drafts=drafts if words else (),
        books=current_registers(),
    )

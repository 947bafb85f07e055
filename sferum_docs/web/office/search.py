"""Search over all registers and years: number, day, words of the title, person."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from sferum_docs.grammar.words.search import holds, search_text
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.services.register.lists.listing import Found, search_entries, waiting
from sferum_docs.web.current import chosen_act, current_registers, current_school_id
from sferum_docs.web.office.filters import MAX_WORDS, paging, sent_page

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def page() -> str:
    """Entries that hold all the words, and drafts whose titles do."""
    words = clean_line(request.args.get("q", ""))[:MAX_WORDS]
    act = chosen_act()
    drafts = [
        item
        for item in (waiting(current_school_id()) if words else ())
        if holds(search_text([item.document.title]), words) and act in {"", item.document.pack}
    ]
    found = search_entries(current_school_id(), words, sent_page(), act) if words else Found((), 0, 1)
    return render_template(
        "office/search.html",
        words=words,
        found=found,
        drafts=drafts,
        books=current_registers(),
        turns=paging(found),
    )

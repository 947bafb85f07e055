"""Documents for the school's site: what may go there, the head's approval, the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.site.listing import site_list
from sferum_docs.services.site.publish import SUBJECT, approve_for_site, site_archive, taken_down
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates, merges, repeats
from sferum_docs.web.forms.edit_guard import touched
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.printing import current_press
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("site", __name__, url_prefix="/site")


def _approved() -> Kept:
    """Each document that may go, by the id of its version."""
    parts = {
        str(item.document.id): Part(
            f"№ {item.number} {item.title}",
            item.mark,
            "утверждён для сайта" if item.approved else "не утверждён",
            fields=(f"approved-{item.document.id}",),
        )
        for item in site_list(current_school_id()).candidates
    }
    return Kept(parts, SUBJECT, ("site.approved", "site.withheld"))


def _sent() -> dict[str, object]:
    return {key: request.form.get(f"approved-{key}", "") for key in _approved().parts}


@blueprint.get("")
def page() -> str:
    """What may go to the site and what stays here."""
    return _page()


@blueprint.post("")
@merges(_approved, _sent, page="site.page")
def approve() -> Response:
    """Keeps which documents the head approves."""
    known = {str(item.document.id) for item in site_list(current_school_id()).candidates}
    wanted = {
        number: f"approved-{key}" in request.form
        for key in touched()
        if key in known and (number := sent_number(key)) is not None
    }
    changed = approve_for_site(current_school_id(), wanted, actor())
    flash(
        f"Записано: {counted(changed, 'изменение', 'изменения', 'изменений')}." if changed else "Ничего не изменилось."
    )
    return redirect(url_for("site.page"), 303)


@blueprint.post("/archive")
@creates(page="site.page")
def archive() -> str | Response:
    """The archive of what is approved."""
    try:
        content = site_archive(current_press(), current_school_id(), actor())
    except FaultsError as error:
        return _page(error.faults)
    return file_answer(content, "Документы для сайта.zip")


@blueprint.post("/taken-down")
@repeats(page="site.page")
def take_down() -> Response:
    """The documents that must not lie there any more were taken down."""
    count = taken_down(current_school_id(), actor())
    flash(f"Отмечено: убрано с сайта {counted(count, 'документ', 'документа', 'документов')}.")
    return redirect(url_for("site.page"), 303)


def _page(faults: Sequence[Fault] = ()) -> str:
    listed = site_list(current_school_id())
    return render_template("head/site.html", listed=listed, faults=[fault.message() for fault in faults])

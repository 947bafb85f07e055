"""The outbox: letters of the body by what became of them; trying again, giving up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.mail.outbox import (
    DeliveryState,
    cancel,
    count_outbox,
    find_letter,
    outbox,
    settle,
    try_now,
)
from sferum_docs.services.mail.server import is_mail_on
from sferum_docs.services.register.lists.listing import find_entries
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("outbox", __name__, url_prefix="/register/mail")
_PAGE = 50
_ALL = tuple(DeliveryState)
_SHOWN = {
    "": ("Все", _ALL),
    "waiting": ("Ждут и отправляются", (DeliveryState.WAITING, DeliveryState.SENDING)),
    "trouble": ("Требуют решения", (DeliveryState.REFUSED, DeliveryState.UNSURE)),
    "sent": ("Отправлены", (DeliveryState.SENT,)),
}
_DEEDS = {
    "again": (try_now, "Письмо отправляется снова."),
    "cancel": (cancel, "Отправка отменена."),
    "came": (settle, "Отмечено: письмо дошло."),
}


@blueprint.get("")
def page() -> str:
    """A page of the letters."""
    show = request.args.get("show", "")
    show = show if show in _SHOWN else ""
    states, school_id = _SHOWN[show][1], current_school_id()
    total = count_outbox(school_id, states)
    pages = max(1, -(-total // _PAGE))
    number = max(1, min(sent_number(request.args.get("page", "")) or 1, pages))
    letters = outbox(school_id, states, _PAGE, (number - 1) * _PAGE)
    return render_template(
        "office/outbox.html",
        letters=letters,
        entries=find_entries(school_id, {letter.entry_id for letter in letters if letter.entry_id}),
        shown={key: caption for key, (caption, _states) in _SHOWN.items()},
        show=show,
        total=total,
        number=number,
        pages=pages,
        mail_on=is_mail_on(),
    )


@blueprint.post("/<int:letter_id>/<int:delivery_id>")
@repeats(page="outbox.page")
def change(letter_id: int, delivery_id: int) -> Response:
    """Does one of the deeds to a letter to one receiver."""
    letter = find_letter(current_school_id(), letter_id)
    deed, told = _DEEDS.get(request.form.get("action", ""), (None, ""))
    if letter is None or letter.entry_id is None or deed is None:
        abort(404)
    try:
        deed(current_school_id(), letter_id, delivery_id, actor())
    except FaultsError as error:
        for fault in error.faults:
            flash(fault.sentence(), "warning")
    else:
        flash(told)
    if request.form.get("from") == "outbox":
        return redirect(url_for("outbox.page"), 303)
    return redirect(url_for("entry.page", entry_id=letter.entry_id, _anchor="mail"), 303)

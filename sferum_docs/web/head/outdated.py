"""One button that makes outdated drafts anew, and only them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packet.renew import Renewed, renew_outdated
from sferum_docs.web.current import actor, current_acts, current_school_id, known_pack
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.order_of_work import by_order
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("outdated", __name__)
_TOLD = 3  # faults that travel in a cookie


@blueprint.post("/documents/outdated")
@repeats(page="documents.listing")
def renew() -> Response:
    """New versions of what is outdated now, over all acts in work; pressed again there is nothing left to do."""
    found = [_of_act(act.pack) for act in current_acts() if act.in_work and known_pack(act.pack)]
    made = sum(len(item.documents) for item in found)
    faults = tuple(dict.fromkeys(fault.sentence() for item in found for fault in item.faults))
    if made:
        words = counted(made, "документ обновлён", "документа обновлены", "документов обновлены")
        flash(f"{words}: даты и ответы те же, прежние версии остались. {by_order('made')}")
    elif not faults:
        flash("Обновлять нечего: эти документы уже составлены заново.")
    for sentence in faults[:_TOLD]:
        flash(f"Не обновлено. {sentence}", "warning")
    if len(faults) > _TOLD:
        flash(f"Всего причин, по которым не обновлено: {len(faults)}.", "warning")
    return redirect(url_for("documents.listing"), 303)


def _of_act(pack_id: str) -> Renewed:
    also_sent = request.form.get("also") == "sent"
    try:
        return renew_outdated(current_school_id(), pack_id, actor(), current_press(), also_sent=also_sent)
    except FaultsError as error:  # the act was ended, or its pack changed, in this very moment
        faults: tuple[Fault, ...] = tuple(error.faults)
        return Renewed(faults=faults)

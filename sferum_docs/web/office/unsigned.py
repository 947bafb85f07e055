"""Who has not signed, across all orders: the list, its paper, many signatures marked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.mail.server import is_mail_on
from sferum_docs.services.register.lists.reminders import Reminders, entries_without_scan, reminders
from sferum_docs.services.register.lists.unsigned import (
    UnsignedFilter,
    mark_signed,
    unsigned_by_entry,
    unsigned_by_person,
)
from sferum_docs.web.current import actor, current_registers, current_school_id, today
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.office import forms
from sferum_docs.web.office.tabs import register_tabs
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("unsigned", __name__)
blueprint.add_app_template_global(register_tabs)
blueprint.add_app_template_global(is_mail_on)
_PAGE, _PRINTED, _LISTED = 50, 1000, 100
_MOST_ENTRIES = 100  # chosen in the register
_MOST_WORDS = 300
_WAYS = {"people": unsigned_by_person, "orders": unsigned_by_entry}
_KEPT = ("by", "q", "register", "since", "until", "repealed", "entries")


@blueprint.get("/register/unsigned")
def page() -> str:
    """The list by person, or by order; `print` gives all of it to be printed."""
    return _page()


@blueprint.post("/register/unsigned")
@creates(refill=False)
def mark() -> str | Response:
    """Marks what is ticked as signed on one day."""
    form, faults = forms.SignedForm(), list[Fault]()
    day = typed.read_day(form.day, faults)
    lines = _ticked()
    if day is None:
        return _page(form, faults)
    try:
        marked = mark_signed(current_school_id(), lines, day, actor())
    except FaultsError as error:
        return _page(form, error.faults)
    before = f" Ещё {marked.before} кто-то отметил раньше: их дни не изменены." if marked.before else ""
    flash(f"Отмечено: {counted(marked.now, 'подпись', 'подписи', 'подписей')}.{before}")
    return redirect(url_for("unsigned.page", **_kept()), 303)


@blueprint.get("/register/without-scan")
def without_scan() -> str:
    """The entries that nothing proves yet."""
    total = office_reminders().without_scan
    pages = max(1, -(-total // _LISTED))
    number = min(max(1, sent_number(request.args.get("page", "")) or 1), pages)
    entries = entries_without_scan(current_school_id(), _LISTED, (number - 1) * _LISTED)
    books = current_registers()
    return render_template(
        "office/without_scan.html", entries=entries, total=total, number=number, pages=pages, books=books
    )


@blueprint.app_template_global()
def office_reminders() -> Reminders:
    """What waits, counted once a request: the desk and its first page show the same figures."""
    if "reminders" not in g:
        g.reminders = reminders(current_school_id(), today())
    found: Reminders = g.reminders
    return found


def _ticked() -> set[int]:
    """The lines ticked one by one, and those shown under the people and orders that are ticked whole."""
    texts = [*request.form.getlist("line"), *(",".join(request.form.getlist("lines")).split(","))]
    return {number for text in texts if (number := sent_number(text)) is not None}


def _wanted() -> UnsignedFilter:
    sent = request.args
    entries = (sent_number(text) for text in sent.get("entries", "").split(",")[:_MOST_ENTRIES])
    return UnsignedFilter(
        register=sent.get("register", "") if sent.get("register", "") in current_registers() else "",
        words=clean_line(sent.get("q", ""))[:_MOST_WORDS],
        since=parse_day(sent.get("since", "")),
        until=parse_day(sent.get("until", "")),
        entries=tuple(number for number in entries if number is not None),
        repealed="repealed" in sent,
    )


def _kept() -> dict[str, Any]:
    return {name: request.args[name] for name in _KEPT if request.args.get(name)}


def _page(form: forms.SignedForm | None = None, faults: Sequence[Fault] = ()) -> str:
    way = request.args.get("by", "") if request.args.get("by", "") in _WAYS else "people"
    printed = "print" in request.args
    number = sent_number(request.args.get("page", "")) or 1
    wanted = _wanted()
    shown = form or forms.SignedForm(formdata=None, data={"day": today()})
    return render_template(
        "office/unsigned.html",
        found=_WAYS[way](current_school_id(), wanted, number, _PRINTED if printed else _PAGE),
        way=way,
        wanted=wanted,
        printed=printed,
        kept=_kept(),
        ticked=_ticked() if form else set(),
        books=current_registers(),
        day=today(),
        form=shown,
        remarks=remarks(shown, faults),
    )

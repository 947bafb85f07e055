"""What was finished after a crash is told once, to the person who opens a page of the register next."""

from __future__ import annotations

from flask import flash

from sferum_docs.services.register.finish import take_recovered
from sferum_docs.web.current import current_school_id
from sferum_docs.web.protection.access import may

_MOST_NAMED = 20


def tell_recovered() -> None:
    """A line above the page. Who may not register is no one to tell: it waits for the secretary."""
    entries = take_recovered(current_school_id()) if may("registering.page") else ()
    if entries:
        named = ", ".join(f"№ {entry.number}" for entry in entries[:_MOST_NAMED])
        more = f" и ещё {len(entries) - _MOST_NAMED}" if len(entries) > _MOST_NAMED else ""
        flash(
            "Программа остановилась, когда документы регистрировались. Доделано после сбоя, зарегистрированы: "
            f"{named}{more}. Что осталось черновиком, стоит на странице «Регистрация».",
            "warning",
        )

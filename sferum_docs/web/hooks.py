"""What is laid around every request, in the order in which it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.web.acts import init_acts
from sferum_docs.web.counting import init_counting
from sferum_docs.web.current import init_current
from sferum_docs.web.errors import init_errors
from sferum_docs.web.forms.changing import init_changing
from sferum_docs.web.forms.drafts import init_drafts
from sferum_docs.web.forms.edit_guard import init_edit_guard
from sferum_docs.web.forms.refused_form import init_refused_form
from sferum_docs.web.forms.wording import init_wording
from sferum_docs.web.order_of_work import init_order_of_work
from sferum_docs.web.pictures import init_pictures
from sferum_docs.web.printing import init_printing
from sferum_docs.web.protection.access import init_access
from sferum_docs.web.protection.numbers import init_numbers
from sferum_docs.web.protection.resend import FormProtection
from sferum_docs.web.protection.security import init_security
from sferum_docs.web.protection.sessions import init_sessions
from sferum_docs.web.protection.uploads import init_uploads
from sferum_docs.web.school.steps import init_steps
from sferum_docs.web.theme import init_theme

if TYPE_CHECKING:
    from flask import Flask


def init_hooks(app: Flask) -> None:
    """Who may open the page is asked before what was sent to it is looked at."""
    for init in (
        init_numbers,
        init_sessions,
        init_access,
        init_uploads,
        FormProtection,
        init_security,
        init_errors,
        init_changing,
        init_wording,
        init_theme,
        init_current,
        init_acts,
        init_order_of_work,
        init_printing,
        init_counting,
        init_pictures,
        init_steps,
        init_drafts,
        init_refused_form,  # these two are the last to be asked of a request, the first of its answer
        init_edit_guard,
    ):
        init(app)

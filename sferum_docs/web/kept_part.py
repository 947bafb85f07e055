"""A long part of a page, kept until anything is written: it is drawn once for all who may do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.web.current import (
    act_directive,
    act_with_indicators,
    current_act,
    current_acts,
    current_pack,
    known_school,
    known_school_id,
    today,
)
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from flask import Flask
    from markupsafe import Markup

_READING = {"GET", "HEAD"}  # what a form is answered with may be drawn by what was read before it was written


def init_kept_parts(app: Flask) -> None:
    """Gives them to the templates."""
    app.jinja_env.globals.update(kept_part=kept_part, kept_frame=kept_frame)


def kept_part(name: str, *about: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the call around a part of a template encloses, on a page of an act.

    It depends on the database, the pack, the day, the roles of who looks and on `about`; it holds no token, no theme
    and nothing of a form that was refused.
    """
    return _kept(name, Same(current_pack()), about, caller)


def kept_frame(name: str, *about: Hashable, caller: Callable[[], Markup]) -> Markup:
    """As `kept_part`, of the frame of any page: it depends on the words of its act.

    And on which act has indicators: where several are in work, a folder of packs changed by hand changes that alone.
    Who owns the installation is no change of a body: what belongs to it stands in no menu.
    """
    return _kept(name, Same(act_directive()), (current_act(), act_with_indicators(), *about), caller)


def _kept(name: str, act: Hashable, about: Hashable, caller: Callable[[], Markup]) -> Markup:
    if request.method not in _READING:
        return caller()
    somebody = user()
    who = (known_school_id(), Same(known_school()), Same(current_acts()), somebody.roles if somebody else None)
    return keep_until_change(("part of a page", name, about, who, act, today(), request.script_root), caller)

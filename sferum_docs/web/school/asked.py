"""The declared fields of a school in the words of the acts it carries out; what no act asks is not shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import g

from sferum_docs.packs.asks import FieldWording, SectionWording
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.web.current import current_act, current_acts, current_words, known_school_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.packs.asks import SchoolAsks
    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.web.forms.declared import Section


def _asking() -> tuple[SchoolAsks, ...]:
    """What the acts in work ask, read once a request; before there is a school, the act that is meant."""
    if "asking" not in g:
        names = [act.pack for act in current_acts() if act.in_work] or [name for name in (current_act(),) if name]
        g.asking = tuple(asks for name in names for asks in _asks_of(name))
    asking: tuple[SchoolAsks, ...] = g.asking
    return asking


def _asks_of(name: str) -> Iterable[SchoolAsks]:
    try:
        return (find_pack(name, known_school_id()).of_body(current_words()).asks,)
    except FaultsError:  # the pack is broken: it asks nothing until it is mended
        return ()


def field_wording(name: str) -> FieldWording | None:
    """The words of a field («chat.platform») by the acts together; None when no act has any."""
    found = [asks.fields[name] for asks in _asking() if name in asks.fields]
    if not found:
        return None
    offers = dict.fromkeys(value for wording in found for value in wording.offers)
    return FieldWording(_first(item.label for item in found), _joined(item.hint for item in found), tuple(offers))


def section_wording(name: str) -> SectionWording:
    """The words of a section by the acts together."""
    found = [asks.sections[name] for asks in _asking() if name in asks.sections]
    return SectionWording(_first(item.title for item in found), _joined(item.about for item in found))


def asked_fields(kind: str, fields: Sequence[SchoolField]) -> tuple[SchoolField, ...]:
    """The fields that the page shows: those of every act, and those that an act in work asks."""
    return tuple(field for field in fields if not field.of_act or field_wording(f"{kind}.{field.kept_as}") is not None)


def worded_sections(parts: Sequence[Section]) -> tuple[Section, ...]:
    """The sections of a page in the words of the acts."""
    wordings = [(part, section_wording(part.group)) for part in parts]
    return tuple(
        replace(part, title=words.title or part.title, about=words.about or part.about) for part, words in wordings
    )


def word_controls(form: Any, kind: str) -> None:
    """Gives the controls of a form the words of the acts."""
    for name in dict.fromkeys(name for asks in _asking() for name in asks.fields):
        of, _, field = name.partition(".")
        words = field_wording(name)
        if of == kind and field in form and words is not None:
            form[field].label.text = words.label or form[field].label.text
            form[field].description = words.hint or form[field].description
    if kind == "chat":
        _word_audiences(form["audience"])


def _word_audiences(control: Any) -> None:
    """Whom chats serve, in the words of the body; of two that are called alike one is offered."""
    said = current_words().audience
    alike = {said(caption): (value, said(caption)) for value, caption in reversed(control.options)}
    chosen = {said(caption): (value, said(caption)) for value, caption in control.options if value == control.data}
    control.options = tuple(reversed({**alike, **chosen}.values()))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))

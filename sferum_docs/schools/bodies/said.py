"""Texts of a pack in the words of a body: `{{ школа.слово|родительный }}`; tables that say otherwise for some kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.bodies.words import CASES, kind_words
from sferum_docs.schools.model import SchoolKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.schools.bodies.words import BodyWords

VARIANTS = "variants"
_PLACE = re.compile(r"\{\{\s*школа\.(\w+)((?:\s*\|\s*\w+)*)\s*\}\}")
_ANY_PLACE = re.compile(r"\{\{[^{}\n]*+\}\}|\{%[^%\n]*+%\}")
_CAPITAL = "с_прописной"

# words of others, told as they are
_OF_ACT = {
    "directive",
    "clauses",
    "acts",
    "indicators",
    "indicator_set",
    "indicator_targets",
}  # words of others, told as they are

_OF_JOURNAL = {"for_school": False, "addressee": "те, кто ведёт электронный журнал", "addressee_inherited": False}


def said_of(data: Mapping[str, Any], words: BodyWords | None) -> dict[str, Any]:
    """A pack with its own texts in the words of a body; what a journal counts binds no body without one.

    Without a body the words are those that fit any.
    """
    said = {key: item if key in _OF_ACT else _said(item, words or kind_words()) for key, item in data.items()}
    if words is None or words.kind.keeps_journal:
        return said
    journal = {item.get("id") for item in _tables(data, "indicators") if item.get("journal_only")}
    clauses = _tables(data, "clauses")
    freed = [{**item, **_OF_JOURNAL} if item.get("indicator") in journal else item for item in clauses]
    return {**said, "clauses": freed} if journal and clauses else said


def kinds_named(value: Any) -> set[SchoolKind]:
    """The kinds of bodies for which a pack says anything of its own."""
    if isinstance(value, Mapping):
        kinds = [kind for item in _variants(value) for kind in item.get("kinds", ())]
        named = {SchoolKind(kind) for kind in kinds if kind in {*SchoolKind}}
        return named.union(*(kinds_named(item) for item in value.values()))
    return set().union(*(kinds_named(item) for item in value)) if isinstance(value, list) else set()


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _said(value: Any, words: BodyWords) -> Any:
    if isinstance(value, str):
        return _PLACE.sub(lambda found: _word(found, words), value)
    if isinstance(value, Mapping):
        own = next((item for item in _variants(value) if words.kind.value in item.get("kinds", ())), {})
        whole = {**value, **{key: item for key, item in own.items() if key != "kinds"}}
        return {key: _said(item, words) for key, item in whole.items() if key != VARIANTS}
    return [_said(item, words) for item in value] if isinstance(value, list) else value


def place_faults(value: Any, place: str = "") -> Iterator[Fault]:
    """Every place in a text that is no word of a body, and every variant of a kind that there is not."""
    if isinstance(value, str):
        bad = [found[0] for found in _ANY_PLACE.finditer(value) if not _is_word(found[0])]
        yield from (Fault("unknown_body_word", place, {"text": text}) for text in bad)
    elif isinstance(value, Mapping):
        value = value if place else {key: item for key, item in value.items() if key not in _OF_ACT}
        for item in _variants(value):
            for kind in item.get("kinds") or [""]:
                if kind not in {*SchoolKind}:
                    options = ", ".join(SchoolKind)
                    yield Fault("not_a_choice", f"{place}.{VARIANTS}".strip("."), {"text": kind, "options": options})
        for key, item in value.items():
            yield from place_faults(item, f"{place}.{key}".strip("."))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            name = item.get("id") or item.get("key") if isinstance(item, Mapping) else None
            yield from place_faults(item, f"{place}[{name or index}]")


def _variants(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _tables(value, VARIANTS)


def _is_word(text: str) -> bool:
    found = _PLACE.fullmatch(text)
    return found is not None and found[1] in kind_words().by_tag() and set(_filters(found)) <= {*CASES, _CAPITAL}


def _filters(found: re.Match[str]) -> list[str]:
    return [name.strip() for name in found[2].split("|") if name.strip()]


def _word(found: re.Match[str], words: BodyWords) -> str:
    forms, filters = words.by_tag().get(found[1]), _filters(found)
    if forms is None:
        return found[0]
    case = next((name for name in filters if name in CASES), CASES[0])
    text = forms[CASES.index(case)]
    return text[:1].upper() + text[1:] if _CAPITAL in filters else text

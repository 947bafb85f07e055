"""What a template owes by its kind — number, date, signature, its school — and what of it an upload has lost.

A tag that is there is checked by the engine; here is looked for what is gone: a finished order in the place of its
template, the template of another document, words of a blank that nobody replaced.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.directives.bookmarks import clause_path
from sferum_docs.docengine import TemplateError, bookmarks, file_text
from sferum_docs.documents.checking.template_lines import brackets, likeness, typed_requisites
from sferum_docs.documents.making.provenance import CODE
from sferum_docs.documents.making.templates import compiled, original_template
from sferum_docs.documents.registering.registers import registered_kinds, shipped_registers
from sferum_docs.documents.registering.registration_trial import registered
from sferum_docs.house_templates.skeleton import words_to_replace
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sferum_docs.directives.model import Directive
    from sferum_docs.documents.checking.template_lines import Typed
    from sferum_docs.packs.model import DocumentSpec, Pack

_FEW = 5  # tags: of fewer no share can be told
_NEARLY_ALL, _MOST = 0.2, 2 / 3  # the share of its predecessor's tags that a template keeps
_SAME, _CLEARLY = 0.5, 1.5  # the share of lines in common with another paper; how many times its own share
_CLAUSE_LIKE = re.compile(r"[пpn]_?\d\w*", re.IGNORECASE)
_NAMED = 8  # tags that a sentence names


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that a template prints by any of its tags."""

    what: str
    tags: tuple[str, ...]
    lost: str  # the codes of what is told when it is printed no more, and when it was typed in its place
    typed: str = ""
    kinds: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    annex: bool = False

    def concerns(self, spec: DocumentSpec) -> bool:
        """Whether it can be asked of this document."""
        return (not self.only or spec.kind in self.only) and spec.kind not in self.apart

    def required(self, spec: DocumentSpec) -> bool:
        """Whether every template of this document must have it, whatever came before."""
        return spec.kind in self.kinds or (self.annex and bool(spec.annex_of))

    def met(self, uses: Mapping[str, int]) -> int:
        """How often one of its tags is printed."""
        return sum(times for name, times in uses.items() if any(fnmatchcase(name, tag) for tag in self.tags))


@cache
def obligations() -> tuple[Obligation, ...]:
    """The obligations of all kinds."""
    data = tomllib.loads(Path(__file__).with_name("obligations.toml").read_text(encoding="utf-8"))
    return tuple(
        Obligation(
            item["what"],
            tuple(item["tags"]),
            item["lost"],
            item.get("typed", ""),
            tuple(item.get("kinds", ())),
            tuple(item.get("only", ())),
            tuple(item.get("except", ())),
            bool(item.get("annex")),
        )
        for item in data["obligation"]
    )


def obligation_faults(
    after: bytes, before: bytes | None, spec: DocumentSpec, pack: Pack, kinds: Collection[str] | None = None
) -> tuple[Fault, ...]:
    """What a template without errors owes: an error forbids its use, a warning asks for a reason.

    `before` is the version in force; None when the document has none yet. `kinds`: those that the registers of the
    school take; without them the shipped registers are asked.
    """
    kinds = registered_kinds(shipped_registers()) if kinds is None else kinds
    stranger = of_another(after, before, spec, pack)
    finished = None if stranger else _finished(after, before, spec, kinds)
    first = stranger or finished
    owed = () if first and not first.warning else tuple(_lost(after, before, spec, kinds))
    found = (first, *owed, *_left(after, before), *_unknown_bookmarks(after, pack.directive))
    return tuple(item for item in found if item is not None)


def printed(content: bytes, spec: DocumentSpec) -> dict[str, int]:
    """How often each tag is printed in the text itself: headers and footers are no part of a register's line."""
    return dict(_printed(content, spec))


@lru_cache(maxsize=128)
def _printed(content: bytes, spec: DocumentSpec) -> tuple[tuple[str, int], ...]:
    counted = (
        (field.name, sum(use.how == "print" and use.part.startswith("document") for use in field.uses))
        for field in compiled(content, spec.fields, spec.roles, spec.for_office).fields
    )
    return tuple((name, times) for name, times in counted if times)


def _kept(after: Mapping[str, int], before: Mapping[str, int]) -> float | None:
    """The share of the tags before that are still there; None when there were too few to tell."""
    return len(after.keys() & before.keys()) / len(before) if len(before) >= _FEW else None


def _finished(after: bytes, before: bytes | None, spec: DocumentSpec, kinds: Collection[str]) -> Fault | None:
    """A made document in the place of its template."""
    now = printed(after, spec)
    was = printed(before, spec) if before is not None else {}
    share = _kept(now, was)
    code = _property(after, CODE)
    typed = _newly_typed(after, before)
    number = next((item.number for item in typed if item.number), "")
    day = next((item.day for item in typed if item.day), "")
    gone = share < _NEARLY_ALL if share is not None else not now
    if not code and not (gone and (number or day) and _is_numbered(spec, kinds)):
        return None
    words = f"{spec.kind}{f' № {number}' if number else ''}{f' от {day}' if day else ''}"
    sound = not gone and all(item.met(now) for item in obligations() if item.concerns(spec) and item.required(spec))
    if code and sound and (share is None or share >= _MOST):
        return Fault("template_was_document", "", {"code": code}, warning=True)
    return Fault("template_finished", "", {"text": words})


def _newly_typed(after: bytes, before: bytes | None) -> list[Typed]:
    known = {item.text for item in typed_requisites(before)} if before is not None else set()
    return [item for item in typed_requisites(after) if item.text not in known]


def _is_numbered(spec: DocumentSpec, kinds: Collection[str]) -> bool:
    """Whether a number and a day of a register stand on it: its own, or those of the order that approves it."""
    return registered(spec, kinds) or bool(spec.annex_of)


def _property(content: bytes, name: str) -> str:
    try:
        return file_text(content).properties.get(name, "")
    except TemplateError:
        return ""


def of_another(after: bytes, before: bytes | None, spec: DocumentSpec, pack: Pack) -> Fault | None:
    """The template of another document of the pack in the place of this one's."""
    if before is None:  # a new document may well begin as another one
        return None
    own = likeness(after, before)
    for other in pack.documents:
        if other.id != spec.id and (other.own_template is not None or other.is_shipped):
            theirs = likeness(after, original_template(other))
            if theirs >= _SAME and theirs >= _CLEARLY * own:
                return Fault("template_of_other", "", {"text": other.name, "id": other.id, "own": spec.name})
    return None


def _lost(after: bytes, before: bytes | None, spec: DocumentSpec, kinds: Collection[str]) -> Iterator[Fault]:
    now = printed(after, spec)
    was = printed(before, spec) if before is not None else {}
    typed = _newly_typed(after, before)
    for item in obligations():
        of_register = registered(spec, kinds) and item.what in {"number", "date"}
        if not item.concerns(spec) or not (item.required(spec) or of_register or item.met(was)):
            continue
        values = {"tags": " или ".join(f"{{{{ {tag} }}}}" for tag in item.tags if "*" not in tag)}
        place = next((line for line in typed if (line.day if item.what.endswith("date") else line.number)), None)
        if not item.met(now):
            # of a kind that the school alone registers nothing is lost when there was nothing before
            forbids = of_register and (item.required(spec) or before is None or item.met(was))
            yield Fault(item.lost, place.where if place else "", values, warning=not forbids)
        elif item.typed and place is not None and item.met(now) < item.met(was):
            yield Fault(item.typed, place.where, {**values, "text": place.text})
    share = _kept(now, was)
    if share is not None and share < _MOST:
        gone = sorted(was.keys() - now.keys())
        names = ", ".join(gone[:_NAMED]) + (" и другие" if len(gone) > _NAMED else "")
        yield Fault("template_lost_tags", "", {"gone": len(gone), "was": len(was), "text": names}, warning=True)


def _left(after: bytes, before: bytes | None) -> Iterator[Fault]:
    """Words in brackets that a blank left to be replaced."""
    known = {words for _, words in brackets(before)} if before is not None else set()
    for line, words in brackets(after):
        if words in words_to_replace():
            yield Fault("template_blank_words", line.where, {"text": words})
        elif words not in known:
            yield Fault("template_brackets", line.where, {"text": words}, warning=True)


def _unknown_bookmarks(after: bytes, directive: Directive) -> Iterator[Fault]:
    """Bookmarks that look like those of clauses, and name none."""
    for mark in bookmarks(after):
        if _CLAUSE_LIKE.fullmatch(mark.name) and clause_path(mark.name, directive) is None:
            yield Fault("template_bookmark", f"абзац {mark.paragraph}", {"text": mark.name}, warning=True)

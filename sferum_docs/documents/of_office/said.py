"""The words of an act in the places of the table and of the sources of an office's documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.documents.of_act.parts import literal
from sferum_docs.documents.of_office.clauses import own_clauses, whole_label
from sferum_docs.grammar import Case, decline_organisation, decline_post
from sferum_docs.grammar.values import FullName
from sferum_docs.reading.typography import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.directives.model import Directive


class SaidOfAct:
    """The places of the table and of the sources with the words of an act."""

    def __init__(self, directive: Directive, act: Directive) -> None:
        named = _named(directive)
        people = any(item.counts_people for item in directive.indicators)
        self.places = {
            "{акта_полностью}": _whole(directive),
            "{акта}": named["родительный"],
            "{акт_вн}": named["винительный"],
            "{контроль_за}": directive.controls or f"исполнением {named['родительный']}",
            "{кому}": _controller(directive),
            "{в_ячейке}": "чел., % от базы, изменение" if people else "%, изменение в процентных пунктах",
        }

        self._printed = {place: literal(words) for place, words in self.places.items()} | {
            "{чем_вызвано}": _why(directive, act)
        }

    def of(self, text: str) -> str:
        """A text of the table with them."""
        return _replaced(text, self.places)

    def source(self, text: str) -> str:
        """A source of a template with them: whatever signs stand in the words of the act, they are printed."""
        return _replaced(text, self._printed)

    def deep(self, value: Any) -> Any:
        """The same of a value, however deep its texts stand."""
        if isinstance(value, dict):
            return {key: self.deep(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.deep(item) for item in value]
        return self.of(value) if isinstance(value, str) else value


def _replaced(text: str, places: Mapping[str, str]) -> str:
    for place, words in places.items():
        text = text.replace(place, words)
    return text


def _why(directive: Directive, act: Directive) -> str:
    """By what an office writes to a body."""
    own = dict.fromkeys(whole_label(clause, act) for clause in own_clauses(act))
    if not own:
        return f"{{{{ школа.краткое }}}} контролирует исполнение {literal(_whole(directive))}."
    kind = directive.words.kind.genitive
    why = f"Во исполнение {literal(', '.join(own))} {literal(_whole(directive))}"
    return f"{why} {{{{ школа.краткое }}}} контролирует исполнение {literal(kind)} организациями."


def _named(directive: Directive) -> dict[str, str]:
    """«Постановление от 13.10.2023 № 262» in two cases; a list of demands by its title."""
    kind = directive.words.kind
    if directive.is_act:
        rest = f" от {directive.date:%d.%m.%Y}{f' № {directive.number}' if directive.number else ''}"
    else:
        rest = f" {quoted(directive.title)}"
    return {
        "родительный": f"{kind.genitive}{rest}",
        "винительный": f"{kind.accusative}{rest}",
    }


def _whole(directive: Directive) -> str:
    """The act with its issuer and its heading, in the genitive (ГОСТ Р 7.0.97: a reference names all five)."""
    if not directive.is_act:
        return _named(directive)["родительный"]
    issuer = decline_organisation(directive.issuer, Case.GENITIVE).text
    issuer = issuer[:1].lower() + issuer[1:] if not issuer[1:2].isupper() else issuer
    number = f" № {directive.number}" if directive.number else ""
    return f"{directive.words.kind.genitive} {issuer} от {directive.date:%d.%m.%Y}{number} {quoted(directive.title)}"


def _controller(directive: Directive) -> str:
    """Who controls the act, in the genitive; empty when nobody is named."""
    who = directive.controller
    if who is None or not who.name:
        return ""
    last, *initials = who.name.split()
    apart = (initial.replace(".", ". ").strip() for initial in initials)  # «Б.А.» as all other names are printed
    name = " ".join((str(FullName(last).in_case(Case.GENITIVE)), *apart))
    return ", ".join(filter(None, (f"{decline_post(who.post, Case.GENITIVE).text} {name}" if who.post else name,)))

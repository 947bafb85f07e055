"""The words of an act: those the pack gives, all others derived from its kind by the rules of grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.words import ANY_ACT, DEMAND, GENDERS, POINT, ActWords, ClauseWords, NounForms
from sferum_docs.grammar.case import Case
from sferum_docs.grammar.subjects import subject
from sferum_docs.grammar.words.nouns import plural_forms

if TYPE_CHECKING:
    from sferum_docs.reading.records import Record

_GENDERS = dict(zip(("мужской", "женский", "средний", "множественное число"), GENDERS, strict=True))


def read_words(record: Record, kind: str, number: str, *, is_act: bool) -> ActWords:
    """The words of an act of this kind; those of a list of demands, which has no kind, are «требования»."""
    usual = POINT if is_act else DEMAND
    one = _noun(record, "clause")
    clause = ClauseWords(
        one=one or usual.one,
        many=_noun(record, "clauses") or (_plural(record, one) if one else usual.many),
        short=record.text("cited", required=False) or ("" if one else usual.short),
        asks=record.text("asks", required=False) or usual.asks,
    )
    named = _noun(record, "kind") or (_derived(record, "kind", kind) if is_act else DEMAND.many)
    capital = named.nominative[:1].upper() + named.nominative[1:]
    short = record.text("short", required=False) or (f"{capital} № {number}" if number else capital)
    record.done()
    return ActWords(named, number, short, clause)


def _noun(record: Record, key: str) -> NounForms | None:
    """A noun given as its six forms with a gender, or as one word for the rules to decline; None when it is not."""
    value = record.raw(key)
    if value is None:
        return None
    if isinstance(value, str):
        return _derived(record, key, value)
    row = record.record(key)
    forms, named = row.texts("forms"), row.text("gender")
    row.done()
    if len(forms) != len(Case):
        row.fault("forms", "not_six_cases", count=len(forms))
    if named and named not in _GENDERS:
        row.fault("gender", "not_a_choice", text=named, options=", ".join(_GENDERS))
    right = len(forms) == len(Case) and named in _GENDERS
    return NounForms.of(forms, _GENDERS[named]) if right else ANY_ACT.kind


def _derived(record: Record, key: str, text: str) -> NounForms:
    """What the rules make of a word; where they know no rule, a fault asks for the forms."""
    found = subject(text.lower())
    if found.gender:
        return NounForms.of(found.forms, found.gender)
    if text:
        record.fault(key, "words_not_declined", text=text)
    return ANY_ACT.kind


def _plural(record: Record, one: NounForms) -> NounForms:
    forms = plural_forms(one.nominative)
    if forms:
        return NounForms.of(forms, "p")
    record.fault("clauses", "words_not_declined", text=one.nominative)
    return one

"""The cases of a person: what stands in a document, what is doubtful, and the school with a person's word on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.tags.people import full_name, post
from sferum_docs.grammar import Case
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import INITIALS, School, Word, WordDecision
from sferum_docs.services.school.declension_overrides import exception_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.grammar.words.paradigm import Choice, Paradigm
    from sferum_docs.schools.model import Person

_CAPTIONS = {Word.LAST: "Фамилия", Word.FIRST: "Имя", Word.MIDDLE: "Отчество", Word.POST: "Должность"}
OBLIQUE = tuple(Case)[1:]
MAX_INITIALS = 40
# one letter or the beginning of a name with a dot, joined by hyphens; a name in full may stand among them
_RULE = re.compile(r"правило (?:R\d+|о .+)")
_INITIALS = re.compile(r"[^\W\d_]{1,20}\.?(?:[ -][^\W\d_]{1,20}\.?){0,5}")


@dataclass(frozen=True)
class WordCases:
    """One word of a person in its six forms; `certain` says of each whether anybody must look at it."""

    word: Word
    caption: str
    forms: tuple[str, ...]
    certain: tuple[bool, ...]
    source: str
    note: str
    choices: tuple[Choice, ...]
    decided: bool

    @property
    def doubtful(self) -> bool:
        """Whether the word waits for somebody's confirmation."""
        return not all(self.certain)


def word_cases(person: Person) -> tuple[WordCases, ...]:
    """The words of a person that are declined; an absent patronymic is left out."""
    exceptions = exception_list()
    paradigms = (*full_name(person, exceptions).parts(), post(person, exceptions).paradigm())
    return tuple(
        _cases(person, word, paradigm) for word, paradigm in zip(_CAPTIONS, paradigms, strict=True) if paradigm.forms[0]
    )


def is_doubtful(person: Person) -> bool:
    """Whether a form of this person would be printed that nobody has confirmed."""
    return any(item.doubtful for item in word_cases(person))


def short_name(person: Person) -> str:
    """«Фамилия И. О.», as tables and texts show the person."""
    return full_name(person).initials(after=True)


def people(school: School) -> tuple[Person, ...]:
    """Everybody whom a document may name: the staff, and the head when the list has no such person."""
    head = school.head.person if school.head else None
    alone = head is not None and school.worker(head.full_name) is None
    return (*school.staff, head) if alone and head is not None else school.staff


def _shown(person: Person, word: Word) -> WordCases:
    for item in word_cases(person):
        if item.word is word:
            return item
    raise LookupError(word)


def confirm(school: School, person: Person, word: Word) -> School:
    """The school with the forms as they are shown; nothing is asked about them any more."""
    shown = _shown(person, word)
    forms = tuple((case.value, form) for case, form in zip(OBLIQUE, shown.forms[1:], strict=True))
    return _decide(school, person, WordDecision(word, shown.forms[0], forms=forms))


def choose(school: School, person: Person, word: Word, choice: int) -> School:
    """The school with one of the ways offered for a doubtful word. LookupError when there is none such."""
    shown = _shown(person, word)
    offered = shown.choices[choice]
    forms = tuple((case.value, form) for case, form in zip(OBLIQUE, offered.forms[1:], strict=True))
    return _decide(school, person, WordDecision(word, shown.forms[0], forms=forms))


def write_own(school: School, person: Person, word: Word, forms: Mapping[str, str]) -> School:
    """The school with forms written by hand; cases left empty follow the rules."""
    shown = _shown(person, word)
    own = tuple((case.value, forms[case.value]) for case in OBLIQUE if forms.get(case.value))
    return _decide(school, person, WordDecision(word, shown.forms[0], forms=own))


def write_initials(school: School, person: Person, typed: str) -> School:
    """The school with initials written by hand; nothing typed: the first letters. FaultsError tells what they are."""
    typed = re.sub(r"\.(?=[^\s.-])", ". ", typed)
    if not typed:
        return forget(school, person, Word.INITIALS)
    if len(typed) > MAX_INITIALS or not _INITIALS.fullmatch(typed):
        raise FaultsError([Fault("initials_odd", values={"text": typed[:MAX_INITIALS]})])
    return _decide(school, person, WordDecision(Word.INITIALS, person.names, forms=((INITIALS, typed),)))


def fix(school: School, person: Person, word: Word) -> School:
    """The school where the word is not declined."""
    shown = _shown(person, word)
    return _decide(school, person, WordDecision(word, shown.forms[0], fixed=True))


def forget(school: School, person: Person, word: Word) -> School:
    """The school where the rules decide again."""
    return _with(school, person, tuple(item for item in person.decisions if item.word is not word))


def _decide(school: School, person: Person, decision: WordDecision) -> School:
    others = tuple(item for item in person.decisions if item.word is not decision.word)
    return _with(school, person, (*others, decision))


def _with(school: School, person: Person, decisions: tuple[WordDecision, ...]) -> School:
    changed = replace(person, decisions=decisions)
    staff = tuple(changed if item == person else item for item in school.staff)
    # the head signs under the same name as in the staff list
    head = school.head
    if head is not None and head.person == person:
        head = replace(head, person=changed)
    elif head is not None and head.person.full_name == person.full_name:
        of_name = tuple(item for item in decisions if item.word is not Word.POST)
        of_post = tuple(item for item in head.person.decisions if item.word is Word.POST)
        head = replace(head, person=replace(head.person, decisions=(*of_name, *of_post)))
    return replace(school, staff=staff, head=head)


def _cases(person: Person, word: Word, paradigm: Paradigm) -> WordCases:
    return WordCases(
        word,
        _CAPTIONS[word],
        paradigm.forms,
        paradigm.certain,
        _in_words(paradigm.source),
        paradigm.note,
        paradigm.choices,
        decided=any(item.word is word for item in person.decisions),
    )


def _in_words(source: str) -> str:
    """Where forms come from, for a person: the numbers of our rules say nothing to anybody."""
    return _RULE.sub("общее правило склонения", source)

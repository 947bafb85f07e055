"""Tags of people: the head, the staff, who is to be acquainted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Group, Rows, Tag
from sferum_docs.documents.tags.fields import FieldTags
from sferum_docs.grammar import Case, Gender, decline_post
from sferum_docs.grammar.declension_overrides import (
    NO_EXCEPTIONS,
    NO_OVERRIDES,
    Exceptions,
    Mode,
    NameOverrides,
    Override,
)
from sferum_docs.grammar.declension_overrides import Kind as WordKind
from sferum_docs.grammar.persons.split import whole_initials
from sferum_docs.grammar.values import FullName, Noun, Post
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.schools.fields.person import PERSON as FIELDS
from sferum_docs.schools.fields.requisites import HEAD as HEAD_FIELDS
from sferum_docs.schools.model import Sex, Word, WordDecision
from sferum_docs.schools.posts import PostKind, kind_for

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.schools.model import Head, Person, School

GENDERS = {Sex.MALE: Gender.MALE, Sex.FEMALE: Gender.FEMALE}
# a post that says by itself that its holder acts for another
_SHORT_ACTING = re.compile(r"и\.\s*о\.|и/о\b|ио\b", re.IGNORECASE)
_ACTING = re.compile(
    r"(?:и\.\s*о\.|и/о\b|ио\b|врио\b|(?:временно\s)?исполняющ\w{1,6}\sобязанности)\s?",
    re.IGNORECASE,
)
_REMEMBERED = 1024  # workers: of a few bodies
_ACTING_WORDS = ("исполняющ", "и.о", "и. о", "врио", "временно")


def override(person: Person, word: Word) -> Override | None:
    """What was decided on a word of this person, as the grammar takes it."""
    decision = next((item for item in person.decisions if item.word is word), None)
    if decision is None:
        return None
    mode = Mode.FIXED if decision.fixed else Mode.OWN if decision.forms else Mode.AUTO
    return Override(decision.nominative, mode, {Case(case): form for case, form in decision.forms})


@lru_cache(maxsize=_REMEMBERED)
def full_name(person: Person, exceptions: Exceptions = NO_EXCEPTIONS) -> FullName:
    """The name that a template declines."""
    overrides = (
        NameOverrides(*(override(person, word) for word in (Word.LAST, Word.FIRST, Word.MIDDLE)))
        if person.decisions
        else NO_OVERRIDES
    )
    gender = GENDERS[person.sex]
    short = whole_initials(person.own_initials)
    return FullName(person.last, person.first, person.middle, gender, overrides, short, exceptions=exceptions)


@lru_cache(maxsize=_REMEMBERED)
def post(person: Person, exceptions: Exceptions = NO_EXCEPTIONS) -> Post:
    """The post that a template declines."""
    return Post(person.post, GENDERS[person.sex], override(person, Word.POST), exceptions=exceptions)


def with_exceptions(school: School, exceptions: Exceptions) -> School:
    """The school whose people follow the list of exceptions wherever nothing was decided about them."""
    if not exceptions.index:
        return school
    head = school.head
    return replace(
        school,
        staff=tuple(_following(person, exceptions) for person in school.staff),
        head=replace(head, person=_following(head.person, exceptions)) if head else None,
    )


def _following(person: Person, exceptions: Exceptions) -> Person:
    decided = {decision.word for decision in person.decisions}
    texts = {Word.LAST: person.last, Word.FIRST: person.first, Word.MIDDLE: person.middle, Word.POST: person.post}
    found = []
    for word, text in texts.items():
        entry = exceptions.find(WordKind(word.value), text, GENDERS[person.sex])
        if entry is not None and word not in decided:
            forms = tuple((case.value, form) for case, form in entry.override.forms.items())
            found.append(WordDecision(word, text, entry.override.mode is Mode.FIXED, forms))
    return replace(person, decisions=(*person.decisions, *found)) if found else person


_PART_TIME = re.compile(
    r"[\s,]{0,4}\(?\b(?:по\s\w{0,20}\s?совместительств\w*|(?:внутренн|внешн)\w{1,10}\sсовместител\w+|совместител\w+).*",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"\w+(?:его|ого|а|ы|и|[^аяоуыэеёюи]я)\b", re.IGNORECASE
)  # «заведующего», «директора», «секретаря»


def post_of_instruction(person: Person) -> Post:
    """Whose job description it is, in the genitive: of the post, not of who acts for it, nor on what terms.

    >>> from sferum_docs.schools.model import Person, Sex
    >>> str(post_of_instruction(Person("Ли", "Анна", Sex.FEMALE, "и. о. заместителя директора по УВР")))
    'заместителя директора по УВР'
    """
    gender = GENDERS[person.sex]
    typed = _PART_TIME.sub("", person.post).strip() or person.post
    acting = _ACTING.match(typed)
    if acting is None:
        return (post(person) if typed == person.post else Post(typed, gender)).in_case(Case.GENITIVE)
    of_whom = typed[acting.end() :].strip()
    declined = Override(of_whom, Mode.FIXED) if _OF_WHOM.match(of_whom) else None
    return Post(of_whom, gender, declined).in_case(Case.GENITIVE)


def head_post(head: Head) -> Post:
    """The post under which the head signs: who acts for the director says so in full, no «за», no slash (G56)."""
    gender = GENDERS[head.person.sex]
    if not head.acting:
        return post(head.person)
    typed = head.person.post
    shortened = _SHORT_ACTING.match(typed)
    if shortened is not None:
        return Post(f"исполняющий обязанности {typed[shortened.end() :].strip()}", gender)
    if typed.casefold().startswith(_ACTING_WORDS):
        return post(head.person)
    of_whom = decline_post(typed, Case.GENITIVE, gender).text
    return Post(f"исполняющий обязанности {of_whom}", gender)


_FEMALE: Tag[Person] = Tag("женщина", Kind.FLAG, "женщина ли", lambda person: person.sex is Sex.FEMALE)
_FEMALE_HEAD: Tag[Head] = Tag("женщина", Kind.FLAG, "женщина ли", lambda head: head.person.sex is Sex.FEMALE)
_DUE: Tag[Person] = Tag("подлежит", Kind.FLAG, "подлежит ли регистрации", lambda person: not person.exempt)
_TAGS = FieldTags(own={"name": (Kind.WORDS, full_name), "post": (Kind.WORDS, post)}, after={"post": _FEMALE})
_OF_A_LIST = {"class_name", "exempt"}  # fields that say who stands in a list; the tags of that list alone tell them
_CLASS, _GROUND = _TAGS.of([field for field in FIELDS if field.name in _OF_A_LIST])
PERSON = _NAME, _POST, *_ = _TAGS.of([field for field in FIELDS if field.name not in _OF_A_LIST])

HEAD: Group[Head] = Group(
    "директор",
    "Руководитель",
    lambda situation: situation.school.head,
    FieldTags(
        own={"name": (Kind.WORDS, lambda head: full_name(head.person)), "post": (Kind.WORDS, head_post)},
        after={"post": _FEMALE_HEAD},
    ).of(HEAD_FIELDS),
    Gap("руководитель школы", "school#head-name"),
)

CLASS_TEACHERS: Rows[Person] = Rows(
    "классные_руководители",
    "Классные руководители",
    lambda situation: situation.class_teachers,
    (*PERSON, _CLASS),
)
TUTORS: Tag[Situation] = Tag(
    "наставники",
    Kind.WORDS,
    "кто ведёт классы или группы, тем числом, сколько их названо: классные руководители, воспитатели",
    lambda situation: Noun(body_words(situation.school.requisites).tutors_of(len(situation.class_teachers))),
)
STAFF: Rows[Person] = Rows(
    "сотрудники",
    "Все работники",
    lambda situation: situation.school.staff,
    (*PERSON, _DUE, _GROUND),
    Gap("список работников", "staff#staff-0-name"),
)
EXEMPT: Rows[Person] = Rows(
    "освобождённые",
    "Работники, которые не регистрируются",
    lambda situation: tuple(person for person in situation.school.staff if person.exempt),
    (_NAME, _POST, _GROUND),
)
STAFF_TOTAL: Tag[Situation] = Tag(
    "сотрудников_всего", Kind.NUMBER, "сколько работников", lambda situation: len(situation.school.staff)
)
STAFF_DUE: Tag[Situation] = Tag(
    "сотрудников_подлежит",
    Kind.NUMBER,
    "сколько работников подлежит регистрации",
    lambda situation: sum(not person.exempt for person in situation.school.staff),
)
ACQUAINTED: Rows[Person] = Rows(
    "ознакомить",
    "Кого ознакомить с этим приказом",
    lambda situation: situation.to_acquaint(situation.order),
    (_NAME, _POST, _FEMALE),
)


def everybody(situation: Situation) -> tuple[Person, ...]:
    """The head, then all workers who are not away."""
    head = situation.school.head
    first = [situation.school.worker(situation.head_name) or head.person] if head else []
    return tuple(dict.fromkeys((*first, *(person for person in situation.school.staff if not person.exempt))))


EVERYBODY: Rows[Person] = Rows(
    "ознакомить_всех",
    "Руководитель и все работники, кроме тех, кто в отпуске",
    everybody,
    (_NAME, _POST, _FEMALE),
    Gap("список работников", "staff#staff-0-name"),
)
TEACHERS: Rows[Person] = Rows(
    "педагоги",
    "Педагогические работники, кроме тех, кто в отпуске, и руководителя",
    lambda situation: tuple(
        person
        for person in situation.school.staff
        if not person.exempt
        and person.full_name != situation.head_name
        and (person.class_name or kind_for(situation.school, person) is PostKind.PEDAGOGICAL)
    ),
    (_NAME, _POST, _FEMALE),
)


@dataclass(frozen=True, slots=True)
class SignatureSheet:
    """An order with those who sign that they know it."""

    title: str
    date: date
    number: str
    people: tuple[Person, ...]


def sheets(situation: Situation) -> tuple[SignatureSheet, ...]:
    """One sheet for each order that concerns anybody."""
    found = (
        SignatureSheet(spec.title, situation.day(spec.id), situation.number(spec.id), situation.to_acquaint(spec))
        for spec in situation.orders_to_acquaint
    )
    return tuple(sheet for sheet in found if sheet.people)


SHEETS: Rows[SignatureSheet] = Rows(
    "листы",
    "Листы ознакомления, по одному на приказ",
    sheets,
    (
        Tag("заголовок", Kind.TEXT, "заголовок приказа", lambda sheet: sheet.title),
        Tag("дата", Kind.DATE, "дата приказа", lambda sheet: sheet.date),
        Tag("номер", Kind.TEXT, "номер приказа; у проекта ____", lambda sheet: sheet.number),
        Tag("люди", Kind.LIST, "кого ознакомить", lambda sheet: sheet.people, (_NAME, _POST, _FEMALE)),
    ),
    Gap("приказ, с которым знакомить", "packet#documents"),
)

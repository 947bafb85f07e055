"""Whose workers the rows of staff tables are: by number, by name as written, by what stands above; else it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.columns import cell_name
from sferum_docs.schools.district_lists.joining import plain_name
from sferum_docs.schools.district_lists.model import Finding, Found, Level, Option, Place, Question
from sferum_docs.schools.district_lists.tables.staff_rows import looks_like_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.schools.district_lists.model import FindBodies, NamedBody, RawPerson, Told

NOT_TAKEN = "-"
_MOST_OFFERED = 8
_EXTENSION = re.compile(r"\.(?:xlsx?|xlsm|ods|csv|tsv|html?|txt)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?:[-/]20\d\d)?(?!\d)(?:\s?(?:г\.|год[а-я]?|уч\.?))?")
# what names of sheets and files say beside the organisation
_OF_LISTS = re.compile(
    r"\b(?:карточк|штат|работник|сотрудник|список|реквизит|персонал|кадр|педагог|данн|лист|штатн|расписан)[а-яё]{0,6}\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Owners:
    """The organisation of each worker, by place in the list; what is asked and told about it."""

    of: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Finder:
    """Names looked up among organisations, each once."""

    bodies: tuple[NamedBody, ...]
    here: tuple[NamedBody, ...]  # those of these files: a list of theirs means them first
    find: FindBodies
    told: Told
    _here: frozenset[str] = frozenset()
    _by_code: dict[str, set[str]] = field(default_factory=dict)
    _by_name: dict[str, set[str]] = field(default_factory=dict)
    _known: dict[str, Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._here = frozenset(body.key for body in self.here)
        for body in self.bodies:
            for code in {body.inn, body.ogrn} - {""}:
                self._by_code.setdefault(code, set()).add(body.key)
            for name in {plain_name(body.short_name), plain_name(body.full_name)} - {""}:
                self._by_name.setdefault(name, set()).add(body.key)

    def is_answer(self, said: str) -> bool:
        """Whether a person may have meant this: an organisation, or none."""
        return said == NOT_TAKEN or any(body.key == said for body in self.bodies)

    def by_code(self, text: str) -> str:
        """The organisation of a number; one zero may be lost. One that several call theirs is that of these files."""
        code = "".join(text.split())
        keys = self._by_code.get(code) or self._by_code.get(f"0{code}") or set()
        for meant in (keys, keys & self._here):
            if len(meant) == 1:
                return next(iter(meant))
        return ""

    def by_name(self, text: str) -> Found:
        """The organisation of a name as it is written."""
        if text not in self._known:
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> Found:
        said = self.told.names.get(text)
        if said is not None and self.is_answer(said):
            return Found((said,), sure=True)
        exact = self._by_name.get(plain_name(text), set())
        if len(exact) == 1:
            return Found(tuple(exact), sure=True)
        if text.isdigit() and (key := self.by_code(text)):
            return Found((key,), sure=True)
        here = self.find(text, self.here) if self.here else Found()
        return here if here.sure or len(self.here) == len(self.bodies) else self.find(text, self.bodies)


def find_owners(
    people: Sequence[RawPerson],
    titles: Mapping[tuple[str, str], tuple[str, ...]],
    groups: Mapping[int, str],
    bodies: tuple[Sequence[NamedBody], Sequence[NamedBody]],
    find: FindBodies,
    told: Told,
) -> Owners:
    """The organisation of each worker; `groups`: that of a card of the same sheet or of the only one of a book.

    `bodies`: those of the files, and those that are kept already.
    """
    known = (*bodies[0], *bodies[1])
    finder, owners = _Finder(known, tuple(bodies[0]), find, told), Owners()
    waiting: dict[str, list[RawPerson]] = {}
    for person in people:
        key, text = _owner(person, titles, groups, finder)
        owners.of.append(key)
        if not key:
            waiting.setdefault(text or f"{person.file}|{person.sheet}", []).append(person)
        elif text and key != NOT_TAKEN:
            if text not in owners.names and finder.by_name(text).misspelt:
                owners.findings.append(_misspelt(person, text, key, known))
            owners.names.setdefault(text, key)
    for text, rows in waiting.items():
        owners.questions.append(_question(text, rows, finder, {body.key: body for body in known}))
    return owners


def _owner(
    person: RawPerson,
    titles: Mapping[tuple[str, str], tuple[str, ...]],
    groups: Mapping[int, str],
    finder: _Finder,
) -> tuple[str, str]:
    """The key of the organisation (empty: it must be asked) and the words that told it."""
    inn = person.values.get("school_inn", "")
    if inn and (key := finder.by_code(inn)):
        return key, ""
    if person.school:
        return _sure(person.school, finder), person.school
    if person.owner and (key := _sure(person.owner, finder)):
        return key, person.owner
    if person.group in groups:
        return groups[person.group], ""
    for text in _around(person, titles):
        found = finder.by_name(text)
        if found.sure and found.keys and not (found.misspelt and not looks_like_body(text)):
            return found.keys[0], text
    said = finder.told.answers.get(f"list:{person.file}|{person.sheet}", "")
    return (said if finder.is_answer(said) else ""), person.owner


def _sure(text: str, finder: _Finder) -> str:
    found = finder.by_name(text)
    return found.keys[0] if found.sure and found.keys else ""


def _around(person: RawPerson, titles: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[str]:
    """What may name the organisation of a whole list: words above it, its sheet, its file."""
    above = titles.get((person.file, person.sheet), ())
    names = (*above, person.sheet, _EXTENSION.sub("", person.file))
    for name in names:
        text = " ".join(_OF_LISTS.sub(" ", name.rpartition("/")[2]).replace("_", " ").split())
        text = " ".join(_YEAR.sub(" ", text).split())
        if text and (name not in above or looks_like_body(text) or any(sign.isdigit() for sign in text)):
            yield text


def _question(text: str, rows: Sequence[RawPerson], finder: _Finder, bodies: Mapping[str, NamedBody]) -> Question:
    first = rows[0]
    written = first.school or first.owner
    key = f"name:{written}" if written else f"list:{text}"
    near = finder.by_name(written).keys[:_MOST_OFFERED] if written else ()
    options = (
        *(Option(each, bodies[each].short_name) for each in near if each in bodies),
        Option(NOT_TAKEN, "не брать"),
    )
    if written and len(near) > 1:
        fault = Fault("district_school_several", values={"text": written, "count": len(rows)})
    elif written:
        fault = Fault("district_school_unknown", values={"text": written, "count": len(rows)})
    else:
        fault = Fault("district_list_nameless", values={"count": len(rows)})
    cell = (
        cell_name(first.number, first.places["school"])
        if first.school and "school" in first.places
        else first.owner_cell
    )
    place = Place(first.file, first.sheet, cell or cell_name(first.number, first.places.get("name", 0)))
    level = Level.QUESTION if len(near) > 1 or not written else Level.ERROR
    return Question(key, Finding(level, fault, place, written=written), options)


def _misspelt(person: RawPerson, text: str, key: str, bodies: Sequence[NamedBody]) -> Finding:
    name = next(body.short_name for body in bodies if body.key == key)
    cell = cell_name(person.number, person.places.get("school", 0))
    fault = Fault("district_school_misspelt", values={"text": text, "name": name})
    return Finding(Level.INFO, fault, Place(person.file, person.sheet, cell), name, text)

"""What files of a district would change in a body that is kept: its own changes since are shown, never written over.

Three are compared: what came in last (`base`), what is kept now, what the files say. Where the body itself changed
nothing, a change of the district is proposed; where both did, a person decides, and the body's own stays meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.district_lists.joining import compared, shown
from sferum_docs.schools.fields.changes import renamed_people
from sferum_docs.schools.fields.person import BESIDE_NAME
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.model import Head, Person, School
from sferum_docs.schools.names import same_letters
from sferum_docs.schools.writer import school_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sferum_docs.schools.district_lists.model import Body

_HEAD = "head"
_FIELDS = tuple(each for each in BESIDE_NAME if each.name not in {"sex", "exempt"})


@dataclass(frozen=True, slots=True)
class BodyChange:
    """One change: `take` says what happens when nobody decides, `own` that the body changed the value itself."""

    key: str
    what: str
    was: str
    now: str
    take: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would change; `stay`: what the body changed and the files say as they did before."""

    changes: tuple[BodyChange, ...] = ()
    stay: tuple[BodyChange, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def record_of(body: Body, base: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What files say of a body, as it is kept to be compared with later ones; `base`: what was kept of earlier ones."""
    record = school_record(School(body.requisites, body.head, body.staff))
    told = {each.kept_as for each in REQUISITES if each.name in body.told}
    before = base or {}
    return {
        "requisites": {
            **before.get("requisites", {}),
            **{key: value for key, value in record["requisites"].items() if key in told},
        },
        "head": record["head"] or before.get("head", {}),
        "staff": record["staff"] or before.get("staff", []),
    }


def compare(kept: School, base: Mapping[str, Any] | None, body: Body) -> Comparison:
    """What the files change in a body."""
    found = [*_of_requisites(kept, base, body), *_of_head(kept, base, body)]
    renamed: dict[str, str] = {}
    if body.staff:
        renamed = _renamed(kept, base, body)
        found += _of_staff(kept, base, body, renamed)
    changes = tuple(change for change, stays in found if not stays)
    return Comparison(changes, tuple(change for change, stays in found if stays), renamed)


def apply(kept: School, body: Body, comparison: Comparison, taken: Collection[str]) -> School:
    """The body with the changes that are taken."""
    fields = {each.name for each in REQUISITES if f"requisites:{each.name}" in taken}
    values = {name: getattr(body.requisites, name) for name in fields}
    head = _head_of(kept, body) if _HEAD in taken else kept.head
    staff = _staff_with(kept, body, comparison.renamed, taken)
    return replace(kept, requisites=replace(kept.requisites, **values), head=head, staff=staff)


def _judged(
    key: str, what: str, was: object, now: object, before: object, *, known: bool
) -> tuple[BodyChange, bool] | None:
    """The change of one value, and whether the body's own stays because the files say nothing new."""
    name = key.rpartition(":")[2]
    if compared(name, was or "") == compared(name, now or ""):
        return None
    is_own = known and compared(name, was or "") != compared(name, before or "")
    says_anew = not known or compared(name, now or "") != compared(name, before or "")
    fills = was in (None, "") and (not known or before in (None, ""))
    take = fills or (known and not is_own)
    change = BodyChange(key, what, shown(was or ""), shown(now or ""), take=take, own=not take)
    return change, is_own and not says_anew


def _of_requisites(kept: School, base: Mapping[str, Any] | None, body: Body) -> Iterator[tuple[BodyChange, bool]]:
    before = (base or {}).get("requisites", {})
    for each in REQUISITES:
        if each.name not in body.told:
            continue
        was, now = getattr(kept.requisites, each.name), getattr(body.requisites, each.name)
        known = base is not None and each.kept_as in before
        found = _judged(f"requisites:{each.name}", each.caption, was, now, before.get(each.kept_as), known=known)
        if found:
            yield found


def _of_head(kept: School, base: Mapping[str, Any] | None, body: Body) -> Iterator[tuple[BodyChange, bool]]:
    if body.head is None:
        return
    record = (base or {}).get("head") or {}
    before = _words(record.get("name", ""), record.get("post", ""), record.get("ground", "")) if record else ""
    found = _judged(_HEAD, "руководитель", _head_words(kept.head), _head_words(body.head), before, known=bool(record))
    if found:
        yield found


def _head_words(head: Head | None) -> str:
    return _words(head.person.full_name, head.person.post, head.ground) if head else ""


def _words(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _head_of(kept: School, body: Body) -> Head | None:
    """The head of the files; what was decided on the words of the same person stays, as do phone and e-mail."""
    if body.head is None or kept.head is None:
        return body.head
    was, now = kept.head.person, body.head.person
    if same_letters(was.full_name) != same_letters(now.full_name):
        return body.head
    person = replace(now, decisions=was.decisions, phone=now.phone or was.phone, email=now.email or was.email)
    return replace(body.head, person=person)


def _people(base: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    return {same_letters(str(record.get("name", ""))): record for record in (base or {}).get("staff", ())}


def _renamed(kept: School, base: Mapping[str, Any] | None, body: Body) -> dict[str, str]:
    """Former name → new one of those whom only the district's list calls otherwise."""
    known, now = _people(base), {same_letters(person.full_name) for person in body.staff}
    gone = [
        each for each in kept.staff if same_letters(each.full_name) in known and same_letters(each.full_name) not in now
    ]
    mine = {same_letters(person.full_name) for person in kept.staff}
    come = [each for each in body.staff if same_letters(each.full_name) not in mine | known.keys()]
    return renamed_people(gone, come) if gone and come else {}


def _of_staff(
    kept: School, base: Mapping[str, Any] | None, body: Body, renamed: Mapping[str, str]
) -> Iterator[tuple[BodyChange, bool]]:
    before = _people(base)
    mine = {same_letters(person.full_name): person for person in kept.staff}
    theirs = {same_letters(person.full_name): person for person in body.staff}
    former = {same_letters(new): old for old, new in renamed.items()}
    for key, person in theirs.items():
        if key in former:
            yield BodyChange(f"name:{key}", "имя", former[key], person.full_name, take=True), False
        elif key not in mine:
            left = key in before  # the body itself took the worker off its list
            change = BodyChange(f"add:{key}", "новый работник", "", _worker(person), take=not left, own=left)
            yield change, left
        else:
            yield from _of_person(key, mine[key], person, before.get(key))
    for key, person in mine.items():
        if key not in theirs and person.full_name not in renamed and key in before:
            yield BodyChange(f"gone:{key}", "нет в файле", _worker(person), "", take=False), False


def _of_person(
    key: str, kept: Person, now: Person, before: Mapping[str, Any] | None
) -> Iterator[tuple[BodyChange, bool]]:
    for each in _FIELDS:
        new = getattr(now, each.name)
        if not new:
            continue
        what = f"{kept.full_name}, {each.caption}"
        was = getattr(kept, each.name)
        found = _judged(
            f"set:{key}:{each.name}", what, was, new, (before or {}).get(each.kept_as), known=before is not None
        )
        if found:
            yield found


def _worker(person: Person) -> str:
    return f"{person.full_name}, {person.post}"


def _staff_with(kept: School, body: Body, renamed: Mapping[str, str], taken: Collection[str]) -> tuple[Person, ...]:
    theirs = {same_letters(person.full_name): person for person in body.staff}
    staff = []
    for person in kept.staff:
        key = same_letters(person.full_name)
        if f"gone:{key}" in taken:
            continue
        new = theirs.get(same_letters(renamed.get(person.full_name, "")))
        if new is not None and f"name:{same_letters(new.full_name)}" in taken:
            staff.append(replace(person, last=new.last, first=new.first, middle=new.middle))
            continue
        fields: dict[str, Any] = {
            each.name: getattr(theirs[key], each.name) for each in _FIELDS if f"set:{key}:{each.name}" in taken
        }
        staff.append(replace(person, **fields) if fields else person)
    staff += [person for key, person in theirs.items() if f"add:{key}" in taken]
    return tuple(staff)

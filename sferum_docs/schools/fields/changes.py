"""What differs between a school as it was and as it is, told as a person would; each change also alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import BESIDE_NAME
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.model import Responsible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.schools.model import Chat, Person, School

_ONE_BY_ONE = 5  # rows of a list that are told by themselves; more of them are counted
_LONGEST = 120  # letters of a value that a sentence bears
_ALIKE = 2  # of surname, first name, patronymic and post: it is the same person


class Kept(Enum):
    """Where a value is kept, by the name of its page."""

    REQUISITES = "school"
    STAFF = "staff"
    CHATS = "chats"
    ROLES = "responsible"
    LAYOUT = "school/paper"


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """One change: what it is of, the value before and now; `alone` is the former school with this change only."""

    kept: Kept
    what: str
    before: str = ""
    now: str = ""
    alone: School | None = field(default=None, compare=False, repr=False)

    @property
    def words(self) -> str:
        """As «администратор: Исаева Зара → Ким Олег»."""
        if not self.before and not self.now:
            return self.what
        values = f"{_cut(self.before) or 'не было'} → {_cut(self.now) or 'убрано'}"
        return f"{self.what}: {values}" if self.what else values


def school_changes(was: School, now: School, roles: Mapping[str, str]) -> tuple[SchoolChange, ...]:
    """All changes; `roles`: how the roles that a school may hold are called, by the key they are kept under."""
    renamed = renamed_people(was.staff, now.staff)
    return (
        *_of_fields(was, now, "requisites", REQUISITES, Kept.REQUISITES),
        *_of_head(was, now),
        *_counted(tuple(_of_staff(was, now, renamed)), _with_staff(was, now.staff, renamed), "Сотрудники"),
        *_counted(tuple(_of_chats(was, now, renamed)), replace(was, chats=_as_called(now.chats, renamed)), "Чаты"),
        *_of_roles(was, now, renamed, roles),
        *_of_fields(was, now, "margins", MARGINS, Kept.LAYOUT, "поле страницы: "),
        *_of_fields(was, now, "layout", LAYOUT, Kept.LAYOUT),
    )


def _of_fields(
    was: School, now: School, part: str, fields: Iterable[SchoolField], kept: Kept, mark: str = ""
) -> Iterator[SchoolChange]:
    before, after = getattr(was, part), getattr(now, part)
    for item in fields:
        old, new = getattr(before, item.name), getattr(after, item.name)
        if old != new:
            alone = replace(was, **{part: replace(before, **{item.name: new})})
            yield SchoolChange(kept, f"{mark}{item.caption}", _printed(item, old), _printed(item, new), alone)


def _of_head(was: School, now: School) -> Iterator[SchoolChange]:
    if was.head == now.head:
        return
    before, after = (
        f"{school.head.person.full_name}, {'и. о., ' if school.head.acting else ''}{school.head.person.post}"
        if school.head
        else ""
        for school in (was, now)
    )
    alone = replace(was, head=now.head)
    same = before == after
    what = "руководитель: основание или склонение" if same else "руководитель"
    yield SchoolChange(Kept.REQUISITES, what, "" if same else before, "" if same else after, alone)


def _of_staff(was: School, now: School, renamed: Mapping[str, str]) -> Iterator[SchoolChange]:
    after = {person.full_name: person for person in now.staff}
    before = {renamed.get(person.full_name, person.full_name): person for person in was.staff}
    for name, person in before.items():
        if name not in after:
            alone = replace(was, staff=tuple(item for item in was.staff if item is not person))
            yield SchoolChange(Kept.STAFF, "", name, "нет в списке работников", alone)
        elif person != after[name]:
            yield from _of_person(was, person, after[name])
    for name, person in after.items():
        if name not in before:
            yield SchoolChange(Kept.STAFF, "новый работник", "", name, replace(was, staff=(*was.staff, person)))
    if list(before) != list(after) and before.keys() == after.keys():
        ordered = tuple(before[name] for name in after)
        yield SchoolChange(Kept.STAFF, "порядок работников в списке", alone=replace(was, staff=ordered))


def _of_person(was: School, before: Person, now: Person) -> Iterator[SchoolChange]:
    old, new = before.full_name, now.full_name
    if old != new:
        changed = replace(before, last=now.last, first=now.first, middle=now.middle)
        alone = _with_staff(was, _with_person(was.staff, before, changed), {old: new})
        yield SchoolChange(Kept.STAFF, "", old, new, alone)
    for item in BESIDE_NAME:
        was_so, is_so = getattr(before, item.name), getattr(now, item.name)
        if was_so != is_so:
            changed = replace(before, **{item.name: is_so})
            alone = replace(was, staff=_with_person(was.staff, before, changed))
            yield SchoolChange(
                Kept.STAFF, f"{new}, {item.caption}", _printed(item, was_so), _printed(item, is_so), alone
            )
    if before.decisions != now.decisions:
        alone = replace(was, staff=_with_person(was.staff, before, replace(before, decisions=now.decisions)))
        yield SchoolChange(Kept.STAFF, f"{new}: склонение или инициалы", alone=alone)


def _of_chats(was: School, now: School, renamed: Mapping[str, str]) -> Iterator[SchoolChange]:
    before = {chat.name: chat for chat in was.chats}
    after = {chat.name: chat for chat in _as_called(now.chats, renamed)}
    for name, chat in before.items():
        if name not in after:
            alone = replace(was, chats=tuple(item for item in was.chats if item is not chat))
            yield SchoolChange(Kept.CHATS, f"чат «{name}»", "был", "", alone)
            continue
        for item in CHAT:
            old, new = getattr(chat, item.name), getattr(after[name], item.name)
            if old != new:
                changed = tuple(replace(one, **{item.name: new}) if one is chat else one for one in was.chats)
                alone = replace(was, chats=changed)
                what = f"чат «{name}», {item.caption}"
                yield SchoolChange(Kept.CHATS, what, _printed(item, old), _printed(item, new), alone)
    for name, chat in after.items():
        if name not in before:
            yield SchoolChange(Kept.CHATS, "новый чат", "", name, replace(was, chats=(*was.chats, chat)))
    if list(before) != list(after) and before.keys() == after.keys():
        yield SchoolChange(
            Kept.CHATS, "порядок чатов в списке", alone=replace(was, chats=tuple(before[name] for name in after))
        )


def _of_roles(was: School, now: School, renamed: Mapping[str, str], roles: Mapping[str, str]) -> Iterator[SchoolChange]:
    for key in dict.fromkeys((*was.responsible, *now.responsible)):
        before, after = was.responsible.get(key, ""), now.responsible.get(key, "")
        if renamed.get(before, before) == after:
            continue
        holder = now.worker(after)
        staff = was.staff if holder is None or was.worker(after) else (*was.staff, holder)
        alone = replace(was, staff=staff, responsible=Responsible({**was.responsible, key: after}))
        yield SchoolChange(Kept.ROLES, roles.get(key, key), before, after, alone)


def _counted(found: tuple[SchoolChange, ...], alone: School, title: str) -> tuple[SchoolChange, ...]:
    """Many changes of one list as one: nobody reads forty lines, nor tries forty schools."""
    if len(found) <= _ONE_BY_ONE:
        return found
    return (SchoolChange(found[0].kept, f"{title}: изменений в списке {len(found)}", alone=alone),)


def renamed_people(was: Sequence[Person], now: Sequence[Person]) -> dict[str, str]:
    """Former name → name of the same person, or of whoever took the place.

    Who left the list and who came to it agree in two things at least, or stand in the same row with the same post.
    """
    kept = {person.full_name for person in now} & {person.full_name for person in was}
    gone = [person for person in was if person.full_name not in kept]
    come = [person for person in now if person.full_name not in kept]
    renamed: dict[str, str] = {}
    for person in gone:
        alike = [(_agreement(person, other), other) for other in come if other.full_name not in renamed.values()]
        score, best = max(alike, key=lambda pair: pair[0], default=(0, None))
        if best is not None and score >= _ALIKE:
            renamed[person.full_name] = best.full_name
    for person, other in zip(was, now, strict=False):
        left, came = person in gone and person.full_name not in renamed, other in come and other.post == person.post
        if left and came and other.full_name not in renamed.values():
            renamed[person.full_name] = other.full_name
    return renamed


def _agreement(one: Person, other: Person) -> int:
    """In how many of the four; without the same surname or the same first name it is another person."""
    if one.sex != other.sex or (one.last != other.last and one.first != other.first):
        return 0
    return sum(getattr(one, name) == getattr(other, name) != "" for name in ("last", "first", "middle", "post"))


def _with_staff(was: School, staff: tuple[Person, ...], renamed: Mapping[str, str]) -> School:
    roles = {role: renamed.get(name, name) for role, name in was.responsible.items()}
    chats = tuple(replace(chat, owner=renamed.get(chat.owner, chat.owner)) for chat in was.chats)
    return replace(was, staff=staff, responsible=Responsible(roles), chats=chats)


def _with_person(staff: Iterable[Person], one: Person, instead: Person) -> tuple[Person, ...]:
    return tuple(instead if person is one else person for person in staff)


def _as_called(chats: Iterable[Chat], renamed: Mapping[str, str]) -> tuple[Chat, ...]:
    """The chats under the former names of their owners."""
    former = {now: was for was, now in renamed.items()}
    return tuple(replace(chat, owner=former.get(chat.owner, chat.owner)) for chat in chats)


def _printed(item: SchoolField, value: Any) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if value is None:
        return ""
    if item.kind is ValueKind.DAY:
        return f"{value:%d.%m.%Y}"
    return dict(item.captions).get(value, str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"

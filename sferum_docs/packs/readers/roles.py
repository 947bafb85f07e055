"""`[[roles]]` of `pack.toml`: read and checked whole, every mistake a fault with its place."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from keyword import kwlist
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.packs.roles import HEAD, Role, Roles, SameHolder
from sferum_docs.reading.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ROLES = 40
MAX_LABEL = 200
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
# names that the page of responsible persons sends beside those of the roles
_OF_THE_PAGE = frozenset({"action", "csrf_token", "edit_token"})
# what templates can say of the school, its people and papers: no tag of a role may have such a name
RESERVED_TAGS = frozenset({
    "школа", "директор", "акт", "постановление", "документ", "приказ", "приказы", "ид_приказов", "вложения",
    "листов_вложений", "классные_руководители", "назначенные", "ответственные_лица", "комиссия", "сотрудники",
    "освобождённые", "сотрудников_всего", "сотрудников_подлежит", "ознакомить", "ознакомить_всех", "педагоги", "листы",
    "чаты", "чаты_к_переносу", "перенос_чатов", "чатов_всего", "есть_отметки_чатов",
    "чатов_переведено", "чатов_осталось", "чатов_закрыто", "чатов_процент", "проверки", "итог_проверок", "показатели",
    "неделя", "недели", "данные", "график_показателей", "графики_показателей", "наставники",
    "пропущенные_пункты", "владельцы_чатов", "владельцев_чатов",
    "заменяемые_документы", "действующие_приказы",
    "район", "организации_района", "итог_района", "пункты_района", "неизданные_приказы", "снизившиеся_показатели",
    "получатель", "недостатки",
    "уход", "переданные_роли", "переданные_чаты", "принимающие", "принимающие_чаты", "листы_работников",
    "другие_приказы", "изменяемый_приказ",
})  # fmt: skip
# what the language of templates understands otherwise
_OF_THE_LANGUAGE = frozenset({*kwlist, "loop", "true", "false", "none"})
# what a template can say of a holder among all holders
RESERVED_FLAGS = frozenset({"фио", "должность", "женщина", "чьей_должности"})


def read_roles(root: Record) -> Roles:
    """The roles of a pack; it may have none, or be older than the declaration of roles."""
    named = set() if root.has("roles") else _named_by_duties(root)
    if named and named <= _roles_before().by_id.keys():
        return _roles_before()
    records = list(root.records("roles", "id"))
    if len(records) > MAX_ROLES:
        root.fault("roles", "too_many_roles", limit=MAX_ROLES)
        return Roles()
    roles = [role for record in records if (role := _role(record)) is not None]
    root.refuse_repeats("roles", [role.id for role in roles])
    known = {role.id for role in roles}
    same = tuple(_same_holder(record, known) for record in root.records("same_holder", "tag"))
    commission = root.texts("commission")
    for text in commission:
        if text not in known:
            root.fault("commission", "unknown_role", text=text)
    found = Roles(tuple({role.id: role for role in roles}.values()), same, commission)
    _check_substitutes(root, found)
    _check_tags(root, found)
    return found


def _named_by_duties(root: Record) -> set[str]:
    duties = root.raw("duties")
    lists = [value for value in duties.values() if isinstance(value, list)] if isinstance(duties, Mapping) else []
    return {str(role) for value in lists for role in value} - {HEAD}


@cache
def _roles_before() -> Roles:
    data = tomllib.loads(Path(__file__).with_name("roles_before.toml").read_text(encoding="utf-8"))
    return read_roles(Record(data, "", []))


def _role(record: Record) -> Role | None:
    name = record.text("id")
    if name and (not _ID.fullmatch(name) or name in {HEAD, *_OF_THE_PAGE}):
        record.fault("id", "role_id", text=name)
    label, tag = _label(record, "label"), _tag(record, "tag")
    role = Role(
        id=name,
        label=label,
        tag=tag,
        duty=_label(record, "duty", label),
        question=_label(record, "question", f"{label[:1].upper()}{label[1:]}"),
        hint=_label(record, "hint", ""),
        flag=_tag(record, "flag", tag),
        head_flag=_tag(record, "head_flag", f"руководитель_{tag}"),
        required=record.flag("required", default=True),
        may_be_head=record.flag("may_be_head"),
        administrative=record.flag("administrative"),
        stands_in_for=record.texts("stands_in_for"),
        posts=record.texts("posts"),
    )
    record.done()
    return role if name and tag else None


def _label(record: Record, key: str, default: str | None = None) -> str:
    text = record.text(key, required=default is None)
    if len(text) > MAX_LABEL:
        record.fault(key, "too_long", limit=MAX_LABEL)
    return text or default or ""


def _tag(record: Record, key: str, default: str | None = None) -> str:
    text = record.text(key, required=default is None)
    if text and (not text.isidentifier() or text in _OF_THE_LANGUAGE):
        record.fault(key, "bad_key", text=text)
        return ""
    return text or default or ""


def _same_holder(record: Record, known: set[str]) -> SameHolder:
    tag, label, roles = _tag(record, "tag"), _label(record, "label"), record.texts("roles")
    for role in roles:
        if role not in known:
            record.fault("roles", "unknown_role", text=role)
    record.done()
    return SameHolder(tag, label, roles)


def _check_substitutes(root: Record, roles: Roles) -> None:
    for role in roles.all:
        place = f"roles[{role.id}].stands_in_for"
        for other in role.stands_in_for:
            if other not in roles.by_id:
                root.fault(place, "unknown_role", text=other)
        if role in roles.stood_in_for(role):
            root.fault(place, "role_cycle", text=role.id)


def _check_tags(root: Record, roles: Roles) -> None:
    """No tag twice, none of the program's: a template could not tell which is meant."""
    taken = Counter(tag for tag in roles.tags if tag)
    flags = Counter(role.flag for role in roles.all)
    for role in roles.all:
        _refuse_tags(root, f"roles[{role.id}].tag", role.tags, taken, RESERVED_TAGS)
        _refuse_tags(root, f"roles[{role.id}].flag", (role.flag,), flags, RESERVED_FLAGS)
    for item in roles.same_holder:
        _refuse_tags(root, f"same_holder[{item.tag}].tag", (item.tag,), taken, RESERVED_TAGS)


def _refuse_tags(root: Record, place: str, tags: Iterable[str], taken: Counter[str], reserved: frozenset[str]) -> None:
    for tag in tags:
        if tag in reserved:
            root.fault(place, "reserved_key", text=tag)
        elif taken[tag] > 1:
            root.fault(place, "tag_twice", text=tag)

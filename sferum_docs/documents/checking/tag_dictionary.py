"""The dictionary of tags for people: every field and filter with its meaning and its value for a school."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import Kind
from sferum_docs.docengine.language.vocabulary import BUILT_IN
from sferum_docs.documents.tags.directive import unusual_names
from sferum_docs.documents.tags.vocabulary import context, vocabulary
from sferum_docs.grammar.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.docengine import Field
    from sferum_docs.documents.requests.situation import Situation

ROW = "строка"  # any name will do for one item of a list
INNER = "запись"  # and for one of a list within it
_CALL = re.compile(r"^(\w+)(?:\((.*)\))?$")
_NOTHING = "—"
_ALONE = "тег ставят один в абзаце, на его месте появится диаграмма шириной с текст"
_SHOWN = 3  # items of a list that an example names


@dataclass(frozen=True, slots=True)
class TagEntry:
    """One line: what is written into the template, what it means, what would stand there."""

    write: str
    meaning: str
    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class TagGroup:
    """A record, a list or a handful of single tags; `write` is how a list is walked through."""

    name: str
    title: str
    entries: tuple[TagEntry, ...]
    write: str = ""


def tag_groups(situation: Situation) -> tuple[TagGroup, ...]:
    """Every field that the template of the situation's document may name, with its values."""
    unusual = unusual_names(situation)
    known = _known(situation)
    fields = [field for field in known if field.name not in unusual]
    values = context(situation, {field.name for field in fields})
    single = [field for field in fields if not field.fields]
    groups = [_group(field, values.get(field.name)) for field in fields if field.fields]
    return (*groups, TagGroup("", "Отдельные теги", tuple(_entry(field, "", values) for field in single)))


def _known(situation: Situation) -> tuple[Field, ...]:
    spec, pack = situation.spec, situation.pack
    return vocabulary(spec.fields, pack.roles, pack.for_office).fields


def filter_entries(situation: Situation) -> tuple[TagEntry, ...]:
    """Every filter with an example and what comes of it."""
    values = context(situation, {field.name for field in _known(situation)})
    own = (TagEntry(item.example, item.meaning, "", _result(item.example, values)) for item in FILTERS.values())
    built_in = (TagEntry(f"|{item.name}", item.meaning, "", "") for item in BUILT_IN)
    return (*own, *built_in)


def search(groups: Sequence[TagGroup], words: str) -> tuple[TagGroup, ...]:
    """The groups with those entries alone that hold every word."""
    wanted = words.casefold().replace("ё", "е").split()
    found = (TagGroup(group.name, group.title, tuple(_matching(group, wanted)), group.write) for group in groups)
    return tuple(group for group in found if group.entries)


def _matching(group: TagGroup, wanted: Sequence[str]) -> Iterator[TagEntry]:
    for entry in group.entries:
        text = f"{group.title} {entry.write} {entry.meaning} {entry.example}".casefold().replace("ё", "е")
        if all(word in text for word in wanted):
            yield entry


def _group(field: Field, value: Any) -> TagGroup:
    if field.kind is not Kind.LIST:
        entries = tuple(_entry(item, f"{field.name}.", value or {}) for item in field.fields)
        return TagGroup(field.name, field.title, entries)
    if field.find("") is not None:
        shown = ", ".join(_told(item) for item in (value or [])[:_SHOWN]) or _NOTHING
        entry = TagEntry(_tag(ROW), field.title, str(field.item.kind), shown)
        return TagGroup(field.name, field.title, (entry,), _loop(field.name))
    first = value[0] if value else {}
    entries = tuple(_entry(item, f"{ROW}.", first) for item in field.fields)
    return TagGroup(field.name, field.title, entries, _loop(field.name))


def _entry(field: Field, before: str, values: Mapping[str, Any]) -> TagEntry:
    write = f"{before}{field.name}"
    shown = _told(values.get(field.name))
    if field.kind is Kind.FLAG:
        return TagEntry(f"{{% if {write} %}}…{{% endif %}}", field.title, str(field.kind), shown)
    if field.kind is Kind.LIST:
        return TagEntry(_loop(write, INNER), field.title, str(field.kind), shown)
    title = f"{field.title}; {_ALONE}" if field.kind is Kind.CHART else field.title
    return TagEntry(_tag(write), title, str(field.kind), shown)


def _tag(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _loop(name: str, row: str = ROW) -> str:
    return f"{{%p for {row} in {name} %}}…{{%p endfor %}}"


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, list):
        return ", ".join(_told(item) for item in value[:_SHOWN]) or _NOTHING
    if isinstance(value, dict):
        return ", ".join(_told(item) for item in [*value.values()][:_SHOWN]) or _NOTHING
    return _NOTHING if value is None or value == "" else str(value)


def _result(example: str, values: Mapping[str, Any]) -> str:
    """What an example of the declaration gives; nothing when this school has no such value."""
    name, *steps = (part.strip() for part in example.strip("{} ").split("|"))
    value: Any = values
    for part in name.split("."):
        value = _part(value, part)
    if value is None:
        return _NOTHING
    for step in steps:
        call = _CALL.match(step)
        if call is None or call[1] not in FILTERS:
            return _NOTHING
        arguments = ast.literal_eval(f"({call[2]},)") if call[2] else ()
        value = FILTERS[call[1]].function(value, *arguments)
    return _told(value)


def _part(value: Any, name: str) -> Any:
    if not isinstance(value, dict):
        return None
    if name in value:
        return value[name]
    # «сотрудник» of an example is one of «сотрудники»
    rows = next((item for key, item in value.items() if key.startswith(name) and isinstance(item, list)), None)
    return rows[0] if rows else None

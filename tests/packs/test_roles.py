from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import sferum_docs
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.packs.readers.roles import MAX_ROLES, RESERVED_TAGS, read_roles
from sferum_docs.packs.roles import Roles
from sferum_docs.reading.records import Record

KEEPER = {"id": "keeper", "label": "ответственный за журнал", "tag": "хранитель"}
STAND_IN = {
    "id": "stand_in",
    "label": "замещающий",
    "tag": "замещающий",
    "stands_in_for": ["keeper"],
    "required": False,
}
LAST = {"id": "last", "label": "второй замещающий", "tag": "второй", "stands_in_for": ["stand_in"], "required": False}


def read(*roles: Any, **rest: Any) -> tuple[Roles, list[tuple[str, str]]]:
    faults: list[Any] = []
    found = read_roles(Record({"roles": list(roles), **rest}, "", faults))
    return found, [(fault.place, fault.code) for fault in faults]


def test_what_is_not_declared_of_a_role_follows_from_its_label_and_its_tag() -> None:
    found, faults = read(KEEPER, {**STAND_IN, "may_be_head": True})
    keeper, stand_in = found.all
    assert faults == []
    assert (keeper.question, keeper.duty) == ("Ответственный за журнал", "ответственный за журнал")
    assert (keeper.required, keeper.may_be_head, keeper.administrative) == (True, False, False)
    assert keeper.tags == ("хранитель",)
    assert stand_in.tags == ("замещающий", "руководитель_замещающий", "есть_замещающий")


def test_a_pack_may_have_no_roles_at_all() -> None:
    assert read() == (Roles(), [])


WRONG = [
    ([{**KEEPER, "id": "head"}], {}, ("roles[head].id", "role_id")),
    ([{**KEEPER, "id": "csrf_token"}], {}, ("roles[csrf_token].id", "role_id")),
    ([{**KEEPER, "id": "Хранитель"}], {}, ("roles[Хранитель].id", "role_id")),
    ([{**KEEPER, "id": "k" * 41}], {}, (f"roles[{'k' * 41}].id", "role_id")),
    ([{**KEEPER, "label": ""}], {}, ("roles[keeper].label", "empty")),
    ([{**KEEPER, "label": "я" * 201}], {}, ("roles[keeper].label", "too_long")),
    ([{**KEEPER, "tag": "за журнал"}], {}, ("roles[keeper].tag", "bad_key")),
    ([{**KEEPER, "tag": "loop"}], {}, ("roles[keeper].tag", "bad_key")),
    ([{**KEEPER, "заметка": "x"}], {}, ("roles[keeper].заметка", "unknown_key")),
    ([KEEPER, {**STAND_IN, "id": "keeper"}], {}, ("roles[keeper]", "duplicate_id")),
    ([KEEPER, {**STAND_IN, "tag": "хранитель"}], {}, ("roles[stand_in].tag", "tag_twice")),
    ([KEEPER, {**STAND_IN, "flag": "хранитель"}], {}, ("roles[keeper].flag", "tag_twice")),
    ([{**KEEPER, "tag": "школа"}], {}, ("roles[keeper].tag", "reserved_key")),
    ([{**KEEPER, "flag": "фио"}], {}, ("roles[keeper].flag", "reserved_key")),
    ([{**KEEPER, "may_be_head": True, "head_flag": "чаты"}], {}, ("roles[keeper].tag", "reserved_key")),
    ([STAND_IN], {}, ("roles[stand_in].stands_in_for", "unknown_role")),
    ([{**KEEPER, "stands_in_for": ["keeper"]}], {}, ("roles[keeper].stands_in_for", "role_cycle")),
    ([{**KEEPER, "stands_in_for": ["last"]}, STAND_IN, LAST], {}, ("roles[keeper].stands_in_for", "role_cycle")),
    ([KEEPER], {"commission": ["keeper", "boss"]}, ("commission", "unknown_role")),
    ([KEEPER], {"same_holder": [{"tag": "одно", "label": "один ли", "roles": ["keeper", "boss"]}]},
     ("same_holder[одно].roles", "unknown_role")),
    ([KEEPER], {"same_holder": [{"tag": "хранитель", "label": "один ли", "roles": ["keeper"]}]},
     ("same_holder[хранитель].tag", "tag_twice")),
    ([KEEPER] * (MAX_ROLES + 1), {}, ("roles", "too_many_roles")),
]  # fmt: skip


@pytest.mark.parametrize(("roles", "rest", "fault"), WRONG)
def test_a_mistake_in_the_declaration_is_told_with_its_place(
    roles: list[Any], rest: dict[str, Any], fault: tuple[str, str]
) -> None:
    assert fault in read(*roles, **rest)[1]


def test_the_reserved_names_are_those_that_templates_know_without_roles() -> None:
    assert {field.name for field in vocabulary(office=True).fields} == RESERVED_TAGS


HEAD_NAME = "Магомедова П. Г."
RULES = [
    ({"keeper": "Омарова", "stand_in": "Алиев"}, []),
    ({"keeper": "Омарова"}, []),
    ({}, []),
    ({"keeper": "Омарова", "stand_in": "Омарова"}, [("stand_in", "stands_in_for_itself")]),
    ({"keeper": "Омарова", "stand_in": "Алиев", "last": "Омарова"}, [("last", "stands_in_for_itself")]),
    ({"keeper": HEAD_NAME}, [("keeper", "role_of_head")]),
    ({"keeper": HEAD_NAME, "stand_in": HEAD_NAME}, [("keeper", "role_of_head"), ("stand_in", "stands_in_for_itself")]),
]


@pytest.mark.parametrize(("holders", "expected"), RULES)
def test_nobody_stands_in_for_oneself_and_the_head_is_not_appointed_where_it_is_not_allowed(
    holders: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    roles, _faults = read(KEEPER, STAND_IN, LAST)
    assert [(item.role.id, item.code) for item in roles.conflicts(holders, HEAD_NAME)] == expected


def test_who_is_excused_gets_no_role() -> None:
    roles, _faults = read(KEEPER, STAND_IN)
    found = roles.conflicts({"keeper": "Омарова", "stand_in": "Алиев"}, HEAD_NAME, {"Алиев"})
    assert [(item.role.id, item.code) for item in found] == [("stand_in", "role_of_exempt")]


def test_the_head_may_hold_a_role_that_says_so() -> None:
    roles, _faults = read({**KEEPER, "may_be_head": True})
    assert roles.conflicts({"keeper": HEAD_NAME}, HEAD_NAME) == ()


# words of passwords that are guessed first; the name of a pipe
NO_ROLES_MEANT = {"passwords.py", "worker.py"}
_ROLES_OF_ONE_PACK = re.compile(r"my_school|[\"']sferum[\"']|[\"']deputy[\"']|responsible\.(?:administrator|deputy)")


def test_no_room_of_the_program_knows_a_role_of_one_pack() -> None:
    rooms = Path(sferum_docs.__file__).parent
    found = [path for path in rooms.rglob("*.py") if _ROLES_OF_ONE_PACK.search(path.read_text(encoding="utf-8"))]
    assert [path.name for path in found if path.name not in NO_ROLES_MEANT] == []

"""Packs with other roles than the shipped one make their papers: one role, none, a head, a chain of substitutes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.docengine import plain_text
from sferum_docs.documents.making.difference import reasons
from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.making.role_needs import documents_by_role, needed_roles
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.vocabulary import context
from sferum_docs.house_templates.build import build_pack
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.fields.changes import school_changes
from sferum_docs.schools.model import Responsible
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.roles import choice_faults, role_choices, unchosen
from tests.builders import PACK_ID, a_school
from tests.second_acts import MINISTRY, SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

HEAD, DEPUTY, CANTEEN = "Чижова Елена Юрьевна", "Калинина Ирина Павловна", "Гусарова Лидия Николаевна"

KEEPER = '[[roles]]\nid = "keeper"\nlabel = "ответственный за журнал"\ntag = "хранитель"\nduty = "журнал"\n'
HEAD_TOO = f"{KEEPER}may_be_head = true\n"
SECOND = """[[roles]]
id = "second"
label = "первый замещающий"
tag = "второй"
required = false
stands_in_for = ["keeper"]
"""
THIRD = """[[roles]]
id = "third"
label = "второй замещающий"
tag = "третий"
required = false
stands_in_for = ["second"]
"""

NAMES = "Пункт [п_1_1]: Назначить {{ хранитель.фио|винительный }}.\n"
OR_HEAD = (
    "Пункт [п_1_1]: {% if руководитель_хранитель %}Оставляю за собой{% else %}Не я{% endif %}: {{ хранитель.фио }}.\n"
)
CHAIN = NAMES + (
    "{% if есть_второй %}\nПункт: Его замещает {{ второй.фио }}.\n{% endif %}\n"
    "{% if есть_третий %}\nПункт: Второго замещает {{ третий.фио }}.\n{% endif %}\n"
    "{% for лицо in назначенные %}\nПункт: {{ лицо.фио }}: {{ лицо.направление }}"
    "{% if лицо.есть_замещающий %}, замещает {{ лицо.замещающий }}{% endif %}.\n{% endfor %}\n"
)
NOBODY = "Пункт [п_1_1]: Отвечаю сам{% if директор.женщина %}а{% endif %}.\n"


def pack_with(folder: Path, roles: str, clause: str) -> Pack:
    """The order of the ministry with these roles, its first clause carried out by this text."""
    shutil.copytree(SOURCES / MINISTRY, folder, dirs_exist_ok=True)
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    before, _roles, rest = text.partition("[[roles]]")
    rest = rest[rest.index("[duties]") :].replace('["nutrition"]', '["head"]')
    (folder / "pack.toml").write_text(f"{before}{roles}\n{rest}", encoding="utf-8")
    source = folder / "sources" / "M01.txt"
    order = source.read_text(encoding="utf-8")
    start, end = order.index("Пункт [п_1_1]"), order.index("Пункт: Утвердить")
    source.write_text(f"{order[:start]}{clause}{order[end:]}", encoding="utf-8")
    sample = folder / "sample.toml"
    sample.write_text(sample.read_text(encoding="utf-8").partition("[school.responsible]")[0], encoding="utf-8")
    build_pack(folder)
    return load_pack(folder)


def school_of(pack: Pack, **holders: str) -> School:
    return replace(read_sample(pack).school, responsible=Responsible(holders))


def order_of(pack: Pack, **holders: str) -> str:
    """What the order says; FaultsError when it cannot be made."""
    made = prepare(school_of(pack, **holders), pack, read_sample(pack).request)
    return "\n".join(plain_text(made[0].content)).replace("\u00a0", " ")


def places(pack: Pack, **holders: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        order_of(pack, **holders)
    return [fault.place for fault in caught.value.faults]


def test_one_role(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, KEEPER, NAMES)
    assert "Назначить Калинину Ирину Павловну." in order_of(pack, keeper=DEPUTY)
    assert places(pack) == ["responsible#keeper"]
    assert places(pack, keeper=HEAD) == ["responsible#keeper"], "the head does not appoint herself"
    assert [role.id for role in needed_roles(pack.by_id["M01"])] == ["keeper"]
    assert documents_by_role(pack) == {"keeper": ("M01",)}


def test_no_role_at_all(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "", NOBODY)
    assert "Отвечаю сама." in order_of(pack)
    assert role_choices([pack]) == ()
    assert unchosen((), school_of(pack)) == []


def test_a_role_that_the_head_may_hold(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, HEAD_TOO, OR_HEAD)
    assert "Оставляю за собой: Чижова Елена Юрьевна." in order_of(pack, keeper=HEAD)
    assert "Не я: Калинина Ирина Павловна." in order_of(pack, keeper=DEPUTY)


def test_a_chain_of_substitutes(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, KEEPER + SECOND + THIRD, CHAIN)
    alone = order_of(pack, keeper=DEPUTY)
    assert "замещает" not in alone
    assert "Калинина Ирина Павловна: журнал." in alone
    order = order_of(pack, keeper=DEPUTY, second=CANTEEN)
    assert "Его замещает Гусарова Лидия Николаевна." in order
    assert "Калинина Ирина Павловна: журнал, замещает Гусарова Лидия Николаевна." in order
    assert places(pack, keeper=DEPUTY, second=DEPUTY) == ["responsible#second"]
    assert places(pack, keeper=DEPUTY, second=CANTEEN, third=DEPUTY) == ["responsible#third"], "through the second"
    assert places(pack, keeper=DEPUTY, third=HEAD) == ["responsible#third"]


def test_a_document_that_names_nobody_is_made_while_a_role_is_open(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, KEEPER, NAMES)
    spec = pack.by_id["M02"]
    assert needed_roles(spec) == ()
    assert gaps(Situation(school_of(pack), pack, spec, pack.directive.date)) == ()


def test_a_role_of_the_same_name_in_two_acts_is_one_person_until_said_otherwise(tmp_path: Path) -> None:
    first = pack_with(tmp_path / "first", KEEPER, NAMES)
    second = replace(first, id="second-act", title="Второй акт")
    choices = role_choices([first, second])
    assert [(choice.key, choice.shared) for choice in choices] == [("keeper", None), ("second-act-keeper", first)]

    def keeper(pack: Pack, **holders: str) -> object:
        situation = Situation(school_of(first, **holders), pack, pack.by_id["M01"], pack.directive.date)
        return str(context(situation, {"хранитель"})["хранитель"]["фио"])

    assert [keeper(pack, keeper=DEPUTY) for pack in (first, second)] == [DEPUTY, DEPUTY]
    apart = {"keeper": DEPUTY, "second-act-keeper": CANTEEN}
    assert [keeper(pack, **apart) for pack in (first, second)] == [DEPUTY, CANTEEN]
    assert [fault.place for fault in unchosen(choices, school_of(first))] == ["keeper"], "asked for once"


def test_another_holder_makes_only_the_papers_that_name_the_role_come_out_otherwise(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, KEEPER, NAMES)

    def differs(document: str) -> bool:
        before, after = (
            Situation(school_of(pack, keeper=name), pack, pack.by_id[document], pack.directive.date)
            for name in (DEPUTY, CANTEEN)
        )
        return bool(reasons(before, after, school_changes(before.school, after.school, {})))

    assert {document: differs(document) for document in pack.by_id} == {"M01": True, "M02": False, "M03": False}


SHIPPED = find_pack(PACK_ID)
PEOPLE = ("", *(person.full_name for person in a_school().staff))


@settings(max_examples=30, deadline=None)
@given(st.fixed_dictionaries({role.id: st.sampled_from(PEOPLE) for role in SHIPPED.roles.all}))
def test_the_page_refuses_exactly_what_some_document_refuses(holders: dict[str, str]) -> None:
    school = a_school(responsible=Responsible(holders))
    choices = role_choices([SHIPPED])
    page = {fault.place for fault in (*choice_faults(choices, school), *unchosen(choices, school))}
    situations = (Situation(school, SHIPPED, spec, date(2023, 10, 16)) for spec in SHIPPED.documents)
    lacking = {gap.place for situation in situations for gap in gaps(situation)}
    assert page == {place.partition("#")[2] for place in lacking if place.startswith("responsible#")}

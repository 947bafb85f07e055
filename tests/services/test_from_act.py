"""A pack made of an act is useful at once: whole, known, checked; the same act again is a newer edition of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.acts_reader.model import ActDraft
from sferum_docs.directives.model import Demand
from sferum_docs.documents.of_act import officers
from sferum_docs.packs.model import Pack
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.trial import trial_faults
from sferum_docs.services.packs.choose import find_pack, known_packs, look_also_in
from sferum_docs.services.packs.from_act import pack_from_draft
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import lines
from tests.builders import SCHOOL_ID, a_school
from tests.made_acts import a_node, an_act

BY = Actor("Исаева Зара", datetime(2026, 9, 2, 9, 0, tzinfo=UTC))
TODAY = date(2026, 9, 2)


@pytest.fixture(autouse=True)
def instance(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    assert app
    monkeypatch.setattr(officers, "officers_demanded", named_officer)
    look_also_in(tmp_path)
    yield tmp_path
    look_also_in(None)


def named_officer(text: str) -> tuple[str, ...]:
    return ("Ответственный за организацию питания",) if "назначить ответственного за" in text else ()


def made(draft: ActDraft) -> Pack:
    return find_pack(pack_from_draft(draft, BY, today=TODAY))


def codes(draft: ActDraft) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        pack_from_draft(draft, BY, today=TODAY)
    return [fault.code for fault in caught.value.faults]


def test_a_pack_of_an_act_is_known_at_once_and_says_nothing_against_itself() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    pack = made(an_act())
    assert pack.id == "postanovlenie-418-pa-2026-09-01"
    assert pack.title == "Постановление № 418-па: О мерах по улучшению питания обучающихся"
    assert trial_faults(pack) == ()
    assert [line.action for line in lines(SCHOOL_ID)][:1] == ["pack.made"]


def test_only_what_is_put_to_the_school_is_served_and_only_an_appointment_is_carried_out() -> None:
    pack = made(an_act())
    served = ["2.1", "2.2", "2.3/а", "2.3/б", "2.4", "2.5", "2.6", "3"]
    assert list(pack.by_id["G01"].supports) == served
    assert pack.by_id["G01"].carries_out == ()
    assert pack.by_id["G02"].carries_out == ("2.1",)
    assert [role.label for role in pack.roles.all] == [
        "ответственный за исполнение постановления",
        "ответственный за организацию питания",
    ]
    assert pack.duties["2.1"] == ("head",)


def test_the_same_act_again_is_a_newer_edition_and_another_issuer_is_another_pack() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    first = made(an_act())
    again = made(an_act(nodes=(a_node("1", "Провести собрание."),)))
    assert (again.id, len(again.directive.by_path)) == (first.id, 1)
    other = made(an_act(issuer="Администрация Озёрного района"))
    assert other.id == f"{first.id}-2"
    assert [line.action for line in lines(SCHOOL_ID)][:3] == ["pack.made", "pack.replaced", "pack.made"]


def test_an_act_that_asks_the_school_nothing_makes_nothing(instance: Path) -> None:
    before = known_packs()
    others = tuple(replace(node, for_school=False, children=()) for node in an_act().nodes)
    assert codes(an_act(nodes=others)) == ["act_asks_nothing"]
    assert codes(an_act(number="")) == ["draft_without_number"]
    assert known_packs() == before
    assert list((instance / "packs").glob("*")) == [] if (instance / "packs").exists() else True


@pytest.mark.parametrize(
    "draft",
    [
        an_act(nodes=(a_node("1", "Провести собрание."),), control=None, signatory=None, number="б/н"),
        an_act(nodes=tuple(a_node(str(number), f"Провести собрание {number}.") for number in range(1, 121))),
        an_act(nodes=(a_node("-1", "Провести собрание."), a_node("-2", "Считать днём {здоровья} | пятницу."))),
        an_act(nodes=(a_node("1.1", "Провести собрание."), a_node("1.3", "Правило.", demand=Demand.RULE))),
    ],
    ids=["one clause", "120 clauses", "without numbers", "gaps in numbers"],
)
def test_any_act_makes_a_sound_pack(draft: ActDraft) -> None:
    assert trial_faults(made(draft)) == ()

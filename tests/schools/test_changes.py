"""What differs between two states of a school, as the head is told it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sferum_docs.schools.fields.changes import Kept, school_changes
from sferum_docs.schools.model import Head, LayoutSettings, Margins, School, Word, WordDecision
from tests.builders import STAFF, a_chat, a_man, a_person, a_school, holders

ROLES = {"sferum": "ответственный за «Сферум»", "administrator": "администратор", "deputy": "заместитель"}
ALI = a_man("Алиев Руслан Эльдар оглы", post="завуч")
WAS = a_school(staff=(*STAFF, ALI), chats=(a_chat(owner=ALI.full_name),), responsible=holders(sferum=ALI.full_name))


def with_ali(**changes: Any) -> School:
    """The school as `save_staff` keeps it: whoever is renamed keeps the roles and chats."""
    ali = replace(ALI, **changes)
    chats = tuple(replace(chat, owner=ali.full_name) for chat in WAS.chats)
    return replace(WAS, staff=(*STAFF, ali), chats=chats, responsible=holders(sferum=ali.full_name))


def told(was: School, now: School) -> list[str]:
    return [change.words for change in school_changes(was, now, ROLES)]


CHANGES: dict[str, tuple[School, School, list[str]]] = {
    "nothing": (WAS, WAS, []),
    "a patronymic": (WAS, with_ali(middle="Эльдарович"), ["Алиев Руслан Эльдар оглы → Алиев Руслан Эльдарович"]),
    "a surname after a marriage": (
        a_school(chats=(), responsible=holders()),
        a_school(chats=(), responsible=holders(), staff=(STAFF[0], replace(STAFF[1], last="Гаджиева"), *STAFF[2:])),
        ["Омарова Зарема Исаевна → Гаджиева Зарема Исаевна"],
    ),
    "somebody else in the row": (
        WAS,
        with_ali(last="Цой", first="Олег", middle="Иванович"),
        ["Алиев Руслан Эльдар оглы → Цой Олег Иванович"],
    ),
    "a post and a class": (
        WAS,
        with_ali(post="учитель", class_name="5 «Б»"),
        [
            "Алиев Руслан Эльдар оглы, должность: завуч → учитель",
            "Алиев Руслан Эльдар оглы, класс, которым руководит: не было → 5 «Б»",
        ],
    ),
    "one who left and one who came": (
        a_school(staff=STAFF),
        a_school(staff=(*STAFF[:3], a_person("Цой Анна Ильинична", post="повар"))),
        ["Ким Светлана Юрьевна → нет в списке работников", "новый работник: не было → Цой Анна Ильинична"],
    ),
    "another order of rows": (
        a_school(),
        a_school(staff=tuple(reversed(STAFF))),
        ["порядок работников в списке"],
    ),
    "cases of a name": (
        WAS,
        with_ali(decisions=(WordDecision(Word.LAST, "Алиев", fixed=True),)),
        ["Алиев Руслан Эльдар оглы: склонение или инициалы"],
    ),
    "another administrator": (
        a_school(responsible=holders(administrator="Алиев Али Гусейн оглы")),
        a_school(responsible=holders(administrator="Ким Светлана Юрьевна")),
        ["администратор: Алиев Али Гусейн оглы → Ким Светлана Юрьевна"],
    ),
    "the head": (
        a_school(),
        a_school(head=Head(STAFF[1], acting=True, ground="приказ")),
        ["руководитель: Магомедова Патимат Гаджиевна, директор → Омарова Зарема Исаевна, и. о., учитель физики"],
    ),
    "requisites": (
        a_school(),
        a_school(place="с. Другое", students=None),
        ["место издания документов: с. Ключевое → с. Другое", "обучающихся: 245 → убрано"],
    ),
    "the look": (
        a_school(),
        a_school(margins=Margins(left=35), layout=LayoutSettings(size=13, six_days=True)),
        [
            "поле страницы: левое: 30 → 35",
            "размер текста: 14 → 13",
            "шестидневная неделя: суббота — рабочий день: нет → да",
        ],
    ),
    "chats": (
        a_school(chats=(a_chat(), a_chat("Завхоз"))),
        a_school(chats=(a_chat(due=date(2026, 12, 1)), a_chat("Столовая"))),
        [
            "чат «Педагоги школы», перевести до: не было → 01.12.2026",
            "чат «Завхоз»: был → убрано",
            "новый чат: не было → Столовая",
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_in_the_words_of_the_page(name: str) -> None:
    was, now, words = CHANGES[name]
    assert told(was, now) == words


def test_many_changes_of_a_list_are_counted_not_listed() -> None:
    was = a_school(staff=tuple(a_person(f"Ким Анна {number}") for number in range(40)))
    now = a_school(staff=tuple(a_person(f"Цой Вера {number}", post="повар") for number in range(40)))
    found = [change for change in school_changes(was, now, ROLES) if change.kept is Kept.STAFF]
    assert [change.words for change in found] == ["Сотрудники: изменений в списке 80"]


def test_each_change_alone_makes_the_former_school_with_that_one_thing_changed() -> None:
    now = replace(with_ali(middle="Эльдарович"), margins=Margins(left=35))
    renamed, margin = school_changes(WAS, now, ROLES)
    assert renamed.alone == with_ali(middle="Эльдарович")
    assert margin.alone == replace(WAS, margins=Margins(left=35))

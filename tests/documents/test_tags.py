"""Tags give what their declarations say, for a school that has told everything and for one that has not."""

from datetime import date
from typing import Any

import pytest

from sferum_docs.documents.requests.packet_request import Answer
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.vocabulary import context, missing
from sferum_docs.packs.reader import load_pack
from sferum_docs.schools.model import School, SchoolKind
from sferum_docs.services.packs.choose import PACKS
from tests.builders import a_chat, a_person, a_school, holders

PACK = load_pack(PACKS / "sferum-2023")
DAY = date(2023, 10, 18)  # a Wednesday
OMAROVA, ALIEV, KIM = "Омарова Зарема Исаевна", "Алиев Али Гусейн оглы", "Ким Светлана Юрьевна"


def value(
    name: str, school: School | None = None, *, chosen: tuple[str, ...] = (), answers: dict[str, Answer] | None = None
) -> Any:
    """What a template of D01 gets under a name."""
    spec = PACK.by_id["D01"]
    situation = Situation(school or a_school(), PACK, spec, DAY, {"D01": answers or {}}, chosen=chosen)
    return context(situation, {name}).get(name)


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [str(row["фио"]) for row in rows]


def test_of_a_record_and_of_a_list_no_more_is_built_than_a_template_names() -> None:
    situation = Situation(a_school(), PACK, PACK.by_id["D01"], DAY)

    def built(*used: str) -> Any:
        found = context(situation, {"школа", "показатели", *used})
        return {*found["школа"]}, {name for row in found["показатели"] for name in row}

    whole, rows = built()
    assert len(whole) > 10
    assert len(rows) > 5
    assert built("школа.инн", "показатели.ид", "показатели.база") == ({"инн"}, {"ид", "база"})
    assert built("показатели.ид") == (whole, {"ид"})
    # items of a list that was put together are named without it: which they are nobody knows
    assert built("школа.инн", "показатели.ид", ".фио") == (whole, rows)
    assert len(built("школа.")[0]) == 1, "a record is there though nothing of it is printed"


def test_an_indicator_knows_whom_it_counts_and_of_how_many() -> None:
    rows = {row["ид"]: row for row in value("показатели", a_school(students=245, teachers=35))}
    assert (rows["I1"]["об_обучающихся"], rows["I1"]["база"]) == (True, "245")
    assert (rows["I6"]["об_обучающихся"], rows["I6"]["база"]) == (False, "35")
    assert rows["I8"]["база"] == "245"


def test_staff_are_counted_of_the_list_of_staff_with_figures_and_without() -> None:
    pack = load_pack(PACKS / "max-2026")
    school = a_school()
    situation = Situation(school, pack, pack.documents[0], DAY)
    rows = {row["ид"]: row["база"] for row in context(situation, {"показатели"})["показатели"]}
    assert rows["M1"] == str(len(school.staff))


def test_a_base_that_is_not_told_is_an_empty_cell_and_a_kindergarten_has_no_journal() -> None:
    rows = value("показатели", a_school(kind=SchoolKind.KINDERGARTEN, students=None, teachers=None))
    assert [row["ид"] for row in rows] == ["I2", "I3", "I4", "I5", "I6"]
    assert {row["база"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("answers", "numbers", "first", "last"),
    [
        ({"недель": 3}, [1, 2, 3], date(2023, 10, 16), date(2023, 11, 5)),
        ({}, list(range(1, 13)), date(2023, 10, 16), date(2024, 1, 7)),
        (
            {"период_с": date(2023, 11, 1), "период_по": date(2023, 11, 13)},
            [3, 4, 5],
            date(2023, 11, 1),
            date(2023, 11, 13),
        ),
        ({"период_с": date(2023, 11, 13), "период_по": date(2023, 11, 1)}, [], None, None),
    ],
)
def test_weeks_run_from_monday_within_their_period_and_are_counted_from_the_orders(
    answers: dict[str, Answer], numbers: list[int], first: date | None, last: date | None
) -> None:
    rows = value("недели", answers=answers)
    assert [row["номер"] for row in rows] == numbers
    assert (rows[0]["с"], rows[-1]["по"]) == (first, last) if rows else first is None


def test_the_week_of_a_report_is_the_one_that_holds_the_day_asked_for() -> None:
    week = value("неделя", answers={"неделя": date(2023, 10, 29)})
    assert (week["номер"], week["с"], week["по"]) == (2, date(2023, 10, 23), date(2023, 10, 29))
    assert (week["есть_данные"], week["вывод"]) == (False, "")
    assert value("неделя")["номер"] == 1


def test_who_holds_two_roles_stands_once_with_both() -> None:
    rows = value("ответственные_лица")
    assert names(rows) == [OMAROVA, ALIEV, KIM]
    flags = ("за_сферум", "за_мою_школу", "администратор", "замещает")
    assert [[row[flag] for flag in flags] for row in rows] == [
        [True, False, False, False],
        [False, True, True, False],
        [False, False, False, True],
    ]


def test_without_responsible_persons_a_document_about_them_is_not_made() -> None:
    situation = Situation(a_school(responsible=holders()), PACK, PACK.by_id["D01"], DAY)
    assert [gap.place for gap in missing(situation, {"ответственные_лица"})] == ["responsible#sferum"]


def test_nobody_sits_in_a_commission_who_has_done_what_it_checks_or_is_away() -> None:
    # Омарова moves the chats, Алиев keeps the page, the head approves the act
    assert names(value("комиссия")) == [KIM]
    alone = a_school(responsible=holders(OMAROVA, OMAROVA, OMAROVA))
    assert names(value("комиссия", alone)) == [ALIEV, KIM]
    staff = (*a_school().staff[:3], a_person(KIM, exempt="отпуск по уходу за ребёнком"))
    alone = a_school(staff=staff, responsible=holders(OMAROVA, OMAROVA, OMAROVA))
    assert names(value("комиссия", alone)) == [ALIEV]


def test_chats_left_and_closed_are_counted() -> None:
    school = a_school(chats=(a_chat(moved=DAY, closed=DAY), a_chat("Ещё", moved=DAY), a_chat("И ещё")))
    assert (value("чатов_осталось", school), value("чатов_закрыто", school)) == (1, 1)


def test_a_letter_names_the_orders_made_with_it_or_all_of_them() -> None:
    rows = value("приказы", chosen=("D04", "D12"))
    assert [row["заголовок"] for row in rows] == [PACK.by_id["D04"].title.replace("№ ", "№\u00a0")]
    assert (rows[0]["дата"], rows[0]["номер"]) == ("18.10.2023", "____")
    assert value("ид_приказов", chosen=("D04", "D12")) == ["D04"]
    alone = value("приказы")
    assert [row["ид"] for row in alone] == [spec.id for spec in PACK.documents if spec.is_order]
    assert {row["дата"] for row in alone} == {"______________"}

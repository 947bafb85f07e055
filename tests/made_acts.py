"""An act of a district as a reviewed draft: every kind of deadline, what is others', what is the school's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sferum_docs.acts_reader.model import ActDraft, Control, DraftNode
from sferum_docs.directives.model import (
    ActReference,
    Annex,
    DayType,
    Deadline,
    DeadlineKind,
    Demand,
    Officer,
)

SCHOOLS = "Руководители образовательных организаций"


def a_node(path: str, text: str, **changes: Any) -> DraftNode:
    """A clause put to the schools."""
    number = "" if "/" in path or path.startswith("-") else path
    node = DraftNode(path, number, f"{number}." if number else "-", text, addressee=SCHOOLS, addressee_inherited=True)
    return replace(node, **changes)


def until(raw: str, day: date) -> Deadline:
    """A day by which."""
    return Deadline(DeadlineKind.DATE, raw, date=day)


CLAUSES = (
    a_node(
        "1",
        "Управлению образования подготовить график проверок до 15.09.2026.",
        addressee="Управление образования",
        for_school=False,
        deadline=until("до 15.09.2026", date(2026, 9, 15)),
    ),
    a_node(
        "2",
        "Руководителям образовательных организаций:",
        addressee_raw="Руководителям образовательных организаций",
        addressee_inherited=False,
        demand=Demand.GROUP,
        children=(
            a_node(
                "2.1",
                "назначить ответственного за организацию питания в срок до 20.09.2026;",
                demand=Demand.ACT,
                deadline=until("в срок до 20.09.2026", date(2026, 9, 20)),
            ),
            a_node(
                "2.2",
                "провести с 21.09.2026 по 25.09.2026 неделю здорового питания;",
                deadline=Deadline(
                    DeadlineKind.RANGE,
                    "с 21.09.2026 по 25.09.2026",
                    date_from=date(2026, 9, 21),
                    date=date(2026, 9, 25),
                ),
            ),
            a_node(
                "2.3",
                "организовать:",
                demand=Demand.GROUP,
                children=(
                    a_node("2.3/а", "родительский контроль за питанием;"),
                    a_node(
                        "2.3/б",
                        "сверку заявлений — еженедельно, по пятницам;",
                        deadline=Deadline(DeadlineKind.PERIODIC, "еженедельно, по пятницам", period="P1W", weekday=5),
                    ),
                ),
            ),
            a_node(
                "2.4",
                "представить отчёт в течение 10 рабочих дней со дня подписания настоящего постановления;",
                deadline=Deadline(
                    DeadlineKind.RELATIVE,
                    "в течение 10 рабочих дней со дня подписания настоящего постановления",
                    days=10,
                    day_type=DayType.WORKING,
                    event="подписания настоящего постановления",
                ),
            ),
            a_node(
                "2.5",
                "устранить замечания по окончании проверки | сразу {все};",
                deadline=Deadline(DeadlineKind.EVENT, "по окончании проверки", event="окончания проверки"),
            ),
            a_node("2.6", "ознакомить работников с настоящим постановлением под подпись."),
        ),
    ),
    a_node("3", "Ответственность за организацию питания несут руководители.", demand=Demand.RULE),
    a_node("4", "Контроль возложить на заместителя главы Снегирёву О.В.", for_school=False, demand=Demand.RULE),
)


def an_act(**changes: Any) -> ActDraft:
    """The whole act; what is named is otherwise."""
    act = ActDraft(
        kind="ПОСТАНОВЛЕНИЕ",
        number="418-па",
        date=date(2026, 9, 1),
        title="О мерах по улучшению питания обучающихся",
        issuer="Администрация Кленовского муниципального района",
        adopting_word="постановляет",
        signatory=Officer("Глава района", "Д.А. Рябинин"),
        executor=Officer("", "Метелина С.А.", "2-18-44"),
        control=Control("4", person="Снегирёва О.В.", post_as_printed="заместитель главы администрации района"),
        references=(ActReference("Федеральный закон", "273-ФЗ", date(2012, 12, 29), "Об образовании"),),
        repeals=(ActReference("постановление", "12-па", date(2020, 3, 2), part="пункт 3"),),
        annexes=(Annex("приложение № 1", "План"),),
        entry_into_force="вступает в силу со дня подписания",
        nodes=CLAUSES,
    )
    return replace(act, **changes)

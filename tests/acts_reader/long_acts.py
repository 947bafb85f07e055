"""Long acts of the shapes that are hardest to read: clauses with dates, a statute, a table, lead-ins, an annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEAD = (
    "АДМИНИСТРАЦИЯ КЛЁНОВСКОГО РАЙОНА\nПОСТАНОВЛЕНИЕ\n12.09.2025 № 114\nО мерах по безопасности\n\n"
    "В соответствии с законом ПОСТАНОВЛЯЮ:\n"
)
_END = "\nГлава района А.А. Петров\n"
_WHO = (
    "Директорам школ", "Руководителям образовательных организаций", "Управлению образования", "Комитету по спорту",
)  # fmt: skip
_DOES = ["обеспечить", "проверить", "разместить", "направить", "организовать", "представить", "провести"]
_WHAT = ("журнал учёта", "сведения о питании", "план мероприятий", "отчёт о работе", "списки обучающихся")
_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def dated(lines: int) -> str:
    """Clauses with an addressee and a date each, no two alike."""
    said = [f"{at // 90 + 1}.{at % 90}. {_task(at)}" for at in range(lines)]
    said[::90] = [f"{at // 90 + 1}. {_WHO[at % 4]} в {at} районе:" for at in range(0, lines, 90)]
    return _act(said)


def statute(lines: int) -> str:
    """«Статья N», parts in figures, items in brackets."""
    said: list[str] = []
    while len(said) < lines:
        article = len(said)
        said += [f"Статья {article}. О вопросе {article}", f"1. Организации {_DOES[article % 7]} по вопросу {article}:"]
        said += [f"{item}) {_DOES[item]} {_WHAT[item % 5]} {article} {_when(article + item)};" for item in range(1, 5)]
    return _act(said[:lines])


def rows(lines: int) -> str:
    """A clause with a long table in it."""
    said = [f"{at % 97}    Школа № {at}    {_WHAT[at % 5]}    {_when(at)}    Иванова И.И." for at in range(lines)]
    return _act(["1. Директорам школ выполнить мероприятия:", *said, "2. Контроль оставляю за собой."])


def lead_ins(lines: int) -> str:
    """Lead-ins, each under the one above it and further to the right."""
    return _act(["1. Директорам:", *(f"{' ' * (at % 300)}- {_DOES[at % 7]} дело {at}:" for at in range(lines))])


def annex(lines: int) -> str:
    """A short act with a long annex."""
    clauses = [f"{at // 9 + 1}.{at % 9 + 1}. Комиссия ведёт протокол {at} {_when(at)}." for at in range(lines)]
    short = _act(["1. Утвердить положение (приложение № 1).", "2. Директорам школ провести проверку до 01.10.2025."])
    return "\n".join([short, "Приложение № 1", "к постановлению администрации", "ПОЛОЖЕНИЕ", "", *clauses])


SHAPES: Mapping[str, Callable[[int], str]] = {
    "clauses with a date each": dated, "a statute": statute, "a table": rows, "lead-ins": lead_ins, "an annex": annex,
}  # fmt: skip


def _act(clauses: list[str]) -> str:
    return _HEAD + "\n".join(clauses) + _END


def _task(at: int) -> str:
    return f"{_WHO[at % 4]} {_DOES[at % 7]} {_WHAT[at % 5]} № {at} {_when(at)}."


def _when(at: int) -> str:
    day = f"{at % 28 + 1} {_MONTHS[at % 12]} 2026 года"
    ways = (f"до {at % 28 + 1:02}.{at % 12 + 1:02}.2026", f"в срок до {day}", f"ежемесячно до {at % 28 + 1} числа")
    return ways[at % 3]

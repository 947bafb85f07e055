"""The staff list of a school out of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.columns import Column, Draft, drafts
from sferum_docs.schools.names import split_full_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets import Row

_FULL_NAME = ("фио", "ф и о", "фамилия имя", "фамилия и о", "работник", "сотрудник")
_NAME = Column("name", "ФИО", _FULL_NAME, required=True, full_name=True)
_REST = (
    Column("post", "Должность", ("должност", "профессия", "кем работает")),
    Column("phone", "Телефон", ("тел", "моб", "номер тел")),
    Column("email", "Электронная почта", ("e mail", "email", "эл почта", "электронн", "почта", "адрес эл")),
    Column("sex", "Пол", ("пол",)),
    Column("form", "Класс", ("класс", "кл рук")),
    Column("exempt", "Не регистрируется, так как", ("не регистр", "освобожд", "основание осв")),
)
STAFF_COLUMNS = (_NAME, *_REST)
_IN_PARTS = (
    Column("last", "Фамилия", ("фамили",), required=True),
    Column("first", "Имя", ("имя",), required=True),
    Column("middle", "Отчество", ("отчеств",)),
    *_REST,
)
OFFERED_COLUMNS = (_NAME, *_IN_PARTS)  # what a person may say that a column is
_SEXES = {"м": "м", "муж": "м", "мужской": "м", "ж": "ж", "жен": "ж", "женский": "ж"}


def staff_drafts(rows: Sequence[Row]) -> tuple[Draft, ...]:
    """Rows of the staff table by key. FaultsError names every line that is no person."""
    found, faults = drafts(rows, _IN_PARTS)
    if found:
        found = tuple(_joined(draft) for draft in found)
    else:
        found, faults = drafts(rows, STAFF_COLUMNS)
    faults += [
        Fault("name_incomplete", f"строка {draft.number}", {"text": draft.values["name"]})
        for draft in found
        if split_full_name(draft.values["name"]) is None
    ]
    if not found and not faults:
        faults.append(Fault("staff_empty"))
    if faults:
        raise FaultsError(faults)
    return found


def _joined(draft: Draft) -> Draft:
    parts = (draft.values.get(key, "") for key in ("last", "first", "middle"))
    rest = {key: value for key, value in draft.values.items() if key not in {"last", "first", "middle"}}
    return Draft(draft.number, {"name": " ".join(part for part in parts if part), **rest})


def sex_as_written(text: str) -> str:
    """«м» or «ж» for the ways of writing them, empty for anything else."""
    return _SEXES.get(text.strip().strip(".").casefold(), "")

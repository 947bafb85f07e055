"""Lists of children: a table with their names, a heading with names below it, names behind a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CHILD = r"(?:учени[кцч]|учащ|обучающ|воспитанни|школьни|студент|выпускни|реб[её]н|дет(?:и|ей|ям)\b|дошкольни)"
_OF_CHILDREN = re.compile(_CHILD, re.IGNORECASE)
_NAMES = re.compile(r"\bф\. ?и\. ?о|\bфио\b|фамили|имя", re.IGNORECASE)
_FORM = re.compile(r"^(?:класс|группа|класс, группа|класс \(группа\))[.:]?$", re.IGNORECASE)
# a column or a heading of these speaks of workers and parents' choices, not of children
_OF_WORKERS = re.compile(
    r"руководител|учител|педагог|работник|сотрудник|ответствен|администратор|воспитател|куратор|должност|наставник",
    re.IGNORECASE,
)
_LAST, _INITIALS = r"(?:[А-ЯЁ][а-яё]{1,40}|[А-ЯЁ]{2,40})(?:-[А-ЯЁ][а-яё]{1,40})?", r"[А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?"
_NAME = re.compile(
    rf"(?:\d{{1,3}}[.)]? {{1,3}})?(?:{_LAST}(?: [А-ЯЁ][а-яё]{{1,40}}){{1,2}}(?: (?:оглы|кызы))?|{_LAST} {_INITIALS}"
    rf"|{_INITIALS} ?{_LAST})[.,;]?"
)
_ENUMERATED = re.compile(
    _CHILD + r"[^.;:]{0,80}[:—–]\s{0,3}[А-ЯЁ][а-яё-]{1,40} (?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]{1,30} [А-ЯЁ])", re.IGNORECASE
)
_CAPITAL = re.compile(r"[:—–]\s{0,3}[А-ЯЁ][а-яё-]{1,40} [А-ЯЁ]")
_ENOUGH = 2
_HEADINGS, _HEADING = 3, 60  # rows of a table among which its heading is; letters of a cell of it


def pupils_in_tables(tables: Iterable[Sequence[Sequence[str]]]) -> bool:
    """Whether a table names children: a column of their names, or names beside classes that are nobody's to lead.

    >>> pupils_in_tables([[["№", "ФИО обучающегося"], ["1", "Ким Олег"]]])
    True
    >>> pupils_in_tables([[["Класс", "Классный руководитель"], ["5 «А»", "Омарова З. И."]]])
    False
    """
    return any(_names_pupils(table) for table in tables)


def pupils_in_lines(lines: Sequence[str]) -> bool:
    """Whether lines below a heading of children are names, or a sentence enumerates children.

    >>> pupils_in_lines(["Список учеников 5 «А» класса", "1. Ким Олег Юрьевич", "2. Алиев Али Гусейн оглы"])
    True
    >>> pupils_in_lines(["Ознакомить учеников 5–9 классов", "Омарова З. И."])
    False
    """
    below = 0
    for line in lines:
        if not line.strip():
            continue
        named = _is_name(line)
        below = below + 1 if named and below else 1 if _OF_CHILDREN.search(line) and not named else 0
        if below > _ENOUGH or _enumerates(line):
            return True
    return False


def _enumerates(line: str) -> bool:
    found = _ENUMERATED.search(line)
    return found is not None and _CAPITAL.search(found[0]) is not None and not _OF_WORKERS.search(found[0])


def _names_pupils(table: Sequence[Sequence[str]]) -> bool:
    for at, head in enumerate(table[:_HEADINGS]):
        of_workers = any(_OF_WORKERS.search(cell) for cell in head)
        has_forms = any(_FORM.match(cell.strip()) for cell in head)
        for place, cell in enumerate(head):
            of_children = _OF_CHILDREN.search(cell) and not _OF_WORKERS.search(cell)
            plain = _NAMES.search(cell) and has_forms and not of_workers
            named = len(cell) <= _HEADING and (of_children or plain)
            if named and any(_is_name(row[place]) for row in table[at + 1 :] if place < len(row)):
                return True
    return False


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(" ".join(text.split())) is not None

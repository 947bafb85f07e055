"""What the pages of an import of bodies show: tables with their columns, findings by kind, questions, what changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sferum_docs.schools.district_lists.model import Level, TableKind
from sferum_docs.schools.district_lists.tables.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.district_lists.model import Finding, FoundTable, Question, Understood

MOST_NAMED = 60  # of one kind that are named each; the others are counted, and stand in the table to download
MOST_LISTED = 200  # bodies in a list to choose from; of more a name is typed
LEVELS = {
    Level.ERROR: "Ошибки: не записано",
    Level.WARNING: "Проверьте: записано",
    Level.INFO: "К сведению",
}
KINDS = {
    TableKind.BODIES: "организации, по одной в строке",
    TableKind.CARD: "карточка одной организации",
    TableKind.STAFF: "работники",
    TableKind.NONE: "не брать",
}
_ANY_BODY = ("name:", "list:")


def mark_of(key: str) -> str:
    """A key as a name of a field."""
    return sha256(key.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class TablesShown:
    """Tables with the same headings."""

    signature: str
    tables: tuple[FoundTable, ...]
    first: FoundTable

    @property
    def count(self) -> int:
        """How many entries they hold."""
        return sum(table.count for table in self.tables)

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """What such tables may be: a card is no list."""
        is_card = self.first.kind is TableKind.CARD
        lists = (TableKind.BODIES, TableKind.STAFF)
        offered = (TableKind.CARD,) if is_card else lists
        return tuple((kind.value, KINDS[kind]) for kind in (*offered, TableKind.NONE))

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What a column may hold."""
        kind = self.first.kind
        if kind is TableKind.NONE:
            kind = TableKind.BODIES
        return tuple((column.key, column.caption) for column in COLUMNS[kind])

    @property
    def unclear(self) -> int:
        """Columns that hold something and are not taken."""
        return sum(
            not column.key and bool(column.samples) and not _is_number(column.samples) for column in self.first.columns
        )


def _is_number(samples: Sequence[str]) -> bool:
    return all(sample.isdigit() for sample in samples)


def tables_shown(found: Understood) -> tuple[TablesShown, ...]:
    """The tables by their headings."""
    groups: dict[str, list[FoundTable]] = defaultdict(list)
    for table in found.tables:
        groups[table.signature].append(table)
    return tuple(TablesShown(key, tuple(tables), tables[0]) for key, tables in groups.items())


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with the name of its field; `any_body`: any organisation may be the answer."""

    field: str
    question: Question
    any_body: bool


def questions_shown(found: Understood) -> tuple[QuestionShown, ...]:
    """The questions, those without an answer first."""
    shown = (QuestionShown(f"q-{mark_of(each.key)}", each, each.key.startswith(_ANY_BODY)) for each in found.questions)
    return tuple(sorted(shown, key=lambda each: bool(each.question.answer)))


def findings_shown(found: Understood) -> dict[Level, dict[str, list[Finding]]]:
    """Level → code → findings."""
    groups: dict[Level, dict[str, list[Finding]]] = {level: {} for level in LEVELS}
    for each in found.findings:
        groups[each.level].setdefault(each.code, []).append(each)
    return {level: codes for level, codes in groups.items() if codes}


def counted_findings(found: Understood) -> Mapping[str, int]:
    """How many there are of each level; questions that wait."""
    counts = {level.value: sum(each.level is level for each in found.findings) for level in Level}
    return {**counts, "question": sum(not each.answer for each in found.questions)}


def finding_rows(found: Understood) -> list[list[str]]:
    """All that is told, as the rows of a table for the one who keeps the files."""
    words = {Level.ERROR: "ошибка", Level.QUESTION: "вопрос", Level.WARNING: "проверьте", Level.INFO: "к сведению"}
    told = [*found.findings, *(each.finding for each in found.questions if not each.answer)]
    rows = [["Файл", "Лист", "Ячейка", "Важность", "Организация", "Что не так и что делать", "Написано"]]
    rows += [
        [
            each.place.file,
            each.place.sheet,
            each.place.cell,
            words[each.level],
            each.body,
            each.fault.sentence(),
            each.written,
        ]
        for each in told
    ]
    rows += [
        [left.place.file, left.place.sheet, left.place.cell, "строка не взята", "", left.reason, left.text]
        for left in found.left
    ]
    return rows

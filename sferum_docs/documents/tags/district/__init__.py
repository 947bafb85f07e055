"""Tags of an office's papers: the bodies that it watches, by clauses and by figures, and to whom a letter goes."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sferum_docs.documents.tags.district.bodies import BODIES, CLAUSE, DISTRICT, FIGURE, SILENT, TOTAL
from sferum_docs.documents.tags.district.clauses import CLAUSES, FALLEN, ORDERS_LACKING
from sferum_docs.documents.tags.district.letters import LACKS, RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Collection

TAGS = (DISTRICT, BODIES, TOTAL, CLAUSES, ORDERS_LACKING, FALLEN, RECIPIENT, LACKS)
NAMES = frozenset(item.name for item in TAGS)


class Part(Enum):
    """A part of what is known of a district."""

    CLAUSES = "how far each body has come"
    FIGURES = "the numbers of a week"
    LETTER = "to whom a letter goes, and what is lacking there"


_BY_NAME = {CLAUSES.name: Part.CLAUSES, ORDERS_LACKING.name: Part.CLAUSES, FALLEN.name: Part.FIGURES,
            RECIPIENT.name: Part.LETTER, LACKS.name: Part.LETTER}  # fmt: skip
_BY_FIELD = {CLAUSE: Part.CLAUSES, FIGURE: Part.FIGURES, SILENT: Part.FIGURES}


def parts_named(names: Collection[str]) -> frozenset[Part]:
    """The parts that a template wants which names these, with dots: «организации_района.пункт_3».

    >>> sorted(part.name for part in parts_named({"район.день", "итог_района.показатель_1"}))
    ['FIGURES']
    """
    by_name = {_BY_NAME[top] for name in names if (top := name.partition(".")[0]) in _BY_NAME}
    fields = {name.partition(".")[2] for name in names}
    by_field = {part for start, part in _BY_FIELD.items() if any(field.startswith(start) for field in fields)}
    return frozenset(by_name | by_field)

"""The school as a document keeps it: what the document was made from."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_school
from sferum_docs.services.school.people import sex_of_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import School


def kept_school(data: Mapping[str, Any]) -> tuple[School | None, tuple[Fault, ...]]:
    """The school of a document's data, and what is wrong with it; the same one for the documents of a packet."""
    return _read(json.dumps(data["school"], sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=100)
def _read(text: str) -> tuple[School | None, tuple[Fault, ...]]:
    faults: list[Fault] = []
    return read_school(Record(json.loads(text), "school", faults), sex_of_name, is_kept=True), tuple(faults)

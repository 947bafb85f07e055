"""What was understood of tables of a district, as a JSON file that a person reads, mends and gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.district_lists.model import Told
from sferum_docs.schools.district_lists.owners import NOT_TAKEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.district_lists.model import NamedBody, Question, Understood

_VERSION = 1
_NAME, _SKIPPED = "name:", "не брать"


def read_mapping(told: object, found: Understood, known: Sequence[NamedBody]) -> Told:
    """What a file says of tables, names and questions; bodies stand there by name. FaultsError: it is no such file."""
    if not isinstance(told, dict) or told.get("version") != _VERSION:
        raise FaultsError([Fault("district_mapping")])
    keys = {each.short_name: each.key for each in known} | {each.name: each.key for each in found.bodies}
    keys[_SKIPPED] = NOT_TAKEN
    try:
        tables = {str(key): dict(entry) for key, entry in told.get("tables", {}).items()}
        names = {str(text): keys.get(str(name), "") for text, name in told.get("names", {}).items()}
        answers = {str(key): str(answer) for key, answer in told.get("answers", {}).items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise FaultsError([Fault("district_mapping")]) from error
    return Told(tables, {text: key for text, key in names.items() if key}, answers)


def written_mapping(found: Understood, known: Sequence[NamedBody], before: object) -> dict[str, Any]:
    """The file: tables by the signature of their headings, names, questions; what stood there stays."""
    kept: Mapping[str, Any] = before if isinstance(before, dict) else {}
    names = {each.key: each.short_name for each in known} | {each.key: each.name for each in found.bodies}
    told = {text: names.get(key, "") for text, key in found.names.items()}
    asked = {each.key.removeprefix(_NAME): "" for each in found.questions if _is_name(each) and not each.answer}
    return {
        "version": _VERSION,
        "tables": {
            **kept.get("tables", {}),
            **{
                table.signature: {
                    "where": f"{table.file}, {table.sheet}",
                    "kind": table.kind.value,
                    "headings": [column.heading for column in table.columns],
                    "columns": [column.key for column in table.columns],
                }
                for table in found.tables
            },
        },
        "names": {**asked, **told, **kept.get("names", {})},
        "answers": {
            **{each.key: each.answer for each in found.questions if not _is_name(each)},
            **kept.get("answers", {}),
        },
        "questions": {each.key: _question(each) for each in found.questions if not each.answer},
    }


def _is_name(question: Question) -> bool:
    return question.key.startswith(_NAME)


def _question(question: Question) -> dict[str, Any]:
    return {
        "text": question.finding.message(),
        "place": str(question.finding.place),
        "options": {option.key: option.words for option in question.options},
    }

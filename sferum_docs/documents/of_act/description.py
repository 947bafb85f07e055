"""`pack.toml` of a pack made of an act: the act, the roles, the documents of `документы.toml`, the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.documents.of_act.officers import demanded, duties, written_roles
from sferum_docs.documents.of_act.questions import asked_days, why_late
from sferum_docs.documents.of_act.rows import school_rows
from sferum_docs.packs.writer import written_directive
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.directives.model import Directive
    from sferum_docs.documents.of_act.officers import Officer
    from sferum_docs.documents.of_act.rows import ActRow

APPOINTS = "G02"  # the document that appoints whom the clauses name
_ALL = "*"
_TELL = "ознакомить"
_TELLING = ("ознаком", "довести", "довед", "сведени")  # what makes a paper that acquaints support a clause


def described(pack_id: str, directive: Directive, documents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The whole description. FaultsError when the act puts nothing to the school."""
    rows = school_rows(directive)
    if not rows:
        raise FaultsError([Fault("act_asks_nothing")])
    officers = demanded(rows)
    words = {"{акта}": _of_act(directive), "{вид_тв}": directive.words.kind.instrumental}
    told = [_document(item, rows, officers, words) for item in documents]
    return {
        "id": pack_id,
        "title": plain(f"{directive.words.short}: {directive.title}"),
        **written_directive(directive),
        "roles": written_roles(directive, officers),
        "duties": dict(duties(rows, officers)),
        "documents": told,
        "presets": _presets(told),
        "checklist": [_question(row, officers) for row in rows],
    }


def plain(words: str) -> str:
    """Words of an act where a pack may say words of a body: its own braces are not such a place."""
    return words.replace("{", "(").replace("}", ")")


def _of_act(directive: Directive) -> str:
    number = f" № {directive.number}" if directive.number else ""
    return plain(f"{directive.words.kind.genitive} от {directive.date:%d.%m.%Y}{number}")


def _document(
    item: Mapping[str, Any], rows: Sequence[ActRow], officers: Sequence[Officer], words: Mapping[str, str]
) -> dict[str, Any]:
    """A document of the table with the clauses of this act and the questions that follow from them."""
    carried = list(dict.fromkeys(officer.clause for officer in officers)) if item["id"] == APPOINTS else []
    served = _served(item.get("supports", ()), rows)
    asks = item.get("asks", ())
    fields = [*item.get("fields", ())]
    fields += asked_days(rows, item.get("days_of", "")) if "days" in asks else []
    fields += why_late(rows) if "late" in asks else []
    told = {
        **{key: _said(value, words) for key, value in item.items() if key not in {"asks", "days_of"}},
        "template": f"{item['id']}.docx",
        "carries_out": carried,
        "supports": [path for path in served if path not in carried],
    }
    return told | ({"fields": fields} if fields else {})


def _said(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for place, said in words.items():
            value = value.replace(place, said)
    return value


def _served(supports: Sequence[str], rows: Sequence[ActRow]) -> list[str]:
    if _ALL in supports:
        return [row.clause.path for row in rows]
    if _TELL in supports:
        return [row.clause.path for row in rows if any(word in row.clause.text.lower() for word in _TELLING)]
    return []


def _presets(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": "standard",
            "title": "Всё, что есть в комплекте",
            "documents": [_ALL],
            "without": [item["id"] for item in documents if item["id"] in _APART],
        }
    ]


_APART: frozenset[str] = frozenset()


def _question(row: ActRow, officers: Sequence[Officer]) -> dict[str, Any]:
    """The question of the checklist to a clause: what is done is asked for, unless a paper is all that it wants."""
    clause = row.clause
    appointed = any(item.clause == clause.path for item in officers)
    asked = {"clause": clause.path, "question": _asked(row, appointed=appointed)}
    return asked | ({"documents": [APPOINTS]} if appointed else {"documents": ["G01"], "proof": "deed"})


def _asked(row: ActRow, *, appointed: bool) -> str:
    label, kind = plain(row.label), row.deadline.kind
    if appointed:
        return f"Назначены ли те, кого требует назначить {label}?"
    if row.clause.demand is Demand.ACT:
        return f"Издан ли документ, которого требует {label}?"
    if row.clause.demand is Demand.RULE:
        return f"Соблюдается ли {label}?"
    if kind is DeadlineKind.PERIODIC:
        return f"Исполняется ли {label} каждый раз в свой срок ({plain(row.deadline.raw)})?"
    in_time = f" в срок ({plain(row.deadline.raw)})" if kind is not DeadlineKind.NONE else ""
    return f"Исполнен ли {label}{in_time}?"

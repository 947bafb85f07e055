"""`pack.toml` of a pack made of an act: the act, the roles, the documents of `документы.toml`, the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.documents.of_act.officers import appointed_to, demanded, duties, written_roles
from sferum_docs.documents.of_act.questions import asked_charges, asked_days, why_late
from sferum_docs.documents.of_act.rows import how_often, plain, school_rows, within_sentence
from sferum_docs.grammar import Case, decline_post
from sferum_docs.packs.writer import written_directive
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sferum_docs.directives.model import Directive
    from sferum_docs.documents.of_act.officers import Officer
    from sferum_docs.documents.of_act.rows import ActRow

APPOINTS = "G02"  # the document that appoints whom the clauses name
ORGANISES = "G01"  # the one that asks for days and people; others ask alike
REPORTS = "G07"  # a letter to who issued the act
_ALL, _TELL = "*", "ознакомить"
_TELLING = ("ознаком", "довести", "довед", "сведени")  # what makes a paper that acquaints support a clause
_ADVISED = "рекоменд"
_OFFICIALS = ("глава ", "мэр ", "губернатор ", "министр ", "начальник ", "председатель ", "руководитель ")
_OF_THE_TABLE = {"asks"}
# an act of a body like the school itself: it reports to nobody outside
_SCHOOLS = ("школа", "лицей", "гимназия", "детский сад", "общеобразовательное учреждение", "колледж", "техникум")


def described(pack_id: str, directive: Directive, table: Mapping[str, Any]) -> dict[str, Any]:
    """The whole description. FaultsError when the act puts nothing to the school."""
    rows = school_rows(directive)
    if not rows:
        raise FaultsError([Fault("act_asks_nothing")])
    officers = demanded(rows)
    say = _words(directive)
    left_out = {REPORTS} if any(word in directive.issuer.lower() for word in _SCHOOLS) else set()
    return {
        "id": pack_id,
        "title": plain(f"{directive.words.short}: {directive.title}"),
        **written_directive(directive),
        "roles": written_roles(directive, officers),
        "duties": dict(duties(rows, officers)),
        "documents": [_document(item, rows, officers, say) for item in table["documents"]],
        "presets": [_preset(say(item), left_out) for item in table["presets"]],
        "groups": [say(item) for item in table["groups"]],
        "agreements": table["agreements"],
        "checklist": [_question(row, officers) for row in rows],
    }


def _addressee(issuer: str) -> str:
    """To whom a letter goes: an official in the dative, a body as it is called."""
    official = issuer.casefold().startswith(_OFFICIALS)
    return decline_post(issuer, Case.DATIVE).text if official else issuer


def _words(directive: Directive) -> Callable[[Any], Any]:
    """What puts the words of an act into the places of the table, however deep they stand."""
    kind, who = directive.words.kind, directive.controller
    which = f"от {directive.date:%d.%m.%Y}{f' № {directive.number}' if directive.number else ''}"
    places = {
        "{акта}": f"{kind.genitive} {which}",
        "{акт_тв}": f"{kind.instrumental} {which}",
        "{вид}": kind.nominative,
        "{вид_рд}": kind.genitive,
        "{издатель}": directive.issuer,
        "{кому}": _addressee(directive.issuer),
        "{контроль}": ", ".join(filter(None, (who.post, who.name))) if who else "акт не называет",
    }

    def say(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: say(item) for key, item in value.items()}
        if isinstance(value, list):
            return [say(item) for item in value]
        if isinstance(value, str):
            for place, words in places.items():
                value = value.replace(place, plain(words))
        return value

    return say


def _document(
    item: Mapping[str, Any], rows: Sequence[ActRow], officers: Sequence[Officer], say: Callable[[Any], Any]
) -> dict[str, Any]:
    """A document of the table with the clauses of this act and the questions that follow from them."""
    done = dict.fromkeys(officer.clause for officer in officers if officer.carries_out)
    carried = [*done] if item["id"] == APPOINTS else []
    served = _served(item.get("supports", ()), rows)
    fields = [*say(item.get("fields", [])), *_asked_by_act(item, rows, officers)]
    told = {
        **{key: say(value) for key, value in item.items() if key not in _OF_THE_TABLE},
        "template": f"{item['id']}.docx",
        "carries_out": carried,
        "supports": [path for path in served if path not in carried],
    }
    return told | ({"fields": fields} if fields else {})


def _asked_by_act(item: Mapping[str, Any], rows: Sequence[ActRow], officers: Sequence[Officer]) -> list[dict[str, Any]]:
    """What the table says a document asks of the act's clauses; asked once for all of them."""
    appointing, done = {officer.clause for officer in officers}, appointed_to(officers)
    asks = {
        "charges": lambda: asked_charges(rows, appointing),
        "days": lambda: asked_days(rows, done),
        "late": lambda: why_late(rows),
    }
    found = [field for name in item.get("asks", ()) for field in asks[name]()]
    return found if item["id"] == ORGANISES else [{**field, "same_as": ORGANISES} for field in found]


def _served(supports: Sequence[str], rows: Sequence[ActRow]) -> list[str]:
    if _ALL in supports:
        return [row.clause.path for row in rows]
    if _TELL in supports:
        return [row.clause.path for row in rows if any(word in row.clause.text.lower() for word in _TELLING)]
    return []


def _preset(item: Mapping[str, Any], left_out: set[str]) -> dict[str, Any]:
    without = [*item.get("without", ()), *sorted(left_out)]
    documents = [name for name in item["documents"] if name not in left_out]
    return {**item, "documents": documents} | ({"without": without} if _ALL in documents else {})


def _question(row: ActRow, officers: Sequence[Officer]) -> dict[str, Any]:
    """The question of the checklist to a clause: what is done is asked for, unless a paper is all that it wants."""
    clause = row.clause
    appointed = any(item.clause == clause.path and item.carries_out for item in officers)
    asked = {"clause": clause.path, "question": _asked(row, appointed=appointed)}
    return asked | ({"documents": [APPOINTS]} if appointed else {"documents": [ORGANISES], "proof": "deed"})


def _asked(row: ActRow, *, appointed: bool) -> str:
    label, kind, when = plain(row.label), row.deadline.kind, plain(how_often(within_sentence(row.deadline.raw)))
    if appointed:
        return f"Назначены ли те, кого требует назначить {label}?"
    if any(clause.text.casefold().startswith(_ADVISED) for clause in (row.clause, row.parent or row.top)):
        return f"Учтена ли рекомендация ({label})?"
    if row.clause.demand is Demand.ACT:
        return f"Издан ли документ, которого требует {label}?"
    if row.clause.demand is Demand.RULE:
        return f"Соблюдается ли {label}?"
    if kind is DeadlineKind.PERIODIC:
        return f"Исполняется ли {label} каждый раз в свой срок ({when})?"
    in_time = f" в срок ({when})" if kind is not DeadlineKind.NONE else ""
    return f"Исполнен ли {label}{in_time}?"

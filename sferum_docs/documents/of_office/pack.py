"""A pack as an office has it: its own clauses, and the documents by which it watches the bodies below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.of_office.clauses import control_clauses, own_clauses, turned
from sferum_docs.documents.of_office.parts import office_parts
from sferum_docs.documents.of_office.said import SaidOfAct
from sferum_docs.house_templates.build import build, shared_parts
from sferum_docs.packs.checklist import CheckQuestion, Proof
from sferum_docs.packs.model import DocumentGroup, Pack, Preset
from sferum_docs.packs.reader import read_toml, with_own_document
from sferum_docs.packs.readers.roles import read_roles
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sferum_docs.directives.model import Directive
    from sferum_docs.packs.roles import Roles
    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.bodies.words import BodyWords

OFFICE, DOCUMENTS, TEXTS, PARTS = "район", "документы.toml", "тексты", "части"
_OF_THE_TABLE = {"serves", "needs"}
_OFFICE, _HELPS, _CONTROL = "office", "helps", "control"


@dataclass(frozen=True)
class OfficeDocuments:
    """The table of the documents, their sources and shared parts."""

    table: Mapping[str, Any]
    sources: Mapping[str, str]
    parts: Mapping[str, str]


@cache
def office_documents(shipped: Path) -> OfficeDocuments:
    """The documents of an office that came with the program."""
    folder = shipped / OFFICE
    sources, own = (
        {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / name).glob("*.txt"))}
        for name in (TEXTS, PARTS)
    )
    table: Any = read_toml(folder / DOCUMENTS)
    return OfficeDocuments(table, sources, {**shared_parts(folder, shipped), **own})


def office_pack(pack: Pack, common: OfficeDocuments, words: BodyWords) -> Pack:
    """The pack of an act for an office. What bodies make of the act is no document of its own."""
    act = turned(pack.directive)
    said = SaidOfAct(pack.directive, act)
    counted = pack.indicator_set.indicators if pack.indicator_set else ()
    table = [item for item in common.table["documents"] if counted or item.get("needs") != "indicators"]
    faults: list[Fault] = []
    filled = _bare(pack, act, read_roles(Record({"roles": common.table["roles"]}, "", faults)), words)
    for item in table:
        filled, wrong = with_own_document(filled, _described(item, act, said))
        faults += wrong
    if faults:
        raise FaultsError(faults)
    own = office_parts(act, pack.directive, counted)
    parts = {**common.parts, **{name: said.source(text) for name, text in own.items()}}
    documents = tuple(
        replace(spec, built=build(said.source(common.sources[spec.id]), f"{spec.id}.txt", parts))
        for spec in filled.documents
    )
    return replace(filled, documents=documents, **_choices(common.table, [spec.id for spec in documents], act))


def _bare(pack: Pack, act: Directive, roles: Roles, words: BodyWords) -> Pack:
    """The pack without all that is of bodies."""
    return Pack(
        pack.id, pack.title, pack.folder, act, pack.acts, documents=(), presets=(), checklist=(), roles=roles,
        words=words, for_office=True,
    )  # fmt: skip


def _choices(table: Mapping[str, Any], known: Sequence[str], act: Directive) -> dict[str, Any]:
    """The sets, the groups and the questions of the checklist: of the documents that this act has."""
    return {
        "presets": tuple(
            Preset(item["id"], item["title"], _present(item["documents"], known), item.get("about", ""))
            for item in table["presets"]
        ),
        "groups": tuple(DocumentGroup(item["title"], _present(item["documents"], known)) for item in table["groups"]),
        "checklist": tuple(
            CheckQuestion(
                clause.path, item["question"], tuple(item["documents"]), proof=Proof(item.get("proof", "paper"))
            )
            for clause in own_clauses(act)
            for item in table["checklist"]
        ),
    }


def _present(documents: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    return tuple(document for document in documents if document in known)


def _described(item: Mapping[str, Any], act: Directive, said: SaidOfAct) -> dict[str, Any]:
    """A document of the table with the clauses of this act."""
    own = [clause.path for clause in own_clauses(act)]
    serves = item["serves"]
    helped = [clause.path for clause in control_clauses(act)] if _CONTROL in serves else []
    plain_item = {key: said.deep(value) for key, value in item.items() if key not in _OF_THE_TABLE}
    return {
        **plain_item,
        "carries_out": own if _OFFICE in serves else [],
        "supports": [*(own if _HELPS in serves else []), *helped],
    }

"""The files of a pack made of an act: its description, its templates, the school it is shown on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.of_act.description import described
from sferum_docs.documents.of_act.officers import EXECUTOR, demanded
from sferum_docs.documents.of_act.parts import act_parts
from sferum_docs.documents.of_act.rows import school_rows
from sferum_docs.house_templates.build import build, shared_parts
from sferum_docs.packs.reader import PACK_FILE, read_toml
from sferum_docs.packs.readers.words import read_words
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.reading.toml_text import MAX_LENGTH, toml_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from sferum_docs.directives.model import Clause, Directive

COMMON, DOCUMENTS, TEXTS, SAMPLE = "общие", "документы.toml", "тексты", "sample.toml"


@dataclass(frozen=True)
class CommonDocuments:
    """What every act gets: the table of documents, their sources and shared parts, the school they are shown on."""

    table: Mapping[str, Any]
    sources: Mapping[str, str]
    parts: Mapping[str, str]
    sample: Mapping[str, Any]


@cache
def common_documents(shipped: Path) -> CommonDocuments:
    """The documents for any act that came with the program."""
    folder = shipped / COMMON
    table: Any = read_toml(folder / DOCUMENTS)
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / TEXTS).glob("*.txt"))}
    sample = read_toml(folder / SAMPLE)
    return CommonDocuments(table, sources, shared_parts(folder, shipped), sample)


def pack_files(pack_id: str, directive: Directive, common: CommonDocuments, day: date) -> dict[str, bytes]:
    """Name → bytes of each file. FaultsError when the act asks nothing or is too long to be kept."""
    act = with_words(directive)
    description = toml_text(described(pack_id, act, common.table))
    if len(description) > MAX_LENGTH:
        raise FaultsError([Fault("pack_words_too_long", values={"limit": MAX_LENGTH // 1024})])
    rows = school_rows(act)
    parts = {**common.parts, **act_parts(act, rows, demanded(rows))}
    built = {
        f"{item['id']}.docx": build(common.sources[item["id"]], item["id"], parts) for item in common.table["documents"]
    }
    return {PACK_FILE: description.encode(), SAMPLE: _sample(act, common, day).encode(), **built}


def with_words(directive: Directive) -> Directive:
    """The directive with the words that its kind gives it and its clauses."""
    words = read_words(Record({}, "", []), directive.kind, directive.number, is_act=directive.is_act)

    def worded(clause: Clause) -> Clause:
        return replace(clause, words=words.clause, children=tuple(map(worded, clause.children)))

    return replace(directive, words=words, clauses=tuple(map(worded, directive.clauses)))


def _sample(act: Directive, common: CommonDocuments, day: date) -> str:
    """The school, its packet of this day; the first workers hold the roles."""
    school = dict(common.sample["school"])
    staff = [person["name"] for person in school["staff"]]
    officers = demanded(school_rows(act))
    holders = {EXECUTOR: staff[1]} | {
        item.id: staff[2 + index % (len(staff) - 2)] for index, item in enumerate(officers)
    }
    return toml_text({"packet": {"date": day, "preset": "standard"}, "school": school | {"responsible": holders}})

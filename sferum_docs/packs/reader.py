"""A pack read from its folder: `pack.toml` checked whole, every fault with file and key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.packs.agreements import read_agreements
from sferum_docs.packs.checklist import CheckQuestion, Proof, WeeksAsk
from sferum_docs.packs.model import Audience, DocumentSpec, Pack
from sferum_docs.packs.notices import Notice
from sferum_docs.packs.readers.asks import read_asks
from sferum_docs.packs.readers.directive import read_acts, read_directive
from sferum_docs.packs.readers.indicators import read_indicator_set
from sferum_docs.packs.readers.questions import check_questions, read_question
from sferum_docs.packs.readers.roles import read_roles
from sferum_docs.packs.readers.sets import read_groups, read_presets
from sferum_docs.packs.readers.succession import read_succession
from sferum_docs.packs.roles import HEAD, Roles
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.reading.toml_text import parse_toml
from sferum_docs.schools.bodies.said import kinds_named, place_faults, said_of
from sferum_docs.schools.bodies.words import kind_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sferum_docs.directives.model import Directive
    from sferum_docs.schools.bodies.words import BodyWords

PACK_FILE, SAMPLE_FILE = "pack.toml", "sample.toml"
OWN = "own"
MAX_NAME = 100


def read_toml(path: Path) -> Mapping[str, object]:
    """A TOML file; FaultsError when it is not there or not TOML."""
    try:
        return parse_toml(path.read_text(encoding="utf-8"))
    except OSError:
        fault = Fault("no_file", path.name)
    except UnicodeDecodeError:
        fault = Fault("not_utf8", path.name)
    except ValueError as error:
        fault = Fault("not_toml", path.name, {"reason": error})
    raise FaultsError([fault])


@dataclass(frozen=True)
class PackReading:
    """What could be read of a pack: the pack is None when a fault forbids it."""

    pack: Pack | None
    directive: Directive | None
    documents: tuple[DocumentSpec, ...]
    faults: tuple[Fault, ...]


def load_pack(folder: Path) -> Pack:
    """The pack of a folder. FaultsError holds every fault of `pack.toml`."""
    reading = read_pack(folder)
    if reading.pack is None:
        raise FaultsError(reading.faults)
    return reading.pack


def read_pack(folder: Path) -> PackReading:
    """Everything of a pack that can be read, with all faults; FaultsError only when the file is no TOML."""
    data = read_toml(folder / PACK_FILE)
    reading = _read_in_words(folder, data, None)
    wrong = (*reading.faults, *(_in_file(fault) for fault in place_faults(data)))
    for kind in kinds_named(data) if reading.pack else ():
        wrong += _read_in_words(folder, data, kind_words(kind)).faults
    pack = reading.pack and replace(reading.pack, in_words=lambda words: _read_in_words(folder, data, words).pack)
    return replace(reading, pack=None if wrong else pack, faults=wrong)


def _read_in_words(folder: Path, data: Mapping[str, object], words: BodyWords | None) -> PackReading:
    """The pack with its texts in the words of a body; without one in those that fit any."""
    faults: list[Fault] = []
    root = Record(said_of(data, words), "", faults)
    header = root.text("id"), root.text("title")
    acts = read_acts(root)
    directive = read_directive(root.record("directive"), root, acts)
    roles, asks = read_roles(root), read_asks(root.record("asks"))
    documents = tuple(
        replace(document, roles=roles)
        for record in root.records("documents", "id")
        if (document := _document(record, folder, directive, {act.id for act in acts})) is not None
    )
    _check_documents(root, documents)
    ids = [document.id for document in documents]
    presets, groups = read_presets(root, ids), read_groups(root, ids)
    checklist = tuple(_question(record, directive) for record in root.records("checklist"))
    notices = tuple(notice for row in root.records("notices") if (notice := _notice(row)) is not None)
    duties = _duties(root.record("duties"), directive, roles)
    read, succession = read_agreements(root, documents), read_succession(root, roles, documents)
    counted = read_indicator_set(root, directive, documents, words)
    root.done()
    pack = None
    if directive is not None and not faults:
        pack = Pack(
            *(*header, folder, directive, acts, documents, presets, checklist, roles, asks, duties),
            groups=groups,
            notices=notices,
            words=words,
            agreements=read,
            succession=succession,
            indicator_set=counted,
        )
    return PackReading(pack, directive, documents, tuple(_in_file(fault) for fault in faults))


def _duties(record: Record, directive: Directive | None, roles: Roles) -> dict[str, tuple[str, ...]]:
    """Clause → who sees to it."""
    known = directive.by_path if directive else {}
    options = (HEAD, *roles.by_id)
    found: dict[str, tuple[str, ...]] = {}
    for path in record.names():
        if directive is not None and path not in known:
            record.fault(path, "unknown_clause", text=path)
        named = record.texts(path)
        for role in named:
            if role not in options:
                record.fault(path, "not_a_choice", text=role, options=", ".join(options))
        found[path] = tuple(role for role in named if role in options)
    record.done()
    return found


def with_own_document(pack: Pack, data: object) -> tuple[Pack, tuple[Fault, ...]]:
    """The pack with a document that a school adds to it, by the rules of every pack; and the faults of its record."""
    faults: list[Fault] = []
    record = Record(data, "", faults)
    place = pack.folder / OWN / f"{record.text('id')}.docx"  # nothing lies there: its template is a version
    document = _read_document(record, lambda: place, pack.directive, {act.id for act in pack.acts})
    if document is None:
        return pack, tuple(faults)
    documents = (*pack.documents, replace(document, roles=pack.roles, for_office=pack.for_office))
    _check_documents(Record({}, "", faults), documents)
    return replace(pack, documents=documents), tuple(faults)


def _in_file(fault: Fault) -> Fault:
    return Fault(fault.code, f"{PACK_FILE}: {fault.place}", fault.values)


def _document(record: Record, folder: Path, directive: Directive | None, acts: set[str]) -> DocumentSpec | None:
    return _read_document(record, lambda: _template(record, folder), directive, acts)


def _read_document(
    record: Record, template: Callable[[], Path], directive: Directive | None, acts: set[str]
) -> DocumentSpec | None:
    carries_out, supports = (_clauses(record, key, directive) for key in ("carries_out", "supports"))
    for path in sorted(set(carries_out) & set(supports)):
        record.fault("supports", "carries_and_supports", text=path)
    cited = record.texts("acts")
    for act in cited:
        if act not in acts:
            record.fault("acts", "unknown_act", text=act)
    document = DocumentSpec(
        id=record.text("id"),
        title=record.text("title"),
        kind=record.text("kind"),
        template=template(),
        carries_out=carries_out,
        supports=supports,
        acts=cited,
        fields=tuple(
            field for row in record.records("fields", "key") if (field := read_question(row, directive)) is not None
        ),
        annex_of=record.text("annex_of", required=False),
        encloses=record.texts("encloses"),
        dated=record.text("dated", required=False),
        reports=record.texts("reports"),
        acquaint=record.choice("acquaint", Audience, Audience.NOBODY) or Audience.NOBODY,
        purpose=record.text("purpose", required=False),
        replaces=record.texts("replaces"),
        repeals=record.flag("repeals"),
        record=record.flag("record"),
        public=record.flag("public"),
    )
    record.done()
    record.refuse_repeats("fields", [field.key for field in document.fields])
    return document if document.id else None


def _template(record: Record, folder: Path) -> Path:
    name = record.text("template")
    if Path(name).name != name or name.startswith(".") or len(name) > MAX_NAME:
        record.fault("template", "unsafe_path", text=name)
    elif name and not (folder / name).is_file():
        record.fault("template", "missing_template", text=name)
    return folder / Path(name).name


def _clauses(record: Record, key: str, directive: Directive | None) -> tuple[str, ...]:
    paths = record.texts(key)
    if directive is None:
        return paths
    for path in paths:
        if path not in directive.by_path:
            record.fault(key, "unknown_clause", text=path)
    return paths


def _check_documents(root: Record, documents: tuple[DocumentSpec, ...]) -> None:
    ids = [document.id for document in documents]
    root.refuse_repeats("documents", ids)
    for document in documents:
        place = f"documents[{document.id}]"
        if document.annex_of and document.annex_of not in ids:
            root.fault(f"{place}.annex_of", "unknown_document", text=document.annex_of)
        named = {"encloses": document.encloses, "reports": [name for name in document.reports if "." not in name]}
        for key, others in named.items():
            for other in others:
                if other not in ids or other == document.id:
                    root.fault(f"{place}.{key}", "unknown_document", text=other)
    check_questions(root, documents)


def _notice(record: Record) -> Notice | None:
    """What has changed since the pack was made."""
    since, text, source = record.day("since"), record.text("text"), record.text("source", required=False)
    record.done()
    return None if since is None else Notice(since, text, source)


def _question(record: Record, directive: Directive | None) -> CheckQuestion:
    clause = record.text("clause")
    if clause and directive is not None and clause not in directive.by_path:
        record.fault("clause", "unknown_clause", text=clause)
    proof = record.choice("proof", Proof, Proof.PAPER) or Proof.PAPER
    journal_only = record.flag("journal_only")
    weeks = record.choice("weeks", WeeksAsk, WeeksAsk.NOTHING) or WeeksAsk.NOTHING
    question = CheckQuestion(clause, record.text("question"), record.texts("documents"), journal_only, proof, weeks)
    record.done()
    return question

"""The packs of this installation: those that came with the program, and those that were taken in here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.packs.reader import with_own_document
from sferum_docs.packs.succession import sample_orders
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.live_orders import live_orders
from sferum_docs.services.packs.shelf import PACK_ID, PackShelf, check_pack, folders_of, is_pack, succeeded_pack
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents import templates
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.packs.model import Pack, Preset

__all__ = ["PACKS", "check_pack", "find_pack", "known_packs", "look_also_in", "pack_for", "school_pack"]

PACKS = Path(__file__).resolve().parents[3] / "doc_templates"
TAKEN_IN = "packs"  # the folder of an instance that holds packs taken in there
_SHELF = PackShelf()
_places: list[Path] = []  # of this process: it serves one installation


def look_also_in(instance: Path | None) -> None:
    """Names the instance folder whose packs are known beside the shipped ones; None: there is none."""
    _places[:] = [] if instance is None else [instance / TAKEN_IN]


def instance_packs() -> Path | None:
    """Where the packs taken in here lie; None: this process has no instance."""
    return next(iter(_places), None)


def pack_folders() -> dict[str, Path]:
    """Name → folder of each pack; one that was taken in never stands before a shipped one of its name."""
    return folders_of((PACKS, *_places))


def known_packs() -> tuple[str, ...]:
    """The names of the packs."""
    return tuple(pack_folders())


def usual_pack() -> str:
    """The pack that is meant when none is named: the only one that succeeds none of the others; empty: choose."""
    folders = pack_folders()
    begun = [name for name, folder in folders.items() if succeeded_pack(folder) not in folders]
    return begun[0] if len(begun) == 1 else ""


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that came with the program."""
    return tuple(folders_of((PACKS,)))


def find_pack(name: str) -> Pack:
    """The pack of this name as it lies there now. FaultsError when there is none or it has faults."""
    places = (PACKS, *_places) if PACK_ID.fullmatch(name) else ()
    folder = next((place / name for place in places if is_pack(place / name)), None)
    try:
        if folder is not None:
            return _SHELF.pack(folder)
    except OSError:  # it has gone in this very moment
        pass
    raise FaultsError([Fault("pack_missing", values={"text": name, "known": ", ".join(known_packs())})])


def pack_or_faults(name: str) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The pack of this name, or why there is none: for lists, where the faults of one hide no other."""
    try:
        return find_pack(name), ()
    except FaultsError as error:
        return None, error.faults


def find_anew(folder: Path) -> Pack:
    """The pack of a folder in which something was put just now; other processes see it within a second."""
    _SHELF.forget(folder)
    return find_pack(folder.name)


def sound_packs() -> tuple[Pack, ...]:
    """Every pack without faults; those of the others are told where packs are looked after."""
    return tuple(pack for name in known_packs() if (pack := pack_or_faults(name)[0]) is not None)


def pack_for(school_id: int | None, name: str) -> Pack:
    """The pack of this name with the documents that a school added to it. FaultsError as `find_pack`.

    One that no longer fits (a clause is gone from a newer pack) is left out; `unfit_documents` names it.
    """
    pack = find_pack(name)
    return pack if school_id is None else _in_words_of(with_own_documents(pack, school_id), school_id)


def _in_words_of(pack: Pack, school_id: int) -> Pack:
    school = get_school(school_id)
    return pack if school is None else pack.of_school(school)


def with_own_documents(pack: Pack, school_id: int) -> Pack:
    """A pack with the documents that a school added to it."""
    for record in templates.own_documents(school_id, pack.id):
        larger, faults = with_own_document(pack, record)
        pack = pack if faults else larger
    return pack


def with_live_orders(pack: Pack, school_id: int) -> Pack:
    """A pack that succeeds another with the orders of a school that its own would end; no set offers to end none."""
    if pack.succession is None:
        return pack
    older, _faults = pack_or_faults(pack.succession.pack)
    live = live_orders(school_id, pack, older and with_own_documents(older, school_id))
    return replace(pack, replaced=live, presets=pack.presets if live else _without_repeal(pack))


def _without_repeal(pack: Pack) -> tuple[Preset, ...]:
    ended = {spec.id for spec in pack.documents if spec.repeals}
    return tuple(
        replace(preset, documents=tuple(item for item in preset.documents if item not in ended))
        for preset in pack.presets
    )


def with_sample_orders(pack: Pack) -> Pack:
    """A pack that succeeds another with made-up orders to end, for whoever only looks at what it makes."""
    if pack.succession is None or pack.replaced:
        return pack
    older, _faults = pack_or_faults(pack.succession.pack)
    return replace(pack, replaced=sample_orders(pack, older))


def unfit_documents(school_id: int, name: str) -> tuple[str, ...]:
    """The documents a school added that the pack as it is now cannot take."""
    known = pack_for(school_id, name).by_id
    records = templates.own_documents(school_id, name)
    return tuple(str(record["id"]) for record in records if record["id"] not in known)


def school_pack(school_id: int | None, name: str, day: date) -> Pack:
    """The pack as it holds for a school on a day: with its own documents and its own versions of templates."""
    lying = find_pack(name)
    if school_id is None:
        return lying
    return keep_until_change(("school pack", school_id, Same(lying), day), lambda: _school_pack(school_id, lying, day))


def _school_pack(school_id: int, lying: Pack, day: date) -> Pack:
    pack = with_own_documents(lying, school_id)
    chosen = templates.in_force(school_id, pack.id, day)
    usable = tuple(spec for spec in pack.documents if spec.id in lying.by_id or spec.id in chosen)
    pack = replace(pack, documents=usable) if len(usable) < len(pack.documents) else pack
    contents = {document: templates.template_content(sha256) for document, sha256 in chosen.items()}
    return with_live_orders(_in_words_of(pack.with_templates(contents), school_id), school_id)

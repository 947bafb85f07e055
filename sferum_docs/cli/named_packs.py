"""Packs that commands are named, also where no application has been put together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.installation.place import instance_folder
from sferum_docs.services.packs import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sferum_docs.packs.model import Pack


def named_pack(name: str) -> Pack:
    """The pack of this name, or the only one there is. FaultsError when there is none, or several and none is named."""
    _look_here()
    return choose.find_pack(_name(name), _body())


def described_packs(names: Sequence[str]) -> Sequence[Pack]:
    """The packs of these names by their descriptions alone; without names all whose descriptions are sound."""
    _look_here()
    return [choose.described_pack(name, _body()) for name in names] or choose.all_described(_body())


def known_folders() -> Mapping[str, Path]:
    """Name → folder of each pack, sound or not."""
    _look_here()
    return choose.pack_folders(_body())


def pack_folder(name: str) -> Path:
    """The folder of the pack of this name, sound or not. FaultsError as `named_pack`."""
    folders, found = known_folders(), _name(name)
    if found not in folders:
        raise FaultsError([Fault("pack_missing", values={"text": found, "known": ", ".join(folders)})])
    return folders[found]


def _name(name: str) -> str:
    found = name or choose.usual_pack(_body())
    if not found:
        raise FaultsError([Fault("pack_not_named", "--pack", {"known": ", ".join(choose.known_packs(_body()))})])
    return found


def _body() -> int | None:
    """The body whose packs a command knows: the first one, where there is a database that could tell."""
    if "flask" not in sys.modules:  # nobody has put an application together
        return None
    from flask import has_app_context  # noqa: PLC0415  few commands ask a database

    from sferum_docs.services.packs.kept.lookup import body_of_commands  # noqa: PLC0415  as above

    return body_of_commands() if has_app_context() else None


def _look_here() -> None:
    """What was taken in here is known too; an application that stands has said where."""
    if choose.instance_packs() is None:
        choose.look_also_in(instance_folder(), unpacked=True)

"""A pack as one file: the same pack gives the same bytes, and nothing else is in it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, open_archive
from sferum_docs.packs.reader import PACK_FILE, SAMPLE_FILE
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_PACK = 8 * 1024 * 1024
EPOCH = (2023, 10, 13, 0, 0, 0)  # the same pack gives the same bytes
_TEMPLATE = re.compile(r"[\w][\w .-]{0,95}\.docx")


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files of a pack as one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def packed_folder(folder: Path) -> bytes:
    """The files of a folder that belong to a pack as one; its other files stay out."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and is_of_pack(path.name))
    return packed({name: (folder / name).read_bytes() for name in names})


def is_of_pack(name: str) -> bool:
    """Whether a file of this name may be part of a pack."""
    return name in {PACK_FILE, SAMPLE_FILE} or _TEMPLATE.fullmatch(name) is not None


def members_of(data: bytes) -> dict[str, bytes]:
    """Name → content of each file of a pack. FaultsError when it is no archive, too big, or holds something else."""
    if len(data) > MAX_PACK:
        raise FaultsError([Fault("pack_too_big", "file", {"limit": MAX_PACK // 1024 // 1024})])
    try:
        found = {name: member.data for name, member in open_archive(data).items()}
    except TemplateError as error:  # the same gates as for a Word file: sizes, names, bombs, two archives in one
        raise FaultsError([Fault("pack_archive", "file")]) from error
    faults = [Fault("pack_stray", "file", {"text": name}) for name in found if not is_of_pack(name)]
    if PACK_FILE not in found:
        faults.append(Fault("pack_without_description", "file"))
    if faults:
        raise FaultsError(faults)
    return found

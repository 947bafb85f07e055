"""The list of a bundle: SHA-256 of every file, what was damaged on the way, what belongs to another version."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from delivery.trouble import Trouble

LIST = "SHA256SUMS"
WHEELS = "wheels"
_SHOWN = 10
_DIGEST = 64  # letters
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Listed:
    """The files of one version by their names, with their SHA-256; `id` is the version's own name."""

    sums: dict[str, str]
    id: str

    @property
    def folders(self) -> set[str]:
        """The folders beside `run.py` that belong to the program alone."""
        return {name.partition("/")[0] for name in self.sums if "/" in name}


def read_list(content: bytes) -> Listed:
    """The list as `sha256sum` reads it. Trouble when it is none."""
    sums = {}
    for line in content.decode("utf-8", "replace").splitlines():
        digest, _gap, name = line.partition("  ")
        if len(digest) != _DIGEST or not name or name.startswith("/") or ".." in name.split("/"):
            raise Trouble(f"Файл {LIST} повреждён. Распакуйте набор ещё раз поверх этой папки.")
        sums[name] = digest
    if not sums:
        raise Trouble(f"Файл {LIST} пуст. Распакуйте набор ещё раз поверх этой папки.")
    return Listed(sums, hashlib.sha256(content).hexdigest()[:12])


def list_of(home: Path) -> Listed | None:
    """The list that lies in the folder; None in a folder that did not come as a bundle."""
    path = home / LIST
    return read_list(path.read_bytes()) if path.is_file() else None


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def damaged(home: Path, listed: Listed, *, wheels: bool = True) -> list[str]:
    """The files that are not as the list says, each with what is wrong."""
    found = []
    for name, digest in sorted(listed.sums.items()):
        if name.startswith(f"{WHEELS}/") and not wheels:
            continue
        path = home / name
        try:
            wrong = "нет на месте" if not path.is_file() else "повреждён" if digest_of(path) != digest else ""
        except OSError as error:
            wrong = f"не читается ({error.strerror})"
        found += [f"{name} — {wrong}"] if wrong else []
    return found


def check(home: Path, listed: Listed) -> None:
    """Trouble names the files that are damaged."""
    if found := damaged(home, listed):
        raise Trouble("\n".join(told(found, "Набор распакован не полностью или повреждён. Ничего не изменено.")))


def told(found: list[str], first: str) -> list[str]:
    """Lines about damaged files, the first of them."""
    lines = [first, *(f"  {line}" for line in found[:_SHOWN])]
    lines += [f"  … и ещё {len(found) - _SHOWN}"] if len(found) > _SHOWN else []
    russian = [line for line in found if not line.isascii() and line.endswith("нет на месте")]
    if russian and len(russian) == len([line for line in found if line.endswith("нет на месте")]):
        lines.append("Русские имена файлов испорчены при распаковке. Распакуйте так: python3 -m zipfile -e НАБОР.zip .")
    lines.append(
        "Распакуйте набор ещё раз поверх этой папки; если не поможет, сверьте сумму самого архива и скачайте его снова."
    )
    return lines


def strangers(home: Path, listed: Listed, former: Listed | None) -> list[str]:
    """Files where only the program's own lie and that its list does not name: another version has left them."""
    found = [name for name in (former.sums if former else ()) if "/" not in name and (home / name).is_file()]
    for folder in sorted(listed.folders | (former.folders if former else set())):
        for place, folders, names in os.walk(home / folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            found += [(Path(place) / name).relative_to(home).as_posix() for name in names]
    return [name for name in found if name not in listed.sums]

"""The application as WSGI servers find it (`app:create_app()`), and its commands: `python app.py --help`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

HOME = Path(__file__).resolve().parent
LIST = HOME / "SHA256SUMS"  # of a program that came as a bundle
STARTED_AS = "SFERUM_DOCS_VERSION"  # the list that `run.py` has found whole and taken in
AGAIN = "SFERUM_DOCS_AGAIN"


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application with its pages."""
    from sferum_docs.cli.faults import starting  # noqa: PLC0415  a program whose files change is told of below

    with starting():
        from sferum_docs.web.application import create_app as create_pages  # noqa: PLC0415  half the commands want none

        return create_pages(config)


def run(words: list[str]) -> int:
    """The command. A bundle unpacked over the program while it opens is waited for and taken in from the beginning."""
    if _is_another():
        return _begin_again(words)
    try:
        from sferum_docs.cli import main  # noqa: PLC0415  as above

        main(create_app)
    except Exception:
        if not _is_mixed():
            raise
        return _begin_again(words)
    return 0


def _is_another() -> bool:
    """Whether the list is not the one that was taken in: another version has begun to lie here."""
    started = os.environ.get(STARTED_AS, "")
    return started != "" and LIST.is_file() and not hashlib.sha256(LIST.read_bytes()).hexdigest().startswith(started)


def _is_mixed() -> bool:
    """Whether a failure is of files that are not those of one version: of a bundle, never of the sources."""
    if not LIST.is_file():
        return False
    try:
        from delivery.listed import damaged, list_of  # noqa: PLC0415  half the commands want none

        listed = list_of(HOME)
    except Exception:  # noqa: BLE001  it is of the same files
        return True
    return _is_another() or (listed is not None and bool(damaged(HOME, listed, wheels=False)))


def _begin_again(words: list[str]) -> int:
    if os.environ.get(AGAIN):
        print("Файлы программы меняются или повреждены. Запустите её снова, когда набор распакуется до конца.")
        return 1
    print("Пока программа открывалась, поверх неё распаковали набор. Начинаю сначала …", flush=True)
    os.environ[AGAIN] = "1"
    os.environ.pop(STARTED_AS, None)  # what is taken in now is another
    command = [sys._base_executable, str(HOME / "run.py"), *words]  # type: ignore[attr-defined]  # noqa: SLF001  not the environment's: it may be made anew
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)  # noqa: S606  our own Python, no shell


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

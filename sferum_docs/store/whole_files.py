"""Files written whole or not at all, and never over another."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

PART = "."  # how the name of a file begins that is being written


def write_once(path: Path, content: bytes) -> None:
    """Gives the bytes their name when they lie on the disk; a file that bears it already stays. OSError: nothing is."""
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f"{PART}{path.name[:16]}-", delete=False) as file:
        aside = Path(file.name)  # the library makes it readable by its owner alone
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            aside.unlink(missing_ok=True)
            raise
    try:
        os.link(aside, path)  # unlike a renaming, it does not replace what another process was quicker to make
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """The name, too, is on the disk; Windows opens no folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

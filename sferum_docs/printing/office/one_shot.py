"""One office for one batch of files: started, waited for, gone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sferum_docs.printing.faults import PrintingError
from sferum_docs.printing.office.processes import start
from sferum_docs.printing.office.profile import make_profile
from sferum_docs.printing.office.worker import EXPORT, IMPORT_FILTER
from sferum_docs.reading.processes import end

if TYPE_CHECKING:
    from collections.abc import Sequence

# the longest command line of Windows holds some 32,000 characters
_AT_ONCE = 100
_TIMES = 3  # an office that was killed over sound files is not their fault
_END = b"%%EOF"
_OPTIONS = json.dumps({name: {"type": "boolean", "value": str(value).lower()} for name, value in EXPORT.items()})


def convert(office: Path, folder: Path, files: Sequence[bytes], limit: float) -> tuple[bytes | None, ...]:
    """A PDF for each file, None for one that did not convert. PrintingError when it takes longer than `limit`."""
    found: list[bytes | None] = []
    for first in range(0, len(files), _AT_ONCE):
        with TemporaryDirectory(dir=folder, prefix="office-", ignore_cleanup_errors=True) as work:
            found += _batch(office, Path(work), files[first : first + _AT_ONCE], limit)
    return tuple(found)


def whole_pdf(path: Path) -> bytes | None:
    """The PDF of a file; None when there is none, or an office that died has left half of it."""
    content = path.read_bytes() if path.is_file() else b""
    return content if content.rstrip().endswith(_END) else None


def _batch(office: Path, work: Path, files: Sequence[bytes], limit: float) -> list[bytes | None]:
    sources = [work / f"{number}.docx" for number in range(len(files))]
    for path, content in zip(sources, files, strict=True):
        path.write_bytes(content)
    made = [path.with_suffix(".pdf") for path in sources]
    for _time in range(_TIMES):
        missing = [path for path, pdf in zip(sources, made, strict=True) if whole_pdf(pdf) is None]
        if not missing or not _run(office, work, missing, limit):
            break
    return [whole_pdf(path) for path in made]


def _run(office: Path, work: Path, sources: Sequence[Path], limit: float) -> bool:
    """Lets an office convert these; whether it died over them."""
    shutil.rmtree(work / "profile", ignore_errors=True)
    process = start(
        [
            office,
            f"-env:UserInstallation={make_profile(work / 'profile')}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--infilter={IMPORT_FILTER}",
            "--convert-to",
            f"pdf:writer_pdf_Export:{_OPTIONS}",
            "--outdir",
            work,
            *sources,
        ]
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        raise PrintingError("printing_too_long") from None
    finally:
        end(process)
    return process.returncode != 0

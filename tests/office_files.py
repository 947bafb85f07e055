"""Whether a Word or Excel file keeps the schemas of ECMA-376, by a validator that is none of ours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openxml_audit import FileFormat, OpenXmlValidator

# What the validator tells and the schemas permit. Part 1, 11.3.5 and 14.2.7: a document may have these two parts, it
# need not (why ours have none: docs/decisions.md); 18.18.11: a cell may hold its text itself
_PERMITTED = ("relationships/fontTable' is missing", "relationships/theme' is missing", "inline-string cell")


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019)


def schema_faults(content: bytes, suffix: str = ".docx") -> list[str]:
    """What the file has against the schemas, part by part; nothing when it is valid."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(content)
        found = _validator().validate(path).errors
    return [
        f"{item.part_uri} {item.path or ''}: {item.description}"
        for item in found
        if not any(words in item.description for words in _PERMITTED)
    ]

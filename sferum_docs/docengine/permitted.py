"""What a Word file may hold, from package.toml, and where its links may lead."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

with (Path(__file__).with_name("package.toml")).open("rb") as _file:
    RULES: dict[str, Any] = tomllib.load(_file)

_SCHEME = re.compile(r"^\s*([A-Za-z][A-Za-z0-9+.-]*):")


def permitted_address(address: str) -> bool:
    """Tell whether a link may lead there: the web, a mailbox, a telephone, a place in the file."""
    # a browser drops blanks and control characters before it reads the scheme, and unquotes the rest
    address = "".join(
        char for char in unquote(address) if char > " " and unicodedata.category(char) not in {"Cc", "Cf"}
    )
    scheme = _SCHEME.match(address)
    if scheme:
        return scheme[1].lower() in RULES["link_schemes"]
    return not address.strip().startswith(("\\", "//", "/"))

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


def address_fault(address: str) -> str:
    """Give what is wrong with an address: it may do harm, or only programs open it that not everybody has."""
    # a browser drops blanks and control characters before it reads the scheme, and unquotes the rest
    address = "".join(
        char for char in unquote(address) if char > " " and unicodedata.category(char) not in {"Cc", "Cf"}
    )
    scheme = _SCHEME.match(address)
    if scheme:
        name = scheme[1].lower()
        if name in RULES["link_schemes"]:
            return ""
        return "link-scheme" if len(name) == 1 or name in RULES["harmful_schemes"] else "link-odd"
    return "link-scheme" if address.strip().startswith(("\\", "//", "/")) else ""

"""The code that an installation without users asks for: who can read the machine's files may claim it."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from sferum_docs.services.installation.place import shared_key
from sferum_docs.services.installation.private_files import kept_secret

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no pair that looks alike
_NAME = "setup_code"
_LENGTH, _GROUP = 12, 4


def setup_code(folder: Path) -> str:
    """The code of this installation, made when first asked for and readable by the owner of the folder alone."""
    return kept_secret(folder / _NAME, _new_code)


def is_setup_code(folder: Path, typed: str) -> bool:
    """Whether this is the code; dashes, spaces and the size of letters do not matter."""
    code = _bare(setup_code(folder))
    return bool(code) and secrets.compare_digest(_bare(typed).encode(), code.encode())


def forget_setup_code(folder: Path) -> None:
    """Removes the code once it has served."""
    (folder / _NAME).unlink(missing_ok=True)


def _new_code() -> str:
    """By chance; on machines that were given one key, the same on all."""
    key = shared_key()
    drawn = hmac.digest(key.encode(), _NAME.encode(), "sha256") if key else secrets.token_bytes(_LENGTH)
    signs = "".join(_SIGNS[byte % len(_SIGNS)] for byte in drawn[:_LENGTH])
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def _bare(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())

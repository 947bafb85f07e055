"""Names of Word bookmarks that tie a paragraph to a clause: `1.3` → `п_1_3`, `1.9/-3` → `п_1_9__т3`.

Word takes letters, digits and the underscore only, up to 40 characters, no two alike in a file; a
second paragraph for the same clause is `п_1_3_раз2`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.directives.model import Directive

_LETTERS = str.maketrans({".": "_", "/": "__", "-": "т", "#": "н"})
_REPEAT = re.compile(r"_раз\d+$")


def bookmark_name(path: str, repeat: int = 1) -> str:
    """The bookmark of a clause.

    >>> bookmark_name("1.3"), bookmark_name("1.9/-3"), bookmark_name("1.3", repeat=2)
    ('п_1_3', 'п_1_9__т3', 'п_1_3_раз2')
    """
    suffix = f"_раз{repeat}" if repeat > 1 else ""
    return f"п_{path.translate(_LETTERS)}{suffix}"


def clause_path(name: str, directive: Directive) -> str | None:
    """The clause that a bookmark names, or None when the directive has none such."""
    return _paths(tuple(directive.by_path)).get(_REPEAT.sub("", name))


@lru_cache(maxsize=64)
def _paths(paths: tuple[str, ...]) -> dict[str, str]:
    return {bookmark_name(path): path for path in paths}

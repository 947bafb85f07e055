"""The sentences of the doubts."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import Doubt

_OLD = "Здесь программа не уверена. Сверьте с текстом акта."


@cache
def sentences() -> dict[str, str]:
    """Code → Russian sentence with places for values."""
    return tomllib.loads(Path(__file__).with_name("doubts.toml").read_text(encoding="utf-8"))


def sentence(doubt: Doubt) -> str:
    """What the reader was not sure of, for a person."""
    found = sentences().get(doubt.code, _OLD)  # a draft may be older than the rules
    return found.format_map(defaultdict(str, doubt.values))

"""TOML of strangers: bounded before it is parsed, for the time and the memory of the parser grow with the square."""

from __future__ import annotations

import re
import tomllib
from typing import Any

MAX_LENGTH = 512 * 1024
MAX_PARTS = 8
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MAX_PARTS}}}")


def parse_toml(text: str) -> dict[str, Any]:
    """The values of a TOML text; ValueError, with its reason, for one that is none or could not be meant.

    >>> parse_toml("a.b = 1")
    {'a': {'b': 1}}
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"в файле больше {MAX_LENGTH // 1024} КБ текста")
    long = _LONG_KEY.search(text)
    if long is not None:
        line = text.count("\n", 0, long.start()) + 1
        raise ValueError(f"в строке {line} больше {MAX_PARTS} имён через точку подряд")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("скобки вложены слишком глубоко") from error

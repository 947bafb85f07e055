"""TOML read and written: that of strangers is bounded first, for time and memory of the parser grow with the square."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
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


_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def toml_value(value: Any) -> str:
    """A plain value as TOML writes it; a string of JSON is a string of TOML.

    Words that would be taken for a key of too many names («1.2.643.5.1.13.13.12.2») are written without a dot.

    >>> toml_value([{"key": "срок", "required": True, "low": 1}])
    '[{key = "срок", required = true, low = 1}]'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    said = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return said.replace(".", "\\u002e") if isinstance(value, str) and _LONG_KEY.search(said) else said


def toml_key(key: str) -> str:
    """A key, in quotation marks unless it may stand without them.

    >>> toml_key("kind"), toml_key("1.1")
    ('kind', '"1.1"')
    """
    return key if _BARE_KEY.fullmatch(key) else toml_value(key)


def toml_lines(record: Mapping[str, Any]) -> str:
    """The keys of a table, one a line."""
    return "".join(f"{toml_key(key)} = {toml_value(value)}\n" for key, value in record.items())


def toml_text(data: Mapping[str, Any]) -> str:
    """A file of plain keys, then tables, then lists of tables, each in the order given.

    >>> print(toml_text({"id": "a", "act": {"number": "7"}, "clauses": [{"path": "1"}]}), end="")
    id = "a"
    <BLANKLINE>
    [act]
    number = "7"
    <BLANKLINE>
    [[clauses]]
    path = "1"
    """
    plain = {key: value for key, value in data.items() if not isinstance(value, Mapping) and not _is_tables(value)}
    parts = [toml_lines(plain)]
    for key, value in data.items():
        if isinstance(value, Mapping):
            parts.append(f"[{toml_key(key)}]\n{toml_lines(value)}")
        elif _is_tables(value):
            parts += (f"[[{toml_key(key)}]]\n{toml_lines(item)}" for item in value)
    return "\n".join(parts)


def _is_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)

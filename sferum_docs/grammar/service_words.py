"""The service words of posts and organisations, from `phrases.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def service_words(name: str) -> frozenset[str]:
    """A list of words by its name in the table."""
    row = _table()[name]
    return frozenset(row.split() if isinstance(row, str) else row)


@cache
def _table() -> dict[str, str | list[str]]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))

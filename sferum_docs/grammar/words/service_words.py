"""The service words of posts and organisations, from `phrases.toml`."""

from functools import cache

from sferum_docs.grammar.tables import table


@cache
def service_words(name: str) -> frozenset[str]:
    """A list of words by its name in the table."""
    row = table("phrases")[name]
    return frozenset(row.split() if isinstance(row, str) else row)

"""Kinds of words that come out right or are asked about, never silently wrong: `?` says that a person must be asked."""

import pytest

from benchmarks.grammar import kind_rows, told


@pytest.mark.parametrize("row", kind_rows(), ids=lambda row: f"{row['do']} {row['text']} {row['with']}")
def test_a_word_of_a_doubtful_kind_is_right_or_asked_about(row: dict[str, str]) -> None:
    assert told(row["do"], row["text"], row["with"]) in row["expected"].split("|"), row["kind"]

import tracemalloc

import pytest

from sferum_docs.reading.toml_text import MAX_LENGTH, parse_toml, toml_text

BOMBS = {
    "one long key": ".".join("a" * 20_000) + " = 1",
    "quoted parts": '"a" . ' * 20_000 + '"a" = 1',
    "a long heading": "[" + ".".join("a" * 20_000) + "]",
    "in a table": "x = {" + ".".join("a" * 20_000) + " = 1}",
    "after a short one": "a = 1\n" + ".".join(["a-b_c"] * 20_000) + " = 1",
    "brackets": "a = " + "[" * 100_000,
    "tables in tables": "a = " + "{a = " * 50_000,
    "a long number": "a = " + "9" * 10_000,
    "a long file": "a = 1\n" * MAX_LENGTH,
    "no toml": "a = ",
}


@pytest.mark.parametrize("name", BOMBS)
def test_toml_made_to_fill_the_memory_is_refused_for_little(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=r"\S"):
            parse_toml(BOMBS[name])
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


def test_the_worst_that_is_allowed_takes_little() -> None:
    text = "\n".join(f"k{number:05}.a.b.c.d.e.f.g = 1" for number in range(16_000))
    tracemalloc.start()
    try:
        parse_toml(text[:MAX_LENGTH].rpartition("\n")[0])
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()


def test_dots_of_a_text_are_no_key() -> None:
    assert parse_toml('a = "п. 1.2.3, г. Избербаш, ул. Ленина, д. 1. и т. д."')["a"].startswith("п. 1")


@pytest.mark.parametrize(
    "words", ["OID 1.2.643.5.1.13.13.12.2.77", "а . б . в . г . д . е . ж . з . и", '"' + '".' * 20]
)
def test_words_with_many_dots_are_written_so_that_they_are_read(words: str) -> None:
    assert parse_toml(toml_text({"text": words, "rows": [{"text": [words]}]})) == {
        "text": words,
        "rows": [{"text": [words]}],
    }

import pytest

from sferum_docs.reading.cleaning import clean_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Омарова\u00a0 Зарема\tИсаевна ", "Омарова Зарема Исаевна"),
        ("Омар\u0002ова", "Омарова"),
        ("\u202eаворамО", "аворамО"),
        ("Ома\u200bрова", "Омарова"),
        ("Омарова\nX-Evil: 1", "Омарова X-Evil: 1"),
        ("ООО «Рога & Копыта» < 5", "ООО «Рога & Копыта» < 5"),
        ("и\u0306", "й"),
        ("Пётр", "Пётр"),
        ("\ufffe\ud800", ""),
        ("", ""),
    ],
)
def test_what_is_seen_is_what_is_kept(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept

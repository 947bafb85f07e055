"""A scanned file is named by people as they like; the number in the name leads to its entry, or to nothing."""

from datetime import date

import pytest

from sferum_docs.documents.registering.scan_names import Numbered, matched

ORDERS = (
    Numbered(1, "58/2025-ОД", "58", date(2025, 5, 3)),
    Numbered(2, "11/2026-ОД", "11", date(2026, 2, 3)),
    Numbered(3, "28/2026-ОД", "28", date(2026, 5, 3)),
    Numbered(4, "58/2026-ОД", "58", date(2026, 11, 2)),
    Numbered(5, "58-а/2026-ОД", "58-а", date(2026, 11, 3)),
    Numbered(6, "1/2026-ОД", "1", date(2026, 1, 12)),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("58.pdf", "58/2026-ОД"),
        ("Приказ № 58-ОД скан.pdf", "58/2026-ОД"),
        ("58-2026-ОД.PDF", "58/2026-ОД"),
        ("58_2025-ОД.pdf", "58/2025-ОД"),
        ("58 за 2025 год.pdf", "58/2025-ОД"),
        ("58а.jpg", "58-а/2026-ОД"),
        ("58-А.png", "58-а/2026-ОД"),
        ("Приказ от 28.11.2026 №58.pdf", "58/2026-ОД"),
        ("Приказ от 03.05.2025 58.pdf", "58/2025-ОД"),
        ("2025-05-03 № 58.pdf", "58/2025-ОД"),
        ("№ 28 от 3.5.2026.pdf", "28/2026-ОД"),
        ("1", "1/2026-ОД"),
        ("scan0001.pdf", None),
        ("58-б.pdf", None),
        ("58 28.pdf", None),
        ("IMG_20261128_101112.jpg", None),
        ("приказ.pdf", None),
        ("", None),
        (f"{'9' * 5000}.pdf", None),
        (f"{'7' * 250} 58-ОД.pdf", "58/2026-ОД"),
        (f"{'1 ' * 200}58-ОД.pdf", None),
    ],
)
def test_a_name_means_one_entry_or_none(name: str, expected: str | None) -> None:
    found = matched(name, ORDERS)
    assert (found.number if found else None) == expected

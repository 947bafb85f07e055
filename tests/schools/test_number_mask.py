from datetime import date

import pytest

from sferum_docs.schools.number_mask import mask_fault, number_by_mask

DAY = date(2026, 1, 12)


@pytest.mark.parametrize(
    ("mask", "number", "printed"),
    [
        ("{номер}", 7, "7"),
        ("{номер}-О", 45, "45-О"),
        ("{номер}/{год}", 45, "45/2026"),
        ("01-10/{номер}", 45, "01-10/45"),
        ("{гг}-{номер}.ОД", "45а", "26-45а.ОД"),
    ],
)
def test_a_number_is_printed_by_the_mask_of_the_school(mask: str, number: int | str, printed: str) -> None:
    assert mask_fault(mask) is None
    assert number_by_mask(mask, number, DAY) == printed


@pytest.mark.parametrize(
    ("mask", "code", "words"),
    [
        ("О-{год}", "mask_number", "{номер} должна стоять один раз"),
        ("{номер}-{номер}", "mask_number", "один раз"),
        ("", "mask_number", "{номер}-О"),
        ("{номер}-{месяц}", "mask_part", "«{месяц}»"),
        ("{нoмер}-О", "mask_layout", "русской раскладке: {номер}"),
        ("{гoд}/{номер}", "mask_layout", "{год}"),
        ("{Номер}", "mask_part", "{номер}, {год}, {гг}"),
        ("{номер}-О}", "mask_brace", "без пары"),
        ("{номер", "mask_brace", "без пары"),
        ("№{номер}", "mask_sign", "«№»"),
        ("{номер} О", "mask_sign", "« »"),
        ("{номер}<w:p>", "mask_sign", "«<»"),
        ("О" * 40 + "{номер}", "too_long", "40"),
    ],
)
def test_a_wrong_mask_says_what_is_wrong(mask: str, code: str, words: str) -> None:
    fault = mask_fault(mask, "профиль")
    assert fault is not None
    assert (fault.code, fault.place) == (code, "профиль")
    assert words in fault.sentence()

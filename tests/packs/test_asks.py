"""What an act asks of a school names fields and sections that there are."""

from pathlib import Path

import pytest

from sferum_docs.packs.asks import FieldWording, SectionWording
from tests.packs.test_reader import PACK, faults_of, pack_of

ASKS = """
[asks.fields."chat.platform"]
offers = ["почта"]

[asks.fields."school.profile_active"]
label = "Столовая аттестована"
hint = "Нужно для отчёта."

[asks.sections.figures]
about = "База охвата."
"""


def test_the_words_of_fields_and_sections_are_read(tmp_path: Path) -> None:
    asks = pack_of(tmp_path, PACK + ASKS).asks
    assert asks.fields == {
        "chat.platform": FieldWording(offers=("почта",)),
        "school.profile_active": FieldWording("Столовая аттестована", "Нужно для отчёта."),
    }
    assert asks.sections == {"figures": SectionWording(about="База охвата.")}


@pytest.mark.parametrize(
    ("right", "wrong", "place", "code"),
    [
        ('"chat.platform"', '"chat.colour"', "asks.fields.chat.colour", "not_a_choice"),
        ("sections.figures", "sections.stars", "asks.sections.stars", "not_a_choice"),
        ("offers =", "offer =", "asks.fields.chat.platform.offer", "unknown_key_near"),
        ('offers = ["почта"]', 'offers = "почта"', "asks.fields.chat.platform.offers", "not_a_list"),
        ("label =", "name =", "asks.fields.school.profile_active.name", "unknown_key"),
    ],
)
def test_what_is_not_there_cannot_be_asked(tmp_path: Path, right: str, wrong: str, place: str, code: str) -> None:
    assert right in ASKS
    assert (f"pack.toml: {place}", code) in faults_of(tmp_path, PACK + ASKS.replace(right, wrong))

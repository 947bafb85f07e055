"""The short code of a document, and how it survives being typed."""

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs import VERSION
from sferum_docs.documents.making.provenance import CODE, Provenance, read_code, stamp
from sferum_docs.packs.reader import load_pack

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PACK = load_pack(Path(__file__).resolve().parents[2] / "doc_templates" / "sferum-2023")
SOME = Provenance("sferum-2023", "D02", "ab" * 32, "cd" * 32)
sums = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


def test_the_code_is_the_same_for_the_same_origin_and_another_for_any_other() -> None:
    assert SOME.code == Provenance("sferum-2023", "D02", "ab" * 32, "cd" * 32).code
    others = [
        Provenance("sferum-2024", "D02", "ab" * 32, "cd" * 32),
        Provenance("sferum-2023", "D03", "ab" * 32, "cd" * 32),
        Provenance("sferum-2023", "D02", "ac" * 32, "cd" * 32),
        Provenance("sferum-2023", "D02", "ab" * 32, "ce" * 32),
    ]
    assert len({SOME.code, *(other.code for other in others)}) == 5


@given(template=sums, data=sums)
def test_every_code_is_read_back_whatever_the_way_it_is_typed(template: str, data: str) -> None:
    code = Provenance("sferum-2023", "D02", template, data).code
    assert len(code) == 9
    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:2]} {code[2:]} ", code.replace("-", "—")):
        assert read_code(typed) == code


@given(template=sums, data=sums)
def test_a_wrong_sign_and_two_signs_exchanged_are_noticed(template: str, data: str) -> None:
    signs = Provenance("sferum-2023", "D02", template, data).code.replace("-", "")
    for place, other in itertools.product(range(8), SIGNS):
        typed = signs[:place] + other + signs[place + 1 :]
        assert (read_code(typed) is None) == (typed != signs)
    for one, two in itertools.combinations(range(8), 2):
        exchanged = list(signs)
        exchanged[one], exchanged[two] = exchanged[two], exchanged[one]
        assert (read_code("".join(exchanged)) is None) == (signs[one] != signs[two])


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M-Q9TU", "7K3M-Q9TX-1", "приказ", "٣K3M-Q9TX", "²K3M-Q9TX"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_letters_that_look_alike_are_taken_for_the_right_ones() -> None:
    assert read_code("7К3М-Q9ТХ") == "7K3M-Q9TX"  # Russian К, М, Т, Х
    letters = Provenance("sferum-2023", "D02", "00" * 32, f"{5:064x}").code
    assert read_code(letters.replace("0", "O").replace("1", "l")) == letters


def test_the_properties_name_the_origin_and_no_person() -> None:
    laid_in = stamp(PACK.by_id["D02"], SOME, "9.9", qr=True)
    assert laid_in.properties == {
        "Код документа": SOME.code,
        "Комплект": "sferum-2023",
        "Документ": "D02",
        "Версия шаблона": "ab" * 8,
        "Отпечаток данных": "cd" * 8,
        "Программа": "sferum_docs 9.9",
    }
    assert laid_in.properties[CODE] == SOME.code
    assert laid_in.corner is not None
    assert laid_in.corner.about == f"QR: sferum_docs D02 {SOME.code}"
    assert stamp(PACK.by_id["D02"], SOME, "9.9").corner is None


def test_the_program_names_the_version_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION

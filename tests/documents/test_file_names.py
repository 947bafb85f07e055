"""Names of files: what every system takes, and what a program without Russian letters gets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.documents.making.file_names import MAX_BYTES, free_name, latin_name, packed_name, safe_name

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10))}


@pytest.mark.parametrize(
    ("name", "safe", "latin"),
    [
        ("Приказ № 58/2026-ОД.docx", "Приказ № 58-2026-ОД.docx", "Prikaz-58-2026-OD.docx"),
        ("Сроки.ics", "Сроки.ics", "Sroki.ics"),
        ("Журнал приказов 2026.zip", "Журнал приказов 2026.zip", "Zhurnal-prikazov-2026.zip"),
        ("Щёкин Объезд «Юность».pdf", "Щёкин Объезд «Юность».pdf", "Shchekin-Obieezd-Iunost.pdf"),
        ('a"b\r\nSet-Cookie: x.docx', "a b Set-Cookie x.docx", "a-b-Set-Cookie-x.docx"),
        ("../../etc/passwd", "-..-etc-passwd", "etc-passwd"),
        ("con.docx", "_con.docx", "_con.docx"),
        ("Nul", "_Nul", "_Nul"),
        ("COM1 .txt", "_COM1.txt", "_COM1.txt"),
        ("Приказ о зиме. .docx", "Приказ о зиме.docx", "Prikaz-o-zime.docx"),
        ("Справка...", "Справка", "Spravka"),
        ("\u202egpj.exe.docx", "gpj.exe.docx", "gpj.exe.docx"),
        ("", "Документ", "Dokument"),
        ("№.docx", "№.docx", "Dokument.docx"),
        ("图.pdf", "图.pdf", "Dokument.pdf"),
        ("café.pdf", "café.pdf", "cafe.pdf"),
    ],
)
def test_a_name_is_taken_by_every_system(name: str, safe: str, latin: str) -> None:
    assert (safe_name(name), latin_name(name)) == (safe, latin)


@given(st.text(max_size=400), st.sampled_from(["", ".docx", ".zip"]))
def test_no_name_is_refused_by_a_system(words: str, ending: str) -> None:
    name, latin = safe_name(words + ending), latin_name(words + ending)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", latin)
    for each in (name, latin):
        assert each
        assert each == each.strip(" .")
        assert len(each.encode()) <= MAX_BYTES + 1
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', each)
        assert each.partition(".")[0].strip().casefold() not in RESERVED
        assert each.endswith(ending)


def test_no_two_files_of_an_archive_bear_one_name() -> None:
    taken: list[str] = []
    for name in ("Приказ.docx", "ПРИКАЗ.docx", "приказ.DOCX", "Приказ (2).docx"):
        taken.append(free_name(name, taken))
    assert len({name.casefold() for name in taken}) == len(taken)


def test_the_place_in_signing_order_stays_before_the_number() -> None:
    assert packed_name("03 Приказ О режиме.docx", "Приказ № 58.docx") == "03 Приказ № 58.docx"
    assert packed_name("02 Письмо.docx", "02 Письмо.docx") == "02 Письмо.docx"

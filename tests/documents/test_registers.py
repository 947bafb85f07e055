import struct
import zlib

import pytest

from sferum_docs.documents.registering.registers import (
    LETTERS,
    known_columns,
    missing_numbers,
    next_letter,
    register_of,
    shipped_registers,
    usual_files,
)
from sferum_docs.documents.registering.scans import MAX_MB, media_of
from sferum_docs.documents.registering.status import Facts, Status, status
from sferum_docs.reading.faults import FaultsError


@pytest.mark.parametrize(
    ("kind", "register"),
    [
        ("приказ", "R01"),
        ("письмо", "R02"),
        ("отчёт", "R02"),
        ("входящий документ", "R03"),
        ("приказ по личному составу", "R04"),
        ("приказ по учащимся", "R05"),
        ("план", None),
        ("", None),
    ],
)
def test_each_kind_goes_to_its_register(kind: str, register: str | None) -> None:
    found = register_of(shipped_registers(), kind)
    assert (found.id if found else None) == register


def test_the_papers_of_a_register_go_to_a_file_of_the_list() -> None:
    for office in (False, True):
        files = {item.index for item in usual_files(office=office)}
        assert {book.file for book in shipped_registers(office=office).values()} <= files


def test_the_shipped_registers_share_no_kind_and_use_known_columns() -> None:
    books = shipped_registers(office=True).values()
    kinds = [kind for book in books for kind in book.kinds]
    assert len(kinds) == len(set(kinds))
    assert {column.field for book in books for column in book.columns} == set(known_columns()) - {"kind"}


@pytest.mark.parametrize(
    ("gaps", "explained", "missing"),
    [
        ([], [], ()),
        ([], [(1, 56)], ()),
        ([(2, 2)], [], ((2, 2),)),
        ([(1, 4)], [(1, 4)], ()),
        ([(1, 4)], [(1, 3)], ((4, 4),)),
        ([(1, 9)], [(4, 5)], ((1, 3), (6, 9))),
        ([(1, 56), (60, 61)], [(1, 20), (30, 56), (61, 70)], ((21, 29), (60, 60))),
    ],
)
def test_a_gap_that_nothing_explains_is_found(
    gaps: list[tuple[int, int]], explained: list[tuple[int, int]], missing: tuple[tuple[int, int], ...]
) -> None:
    assert missing_numbers(gaps, explained) == missing


def test_letters_follow_each_other_and_end() -> None:
    taken = {""}
    for letter in LETTERS:
        assert next_letter(taken) == letter
        taken.add(letter)
    assert next_letter(taken) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), Status.NONE),
        (Facts(made=True), Status.DRAFT),
        (Facts(made=True, sent_to_sign=True), Status.SIGNING),
        (Facts(made=True, sent_to_sign=True, registered=True), Status.REGISTERED),
        (Facts(made=True, registered=True, to_acquaint=2, acquainted=1, evidence=True), Status.REGISTERED),
        (Facts(made=True, registered=True, to_acquaint=2, acquainted=2), Status.ACQUAINTED),
        (Facts(made=True, registered=True, to_acquaint=2, acquainted=2, evidence=True), Status.DONE),
        (Facts(made=True, registered=True, executed=True, to_acquaint=2), Status.DONE),
        (Facts(executed=True), Status.NONE),
    ],
)
def test_the_status_follows_from_the_facts(facts: Facts, expected: Status) -> None:
    assert status(facts) is expected


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PNG = b"\x89PNG\r\n\x1a\n" + HEAD + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
FRAME = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab" + FRAME + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"


@pytest.mark.parametrize(("content", "extension"), [(PNG, "png"), (JPEG, "jpg"), (b"%PDF-1.7 ...", "pdf")])
def test_a_scan_is_known_by_its_content(content: bytes, extension: str) -> None:
    assert media_of(content, lambda _: True).extension == extension


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "evidence_empty"),
        (b"GIF89a", "evidence_kind"),
        (b"<html>%PDF-", "evidence_kind"),
        (b"%PDF-1.7 ...", "evidence_damaged"),
        (PNG[:-4], "evidence_damaged"),
        (PNG[:20] + b"\1" + PNG[21:], "evidence_damaged"),
        (PNG[:8] + chunk(b"IEND", b""), "evidence_damaged"),
        (JPEG[:-2], "evidence_damaged"),
        (JPEG.replace(FRAME, b""), "evidence_damaged"),
        (PNG + bytes(MAX_MB << 20), "evidence_too_big"),
    ],
)
def test_what_is_no_scan_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as error:
        media_of(content, lambda _: False)
    assert error.value.faults[0].code == code

"""Files that somebody has damaged, by chance or on purpose: an act, or a fault with a sentence; never anything else."""

import random
from collections.abc import Callable

import pytest

from sferum_docs.acts_reader.sources import MAX_BYTES, from_pasted, read_source
from sferum_docs.reading.faults import FaultsError
from tests.acts_reader.forms import Form, as_pdf, as_rtf, as_word

FORM = Form("a10_civil_defence_2026")
SAMPLES: dict[str, Callable[[Form], bytes]] = {
    "txt": lambda form: form.text, "docx": as_word, "rtf": as_rtf, "pdf": as_pdf,
}  # fmt: skip
TIMES = {"txt": 150, "docx": 150, "rtf": 150, "pdf": 12}  # a PDF starts a process


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, put in from elsewhere; or an end that is missing."""
    torn = bytearray(data)
    for _time in range(chance.randint(1, 8)):
        place, length = chance.randrange(len(torn)), chance.choice((1, 1, 2, 8, 64, 1024))
        piece = torn[place : place + length]
        way = chance.randrange(5)
        if way == 0:
            torn[place : place + length] = bytes(chance.randrange(256) for _byte in piece)
        elif way == 1 and len(torn) > 2 * length:
            del torn[place : place + length]
        elif way == 2:
            torn[place:place] = piece * chance.choice((1, 3, 50))
        elif way == 3:
            there = chance.randrange(len(torn))
            torn[there:there] = piece
        else:
            torn[place : place + 1] = chance.choice((b"\0", b"\xff", b"{", b"}", b"\\", b"<", b"-99999", b"%1"))
    return bytes(torn[: chance.randrange(len(torn))] if chance.random() < 0.1 else torn)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_damaged_file_gives_an_act_or_a_sentence(kind: str) -> None:
    chance, sample, read = random.Random(kind), SAMPLES[kind](FORM), 0  # noqa: S311  the same damage every time
    said: list[str] = []
    for _time in range(TIMES[kind]):
        try:
            act = read_source(mutated(sample, chance), f"акт.{kind}")
        except FaultsError as error:
            said += [fault.sentence() for fault in error.faults]
        else:
            read += 1
            assert [line.number for line in act.lines] == list(range(1, len(act.lines) + 1))
            assert not any("\n" in line.text for line in act.lines)
    assert read + len(said) >= TIMES[kind]
    assert all(said)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_name_of_a_file_says_nothing_of_what_it_is(kind: str) -> None:
    assert read_source(SAMPLES[kind](FORM), "фото.jpg").source == kind


def test_a_file_larger_than_any_act_is_refused_unread() -> None:
    with pytest.raises(FaultsError) as error:
        read_source(b" " * (MAX_BYTES + 1), "акт.txt")
    assert [fault.code for fault in error.value.faults] == ["act_too_big"]


@pytest.mark.parametrize("text", ["", "\ud800", "\0\x01\x02", "\u202e\u200b", "\x85", "\f\f\f"])
def test_a_pasted_text_of_odd_signs_is_no_act(text: str) -> None:
    with pytest.raises(FaultsError):
        from_pasted(text)


@pytest.mark.parametrize("sign", ["\ud800", "\0", "\x1b", "\ufffe", "\U0010ffff", "\u0300" * 50])
def test_an_odd_sign_among_words_spoils_nothing(sign: str) -> None:
    (line,) = from_pasted(f"Приказ{sign} о школе").lines
    assert line.text.startswith("Приказ")
    assert line.text.endswith(" о школе")
    line.text.encode()  # it can be kept and sent


def test_a_row_of_many_cells_beside_one_of_many_lines_is_refused_before_it_is_laid_out() -> None:
    wide = "<tr>" + "<td>а</td>" * 12_000 + "<td>" + "б<br>" * 12_000 + "</td></tr>"
    many = ("<tr>" + "<td>а</td>" * 100 + "<td>" + "б<br>" * 1900 + "</td></tr>") * 12
    for rows in (wide, many):
        with pytest.raises(FaultsError) as refused:
            read_source(f"<html><body><table>{rows}</table></body></html>".encode(), "file")
        assert [fault.code for fault in refused.value.faults] == ["act_long"]

"""The program on the network of a school: which address is told, which code is drawn, under which names it answers."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
import segno

from sferum_docs.services.installation import network, network_told
from sferum_docs.services.installation.network import Card, NetworkHosts, in_order
from sferum_docs.services.installation.network_told import told_lines
from sferum_docs.services.installation.qr import qr_lines, qr_svg
from sferum_docs.web.protection.security import trusted_hosts
from tests.qr_reader import read_code

SCHOOL, LAPTOP = Card("192.168.1.5", "eth0"), Card("10.20.0.7", "wlp3s0")
ADDRESS = "http://192.168.1.5:8000/"


@pytest.mark.parametrize(
    ("cards", "usual", "told"),
    [
        ([Card("127.0.0.1", "lo"), SCHOOL], [], ["192.168.1.5"]),
        ([Card("172.17.0.1", "docker0"), Card("10.8.0.2", "tun0"), SCHOOL], ["10.8.0.2"], ["192.168.1.5", "10.8.0.2"]),
        ([SCHOOL, LAPTOP], ["10.20.0.7"], ["10.20.0.7", "192.168.1.5"]),
        ([Card("192.168.56.1"), Card("172.17.0.1"), Card("192.168.0.3")], [], ["192.168.0.3", "192.168.56.1"]),
        ([Card("8.8.8.8", "eth1"), SCHOOL], ["8.8.8.8"], ["192.168.1.5", "8.8.8.8"]),
        ([Card("fd00::2", "eth0"), SCHOOL], [], ["192.168.1.5"]),
        ([Card("fd00::2", "eth0"), Card("fe80::1", "eth0"), Card("::1", "lo")], [], ["fd00::2"]),
        ([Card("169.254.10.20", "eth0"), Card("127.0.1.1"), Card("не адрес")], [], []),
        ([SCHOOL, Card("192.168.1.5")], ["192.168.1.5"], ["192.168.1.5"]),
        ([Card("10.0.0.9", "wg0"), Card("10.0.0.9")], ["10.0.0.9"], ["10.0.0.9"]),
    ],
)
def test_the_address_of_the_school_stands_first(cards: list[Card], usual: list[str], told: list[str]) -> None:
    assert [item.address for item in in_order(cards, usual)][: len(told)] == told


def test_a_network_of_ipv6_without_a_router_has_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = tmp_path / "if_inet6"
    known.write_text(
        "00000000000000000000000000000001 01 80 10 80       lo\n"
        "fd000007000000000000000000000005 02 40 00 80     eth0\n"
        "fd000007000000000000000000000006 02 40 00 01     eth0\n"  # of a day
        "fe80000000000000cc8d7bfffe5ef6a2 02 40 20 80     eth0\n",
        encoding="ascii",
    )
    monkeypatch.setattr(network, "_NEWER", known)
    assert [item.address for item in in_order(network.newer_of_linux())] == ["fd00:7::5"]
    monkeypatch.setattr(network, "_NEWER", tmp_path / "no such")
    assert network.newer_of_linux() == (), "of another system"


def hosts_of(monkeypatch: pytest.MonkeyPatch, *cards: Card, name: str = "") -> NetworkHosts:
    monkeypatch.setattr(network, "network_addresses", lambda: in_order(cards))
    return NetworkHosts(trusted_hosts(""), 8000, name)


def test_all_that_must_be_minded_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = " ".join(told_lines(hosts_of(monkeypatch, SCHOOL, Card("8.8.8.8", "eth1"), name="school.local")))
    assert f"откройте: {ADDRESS}" in lines
    assert "попробуйте: http://8.8.8.8:8000/, http://school.local:8000/" in lines
    assert "адрес 8.8.8.8 виден из интернета" in lines
    assert "без шифрования" in lines
    assert "Сети этого компьютера" not in lines
    (nowhere,) = told_lines(hosts_of(monkeypatch))
    assert "сети этого компьютера сейчас нет" in nowhere.lower()


def test_an_address_given_by_a_router_later_is_answered_under(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = hosts_of(monkeypatch)
    assert "192.168.1.5" not in [*hosts]
    monkeypatch.setattr(network, "network_addresses", lambda: in_order([SCHOOL]))
    monkeypatch.setattr(network, "_FRESH", 0.0)
    hosts = NetworkHosts(trusted_hosts("docs.example"), 8000)
    assert [*hosts][-2:] == ["docs.example", "192.168.1.5"]
    monkeypatch.setattr(network, "network_addresses", lambda: in_order([LAPTOP]))
    assert [*hosts][-1] == "10.20.0.7"


class Terminal(io.StringIO):
    """Where a person sits."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def modules(lines: list[str], *, halves: bool) -> Iterator[list[bool]]:
    """The squares that a terminal would show, row by row: dark or not."""
    for line in lines:
        if halves:
            letters = click.unstyle(line)
            yield [letter in "█▀" for letter in letters]
            yield [letter in "█▄" for letter in letters]
        else:
            yield [piece.startswith("40m") for piece in line.split("\x1b[")[1:] if piece.startswith(("40m", "47m"))]


@pytest.mark.parametrize("encoding", ["utf-8", "cp866", "cp1251", "ascii", None, "нет такой"])
def test_the_code_is_the_same_whatever_a_terminal_can_show(encoding: str | None) -> None:
    lines = qr_lines(ADDRESS, encoding)
    halves = encoding in {"utf-8", "cp866"}
    "".join(lines).encode(encoding if halves and encoding else "ascii")
    wanted = [[bool(item) for item in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=2)]
    assert list(modules(lines, halves=halves))[: len(wanted)] == wanted
    assert read_code(list(modules(lines, halves=halves))) == ADDRESS, "as a phone reads it"


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.1/",
        ADDRESS,
        "http://192.168.100.200:65535/",
        "http://[fd00:1234:5678:9abc:def0:1234:5678:9abc]:8000/",
    ],
)
def test_a_phone_reads_in_the_terminal_and_on_the_page_the_very_address(address: str) -> None:
    assert read_code(list(modules(qr_lines(address, "utf-8"), halves=True))) == address
    page = unquote(qr_svg(address))
    assert read_code(list(drawn(page))) == address


def drawn(picture: str) -> Iterator[list[bool]]:
    """The squares of a picture: its only line goes by strokes from square to square."""
    side = int(re.findall(r"width='?\"?(\d+)", picture)[0]) // 8
    rows = [[False] * side for _row in range(side)]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.findall(r" d='?\"?([^'\"]+)", picture)[-1]):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for place in range(int(values[0])):
                rows[int(y)][int(x) + place] = True
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    yield from rows


def test_the_code_is_drawn_for_a_person_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = hosts_of(monkeypatch, SCHOOL)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for kind, term, drawn in ((Terminal, "xterm", True), (Terminal, "dumb", False), (io.StringIO, "xterm", False)):
        monkeypatch.setenv("TERM", term)
        out = kind()
        network_told.tell_network(hosts, out)
        assert ("▀" in out.getvalue()) is drawn
        assert ("QR-код в этом окне не показать" in out.getvalue()) is (term == "dumb")

"""The program on the network of a school: which address is told, which code is drawn, under which names it answers."""

import io
from collections.abc import Iterator

import click
import pytest
import segno

from sferum_docs.services.installation import network, network_told
from sferum_docs.services.installation.network import Card, NetworkHosts, in_order
from sferum_docs.services.installation.network_told import told_lines
from sferum_docs.services.installation.qr import qr_lines
from sferum_docs.web.protection.security import trusted_hosts

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


def test_the_code_is_drawn_for_a_person_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = hosts_of(monkeypatch, SCHOOL)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for kind, term, drawn in ((Terminal, "xterm", True), (Terminal, "dumb", False), (io.StringIO, "xterm", False)):
        monkeypatch.setenv("TERM", term)
        out = kind()
        network_told.tell_network(hosts, out)
        assert ("▀" in out.getvalue()) is drawn
        assert ("QR-код в этом окне не показать" in out.getvalue()) is (term == "dumb")

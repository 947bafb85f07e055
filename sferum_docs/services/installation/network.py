"""The addresses of this machine on the network of a school: what other computers type, the likeliest first."""

from __future__ import annotations

import array
import ipaddress
import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# cards of programs and not of the network: containers, virtual machines, tunnels
_VIRTUAL = (
    "docker", "br-", "veth", "virbr", "vboxnet", "vmnet", "lxc", "lxd", "podman", "cni", "flannel", "cali", "tun",
    "tap", "wg", "ppp", "zt", "tailscale", "utun", "ham", "dummy",
)  # fmt: skip
# addresses that such cards usually have where no name tells them: VirtualBox, Docker, a tunnel of a provider
_UNLIKELY = tuple(
    ipaddress.ip_network(text) for text in ("192.168.56.0/24", "172.17.0.0/16", "172.18.0.0/16", "100.64.0.0/10")
)
_MOST_CARDS = 64
_ALL_CARDS, _FLAGS_OF_CARD = 0x8912, 0x8913  # SIOCGIFCONF, SIOCGIFFLAGS of Linux
_UP, _LOOPBACK, _RUNNING = 0x1, 0x8, 0x40
_NAME = 16  # bytes of a card's name
_RECORD = 40 if struct.calcsize("P") == 8 else 32  # noqa: PLR2004  bytes of a pointer
_NEWER = Path("/proc/net/if_inet6")
_PASSING = 0x01 | 0x08 | 0x20 | 0x40  # of an address: of a day, given to another too, outlived, not known to be free
# nobody is asked: these are addresses of examples, and the system only says from which card it would go there
_ELSEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
_FRESH = 10.0  # seconds
_PATIENCE = 1.0  # seconds for a name that may be no name here


@dataclass(frozen=True, slots=True)
class Card:
    """An address of this machine and the card that has it; no name where the system tells none."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """An address that others may type; `public`: it is seen from the whole internet."""

    address: str
    public: bool = False

    def url(self, port: int) -> str:
        """As a browser takes it.

        >>> NetworkAddress("192.168.1.5").url(8000), NetworkAddress("fd00::2").url(80)
        ('http://192.168.1.5:8000/', 'http://[fd00::2]/')
        """
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http://{host}/" if port == 80 else f"http://{host}:{port}/"  # noqa: PLR2004  of HTTP itself


def in_order(cards: Iterable[Card], usual: Iterable[str] = ()) -> tuple[NetworkAddress, ...]:
    """The addresses that others can reach, IPv4 alone where there is any; `usual`: those of the way out.

    >>> cards = (Card("127.0.0.1", "lo"), Card("172.17.0.1", "docker0"), Card("10.8.0.2", "tun0"),
    ...          Card("192.168.1.5", "eth0"), Card("fd00::2", "eth0"))
    >>> [item.address for item in in_order(cards)]
    ['192.168.1.5', '172.17.0.1', '10.8.0.2']
    """
    known: dict[str, Card] = {}
    for card in cards:
        if not _is_own(card.address):
            known.setdefault(card.address, card)  # the first knows its card by name
    likely = sorted(known.values(), key=lambda item: (_rank(item), item.address not in {*usual}))
    newer = [item for item in likely if ":" in item.address]
    older = [item for item in likely if ":" not in item.address]
    chosen = older or newer
    return tuple(NetworkAddress(item.address, ipaddress.ip_address(item.address).is_global) for item in chosen)


def _is_own(text: str) -> bool:
    """Whether nobody else reaches it: this machine's own, or one given by nobody (the cable is out)."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return True
    return address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast


def _rank(card: Card) -> int:
    address = ipaddress.ip_address(card.address)
    if card.name.lower().startswith(_VIRTUAL):
        return 2
    if not card.name and any(address in network for network in _UNLIKELY if network.version == address.version):
        return 2
    return 1 if address.is_global else 0


def network_addresses() -> tuple[NetworkAddress, ...]:
    """The addresses of this machine as they are now; none when it is on no network."""
    usual = tuple(filter(None, (_way_out(family) for family in _ELSEWHERE)))
    return in_order((*_of_linux(), *newer_of_linux(), *_of_name(), *map(Card, usual)), usual)


def _way_out(family: socket.AddressFamily) -> str:
    """The address by which this machine would go elsewhere; nothing is sent. Empty: it has no way."""
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((_ELSEWHERE[family], 9))
        return str(probe.getsockname()[0])
    return ""


def _of_name() -> tuple[Card, ...]:
    """The addresses of the machine's own name: on Windows these are all it has."""
    with suppress(OSError, UnicodeError):
        found = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
        return tuple(Card(str(info[4][0]).partition("%")[0]) for info in found)
    return ()


def _of_linux() -> tuple[Card, ...]:
    """The IPv4 addresses of all cards that work, by the question that Linux answers; none on other systems."""
    try:
        import fcntl  # noqa: PLC0415  Windows has none
    except ImportError:
        return ()
    room = array.array("B", bytes(_MOST_CARDS * _RECORD))
    where, length = room.buffer_info()
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        told = fcntl.ioctl(probe.fileno(), _ALL_CARDS, struct.pack("iP", length, where))
        records = room.tobytes()[: struct.unpack("iP", told)[0]]
        cards = [_card(records[start : start + _RECORD]) for start in range(0, len(records), _RECORD)]
        return tuple(card for card in cards if _works(fcntl.ioctl, probe.fileno(), card.name))
    return ()


def newer_of_linux() -> tuple[Card, ...]:
    """The IPv6 addresses of all cards: a network without a router has no way out that would tell them."""
    try:
        lines = _NEWER.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeError):
        return ()
    told = [line.split() for line in lines]
    return tuple(
        Card(str(ipaddress.IPv6Address(int(each[0], 16))), each[5])
        for each in told
        if len(each) == len(("address", "index", "prefix", "scope", "flags", "name"))
        and not int(each[4], 16) & _PASSING
    )


def _card(record: bytes) -> Card:
    name = record[:_NAME].partition(b"\0")[0].decode(errors="replace")
    return Card(socket.inet_ntoa(record[_NAME + 4 : _NAME + 8]), name)


def _works(ask: Callable[[int, int, bytes], bytes], descriptor: int, name: str) -> bool:
    with suppress(OSError):
        told = ask(descriptor, _FLAGS_OF_CARD, struct.pack("16s24x", name.encode()))
        flags = int(struct.unpack_from("H", told, _NAME)[0])
        return bool(flags & _UP and flags & _RUNNING and not flags & _LOOPBACK)
    return False


def local_name(addresses: Iterable[NetworkAddress]) -> str:
    """«name.local», when this name leads to one of the addresses; empty when it does not, or nobody answers soon."""
    name, known = f"{socket.gethostname().partition('.')[0]}.local", {item.address for item in addresses}
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(str(info[4][0]) for info in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_PATIENCE)
    return name if known & {*found} else ""


class Ipv6Host(str):
    """An address such as «[::1]» in a list of trusted hosts: Werkzeug cuts each name at its first colon."""

    __slots__ = ()

    def partition(self, sep: str, /) -> tuple[str, str, str]:  # noqa: ARG002
        """The whole address: no port is written in the list."""
        return str(self), "", ""


class NetworkHosts(list[str]):
    """Names under which a program of a network answers: those given, and the addresses of the machine as they are.

    A router gives another address after a holiday: it must be answered under without a new start. An address is no
    name, so no foreign page comes to us under it (DNS rebinding needs a name of its own).
    """

    def __init__(self, given: Iterable[str], port: int, name: str = "") -> None:
        super().__init__([*given, *([name] if name else [])])
        self.port, self.name = port, name
        self._known: tuple[NetworkAddress, ...] = ()
        self._until = 0.0

    def __iter__(self) -> Iterator[str]:
        """The names given first: most requests ask no further."""
        yield from super().__iter__()
        for item in self.addresses():
            yield Ipv6Host(f"[{item.address}]") if ":" in item.address else item.address

    def addresses(self) -> tuple[NetworkAddress, ...]:
        """The addresses of the machine, not older than some seconds."""
        now = time.monotonic()
        if now >= self._until:
            self._known, self._until = network_addresses(), now + _FRESH
        return self._known

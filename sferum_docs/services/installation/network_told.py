"""What whoever starts the program for a whole school is told: addresses, the code to point a phone at, what to mind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

import click

from sferum_docs.services.installation.qr import qr_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.services.installation.network import NetworkHosts

_NOWHERE = (
    "В сети этого компьютера сейчас нет: кабель или Wi-Fi не подключены. Программа работает; адрес для других "
    "появится на странице «На других компьютерах», когда сеть подключат."
)
_PUBLIC = (
    "Внимание: адрес {address} виден из интернета. Программу открывают только внутри сети школы: закройте порт {port} "
    "снаружи (в роутере или брандмауэре) или поставьте впереди веб-сервер с TLS."
)
_PLAIN = (
    "Пароли по сети идут без шифрования: пусть к ней подключены только свои. Если спросит брандмауэр Windows, "
    "разрешите доступ в частной сети."
)


def tell_network(hosts: NetworkHosts, out: TextIO) -> None:
    """Writes it; the code only to a person at a terminal, never the setup code in it."""
    found = hosts.addresses()
    for line in told_lines(hosts):
        click.echo(line, file=out)
    if found and out.isatty():
        for line in qr_lines(first_address(hosts), out.encoding) if shows_colours() else (_NO_PICTURE,):
            click.echo(line, file=out)


_NO_PICTURE = "QR-код в этом окне не показать; он есть на странице «На других компьютерах»."


def told_lines(hosts: NetworkHosts) -> Iterator[str]:
    """The lines without the code."""
    found = hosts.addresses()
    if not found:
        yield _NOWHERE
        return
    first, *others = all_addresses(hosts)
    yield f"С других компьютеров и телефонов школы откройте: {first}"
    if others:
        yield f"Если не открывается, попробуйте: {', '.join(others)}"
    for item in found:
        if item.public:
            yield _PUBLIC.format(address=item.address, port=hosts.port)
    yield _PLAIN


def first_address(hosts: NetworkHosts) -> str:
    """The address that the code holds; there is one."""
    return all_addresses(hosts)[0]


def all_addresses(hosts: NetworkHosts) -> list[str]:
    """The addresses as browsers take them, the likeliest first; the name is for whoever cannot reach a number."""
    port = "" if hosts.port == 80 else f":{hosts.port}"  # noqa: PLR2004  of HTTP itself
    named = [f"http://{hosts.name}{port}/"] if hosts.name else []
    return [*(item.url(hosts.port) for item in hosts.addresses()), *named]


def shows_colours() -> bool:
    """Whether the terminal says that it can."""
    return os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")

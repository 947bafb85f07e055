"""Addresses of the application compiled once for all applications of a process: tests make hundreds of them."""

from __future__ import annotations

from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Rule


class KnownAddress(Rule):
    """An address compiled once for all applications: that is most of what it costs to make one."""

    known: ClassVar[dict[object, tuple[dict[str, Any], set[str]]]] = {}

    def compile(self) -> None:
        key = (self.rule, self.subdomain, self.merge_slashes, repr(self.defaults))
        if key not in self.known:
            before = dict(vars(self))
            super().compile()
            made = {name: value for name, value in vars(self).items() if before.get(name) is not value}
            self.known[key] = (made, set(self.arguments))
        made, arguments = self.known[key]
        vars(self).update(made)
        self.arguments.update(arguments)


def know_addresses() -> None:
    """From now on, in this process."""
    Flask.url_rule_class = KnownAddress

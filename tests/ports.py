"""Ports for programs under test: taken from the system and held, so that no other program is given them."""

import atexit
import os
import socket
from contextlib import ExitStack

_HELD = ExitStack()
atexit.register(_HELD.close)


def free_port(host: str = "127.0.0.1") -> int:
    """A port at which this test alone may listen.

    It stays bound here and nobody listens at it: who asks the system for any port gets another, and the program
    whose port it is may take it (both say SO_REUSEADDR, as servers do). Windows knows no such thing.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    probe = _HELD.enter_context(socket.socket(family))
    if os.name != "nt":
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind((host, 0))
    port = int(probe.getsockname()[1])
    if os.name == "nt":
        probe.close()
    return port

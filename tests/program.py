"""Commands of the program as processes of their own, made by one that has loaded the program.

What a command says, its exit code and how it ends are those of a process, for it is one: made by a fork. Loading alone,
two seconds of the processor, is spared; `test_start` starts the program itself. Where nothing forks, each is started.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from runpy import run_module
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NoReturn

from sferum_docs.cli import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 280  # seconds that a command may need on a machine at work; nothing is slower for it
_APP = ("-m", "app")
_AS_BEGUN = {**os.environ}  # what the test that happens to ask first has set is for its own command


def command(words: tuple[str, ...], environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """`app.py WORDS` with these variables beside those of the tests."""
    return _done((*_APP, *words), environment)


def script(code: str, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -c CODE WORDS`."""
    return _done(("-c", code, *words), environment)


def _done(words: tuple[str, ...], environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    told = {**os.environ, **environment}
    if not hasattr(os, "fork"):
        line = [sys.executable, *words]
        return subprocess.run(line, cwd=ROOT, env=told, capture_output=True, check=False, timeout=LONGEST)
    asked, answers = _loaded()
    asked.write(json.dumps({"words": words, "environment": told}) + "\n")
    asked.flush()
    code, *said = json.loads(answers.readline())
    return subprocess.CompletedProcess(words, code, *(text.encode("latin-1") for text in said))


@cache
def _loaded() -> tuple[IO[str], IO[str]]:
    """Where the process that has loaded the program is asked, and where it answers; it ends with this one."""
    line = [sys.executable, "-c", "from tests.program import serve; serve()"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(line, cwd=ROOT, env=_AS_BEGUN, stdin=pipe, stdout=pipe, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    atexit.register(process.communicate)
    return process.stdin, process.stdout


def serve() -> None:
    """Makes a process for every line; that one goes on from here as Python itself would have begun."""
    import_module("tests.known_addresses").know_addresses()
    import_module("alembic.context")
    with TemporaryDirectory() as aside:
        import_module("sferum_docs.web.application").create_app({"INSTANCE_PATH": aside})
    for module, _name, _help in COMMANDS.values():
        import_module(f"sferum_docs.cli.{module}")
    packs = import_module("sferum_docs.services.packs.choose")
    for name in packs.known_packs():
        packs.find_pack(name)  # read, and its templates compiled
    gc.collect()
    gc.freeze()  # a child that looks for garbage among all this would copy it
    for line in sys.stdin:
        asked = json.loads(line)
        with TemporaryFile() as out, TemporaryFile() as told:
            child = os.fork()
            if child == 0:
                _become(asked, out.fileno(), told.fileno())
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said = [_whole(stream) for stream in (out, told)]
        sys.stdout.write(json.dumps([code, *said]) + "\n")
        sys.stdout.flush()


def _whole(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("latin-1")


def _become(asked: dict[str, Any], out: int, told: int) -> None:
    """The environment, the streams and the words of the command, then the command."""
    signal.alarm(LONGEST)
    for stream, place in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (told, 2)):
        os.dup2(stream, place)
    os.environ.clear()
    os.environ.update(asked["environment"])
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding, line_buffering=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding, "backslashreplace", line_buffering=True)
    how, what, *words = asked["words"]
    sys.argv = [how, *words]
    code = 0
    try:
        if how == "-c":
            exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  a test's own script
        else:
            run_module(what, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = _code_of(ended)
    except BaseException:  # noqa: BLE001  told as Python tells it
        traceback.print_exc()
        code = 1
    _end(code)


def _code_of(ended: SystemExit) -> int:
    if ended.code is None or isinstance(ended.code, int):
        return ended.code or 0
    sys.stderr.write(f"{ended.code}\n")
    return 1


def _end(code: int) -> NoReturn:
    """As Python ends, but for taking everything apart, which costs more than most commands."""
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001  waits for threads
    atexit._run_exitfuncs()  # noqa: SLF001
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)

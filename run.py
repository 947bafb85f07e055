"""The commands of the README: `python3 run.py` serves, `python3 run.py test` checks everything.

`bench NAME` runs a benchmark, `bundle` and `deb` make what a school is given, `back` puts the version before the last
one back; any other word goes to the application's own command line. Standard library only: nothing is installed yet.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
OLDEST = (3, 11)
BUILDING = {"bundle": "delivery.building.bundle", "deb": "delivery.building.deb"}

# what the tests use beside Python packages: program → Debian package that brings it
PROGRAMS = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
    "nginx": "nginx",
    "openssl": "openssl",
    "psql": "postgresql",
    "redis-server": "redis-server",
}
# the same for what is no program: file → package
FILES = {
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf": "fonts-liberation",
    "/usr/lib/python3/dist-packages/uno.py": "python3-uno",
}

# cheapest first: what the Python of the test environment is told
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command as lint_imports; lint_imports()"),
    # a file of tests shares its servers; the long ones first, as tests/conftest.py lays them
    ("-m", "pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"),
)


def main(words: list[str]) -> int:
    """Does what the words say; gives the exit code."""
    if sys.version_info < OLDEST:
        print(f"Нужен Python {OLDEST[0]}.{OLDEST[1]} или новее, а это {sys.version.split()[0]}.")
        return 1
    os.chdir(HOME)
    instance = Path(os.environ.get("INSTANCE_PATH") or "instance").resolve()
    for stream in (sys.stdout, sys.stderr):  # redirected in an old encoding, a sign is lost and not the command
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # what a script writes to is a text stream
    try:
        return told(words, instance)
    except (ImportError, SyntaxError, NameError, AttributeError, TypeError, ValueError, EOFError) as error:
        if not (HOME / "SHA256SUMS").is_file():  # the sources: a mistake of ours
            raise
        print(f"Набор ещё распаковывается или распакован не полностью ({type(error).__name__}: {error}).")
        print("Дождитесь конца распаковки и запустите снова; не поможет — распакуйте набор ещё раз поверх этой папки.")
    return 1


def told(words: list[str], instance: Path) -> int:
    """The same; what is in the way is said in a sentence."""
    from delivery.trouble import Trouble  # noqa: PLC0415  not before Python is known to be new enough

    try:
        return do(words, instance)
    except Trouble as trouble:
        print(trouble)
    except subprocess.CalledProcessError as error:
        print(f"Не удалось выполнить: {' '.join(map(str, error.cmd))}")
    except OSError as error:
        print(f"Не удалось подготовить программу к запуску: {error.strerror or error} ({error.filename or HOME}).")
    return 1


def do(words: list[str], instance: Path) -> int:
    """The command itself."""
    from delivery.environment import FOR_TESTS, VENV, install, python_of  # noqa: PLC0415  as above
    from delivery.versions import go_back, settle  # noqa: PLC0415  as above

    python, first = str(python_of(VENV)), words[0] if words else ""
    if first == "test":
        return test(words[1:])
    if first == "bench" and words[1:]:
        install(FOR_TESTS)
        return subprocess.call([python, "-m", f"benchmarks.{words[1]}", *words[2:]])
    if first in BUILDING:
        install(FOR_TESTS)
        return subprocess.call([python, "-m", BUILDING[first], *words[1:]])
    if first == "back":
        go_back(HOME, instance, asked="--yes" in words)
        return 0
    os.environ["SFERUM_DOCS_VERSION"] = settle(HOME, instance)
    return become([python, "app.py", *(words or ["serve"])])


def become(command: list[str]) -> int:
    """Goes on as another program, so that whoever stops this one stops that; Windows knows no such thing."""
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)  # noqa: S606  our own Python, no shell


def test(words: list[str]) -> int:
    """Runs every check, or pytest alone when it is told what to test."""
    from delivery.environment import FOR_TESTS, VENV, install, python_of  # noqa: PLC0415  as above

    if (HOME / FOR_TESTS).is_file():  # else it is said that there are no tests
        install_programs()
    install(FOR_TESTS)
    for check in [("-m", "pytest", *words)] if words else CHECKS:
        print(f"— python {' '.join(check)}", flush=True)
        code = subprocess.call([python_of(VENV), *check])
        if code:
            return code
    return 0


def install_programs() -> None:
    """Brings the programs that the tests use, where this can be done without asking."""
    from delivery.environment import apt_install  # noqa: PLC0415  as above

    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    missing += [package for file, package in FILES.items() if not Path(file).is_file()]
    if missing and os.name != "nt":
        apt_install(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

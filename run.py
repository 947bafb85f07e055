"""The two commands of the README: `python3 run.py` serves, `python3 run.py test` checks everything.

`bench NAME` runs a benchmark; any other word goes to the application's own command line. Standard library
only: nothing is installed yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
FOR_WORK = "requirements.txt"
FOR_TESTS = "requirements-dev.txt"

# what the tests use beside Python packages: program → Debian package that brings it
PROGRAMS = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
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
    ("-m", "pytest", "--numprocesses=auto", "--dist=loadfile"),  # a file of tests shares its servers
)


def main(words: list[str]) -> int:
    """Does what the words say; gives the exit code."""
    if sys.version_info < OLDEST:
        print(f"Нужен Python {OLDEST[0]}.{OLDEST[1]} или новее, а это {sys.version.split()[0]}.")
        return 1
    os.chdir(HOME)
    for stream in (sys.stdout, sys.stderr):  # redirected in an old encoding, a sign is lost and not the command
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # what a script writes to is a text stream
    try:
        if words[:1] == ["test"]:
            return test(words[1:])
        if words[:1] == ["bench"] and words[1:]:
            install(FOR_TESTS)
            return subprocess.call([PYTHON, "-m", f"benchmarks.{words[1]}", *words[2:]])
        install(FOR_WORK)
    except subprocess.CalledProcessError as error:
        print(f"Не удалось выполнить: {' '.join(map(str, error.cmd))}")
        return 1
    return become([str(PYTHON), "app.py", *(words or ["serve"])])


def become(command: list[str]) -> int:
    """Goes on as another program, so that whoever stops this one stops that; Windows knows no such thing."""
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)  # noqa: S606  our own Python, no shell


def test(words: list[str]) -> int:
    """Runs every check, or pytest alone when it is told what to test."""
    install_programs()
    install(FOR_TESTS)
    for check in [("-m", "pytest", *words)] if words else CHECKS:
        print(f"— python {' '.join(check)}", flush=True)
        code = subprocess.call([PYTHON, *check])
        if code:
            return code
    return 0


def install(requirements: str) -> None:
    """Makes the environment and puts the pinned packages into it; does nothing when they are there."""
    if is_installed(requirements) or is_installed(FOR_TESTS):  # the tests need all that the application needs
        return
    if not has_pip():
        make_environment()
    print(f"Устанавливаю пакеты из {requirements} …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--use-pep517"]
    subprocess.run([*pip, "--require-hashes", "-r", requirements], check=True)
    for mark in VENV.glob("*.sha256"):  # what was installed before may have changed under it
        mark.unlink()
    (VENV / f"{requirements}.sha256").write_text(fingerprint(requirements), encoding="ascii")


def is_installed(requirements: str) -> bool:
    """Whether the environment holds exactly these packages."""
    mark = VENV / f"{requirements}.sha256"
    return PYTHON.is_file() and mark.is_file() and mark.read_text(encoding="ascii") == fingerprint(requirements)


def fingerprint(requirements: str) -> str:
    """What the list of packages and the Python they are for amount to."""
    return hashlib.sha256(Path(requirements).read_bytes() + sys.version.encode()).hexdigest()


def has_pip() -> bool:
    """Whether the environment is whole: one that was interrupted while it was made has Python and no pip."""
    return PYTHON.is_file() and subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def make_environment() -> None:
    """Makes `.venv`; Debian keeps a part of the standard library that this needs in a package of its own."""
    try:
        import ensurepip  # noqa: F401, PLC0415  Debian parts it from Python
    except ImportError:
        apt_install([f"python3.{sys.version_info.minor}-venv"])
    print("Создаю окружение .venv …", flush=True)
    # a process of its own: the module installed just now is not seen by this one
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install_programs() -> None:
    """Brings the programs that the tests use, where this can be done without asking."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    missing += [package for file, package in FILES.items() if not Path(file).is_file()]
    if missing and os.name != "nt":
        apt_install(missing)


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages as root; otherwise says what is missing."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"Не хватает: {', '.join(packages)}. Установите их (на Debian: apt install) и повторите.")
        return
    print(f"Устанавливаю: {', '.join(packages)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, env=quiet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

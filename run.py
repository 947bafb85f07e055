"""The two commands of the README: `python3 run.py` serves, `python3 run.py test` checks everything.

Any other word goes to the application's own command line. Standard library only: nothing is installed yet.
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

# what the tests use beside Python packages: program → Debian package that brings it
PROGRAMS = {
    "chromium": "chromium",
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
    "psql": "postgresql",
    "redis-server": "redis-server",
}
FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
FONT_PACKAGE = "fonts-liberation"

# cheapest first: what the Python of the test environment is told
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command as lint_imports; lint_imports()"),
    ("-m", "pytest"),
)


def main(words: list[str]) -> int:
    """Does what the words say; gives the exit code."""
    if sys.version_info < OLDEST:
        print(f"Нужен Python {OLDEST[0]}.{OLDEST[1]} или новее, а это {sys.version.split()[0]}.")
        return 1
    os.chdir(HOME)
    if words[:1] == ["test"]:
        return test(words[1:])
    install("requirements.txt")
    return subprocess.call([PYTHON, "-m", "flask", "--app", "app", *(words or ["serve"])])


def test(words: list[str]) -> int:
    """Runs every check, or pytest alone when it is told what to test."""
    install_programs()
    install("requirements-dev.txt")
    for check in [("-m", "pytest", *words)] if words else CHECKS:
        print(f"— python {' '.join(check)}", flush=True)
        code = subprocess.call([PYTHON, *check])
        if code:
            return code
    return 0


def install(requirements: str) -> None:
    """Makes the environment and puts the pinned packages into it; does nothing when they are there."""
    wanted = HOME / requirements
    digest = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()
    mark = VENV / "installed.txt"
    installed = mark.read_text(encoding="ascii").split() if mark.is_file() and PYTHON.is_file() else []
    if digest in installed:
        return
    if not PYTHON.is_file():
        make_environment()
    print(f"Устанавливаю пакеты из {requirements} …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(wanted)], check=True)
    mark.write_text("\n".join([*installed, digest]), encoding="ascii")


def make_environment() -> None:
    """Makes `.venv`; Debian keeps a part of the standard library that this needs in a package of its own."""
    try:
        import ensurepip  # noqa: F401, PLC0415  Debian parts it from Python
    except ImportError:
        apt_install([f"python3.{sys.version_info.minor}-venv"])
    print("Создаю окружение .venv …", flush=True)
    # a process of its own: the module installed just now is not seen by this one
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def install_programs() -> None:
    """Brings the programs that the tests use, where this can be done without asking."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not FONT.is_file():
        missing.append(FONT_PACKAGE)
    if missing and os.name != "nt":
        apt_install(missing)


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages as root; otherwise says what is missing."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"Не хватает программ: {', '.join(packages)}. Проверки с ними будут пропущены по имени.")
        return
    print(f"Устанавливаю: {', '.join(packages)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, env=quiet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A small program as a bundle brings it: its list, a package of two files, the same commands for its data."""

from __future__ import annotations

import base64
import ensurepip
import hashlib
import os
import shutil
import sys
import zipfile
from pathlib import Path

from delivery.environment import FOR_WORK, fingerprint, python_of
from delivery.listed import LIST, digest_of

# its data are one text; a copy is that text, and is made, restored and told of as by the real one
APP = """
import pathlib, shutil, sys
data = pathlib.Path("instance/sferum_docs.sqlite3")
if sys.argv[1] == "backup":
    copy = pathlib.Path("instance/backups/copy.zip").absolute()
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(data, copy)
    print("Копия:", copy)
if sys.argv[1] == "restore":
    into = pathlib.Path(sys.argv[4])
    into.mkdir()
    shutil.copy(sys.argv[2], into / data.name)
"""


def a_wheel(folder: Path, name: str = "toy", version: str = "1.0", tag: str = "py3-none-any") -> Path:
    """A package that says its version."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}/__init__.py": f"VERSION = {version!r}\n",
        f"{name}/more.py": "WHOLE = True\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    rows = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,"]) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return wheel


def _digest(content: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()


def unpack(home: Path, version: str, **files: str) -> None:
    """What unpacking a version over the folder does: its files are written, nothing goes."""
    wheels = home / "wheels"
    wheel = a_wheel(wheels, version=version)
    pip = next(Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))
    if not (wheels / pip.name).is_file():
        shutil.copy(pip, wheels)
    (home / FOR_WORK).write_text(f"toy=={version} --hash=sha256:{digest_of(wheel)}\n", encoding="ascii")
    (home / "app.py").write_text(APP, encoding="utf-8")
    names = [FOR_WORK, "app.py", f"wheels/{wheel.name}", f"wheels/{pip.name}"]
    for name, content in {"program/main.py": version, **files}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content, encoding="utf-8")
        names.append(name)
    lines = [f"{digest_of(home / name)}  {name}\n" for name in sorted(names)]
    (home / LIST).write_text("".join(lines), encoding="utf-8")


def pretend_installed(home: Path) -> None:
    """An environment that has what the list wants: the Python of the tests, without the half second of making it."""
    python = python_of(home / ".venv")
    python.parent.mkdir(parents=True, exist_ok=True)
    if not python.exists():
        real = Path(sys.executable).resolve()
        os.symlink(real, python)  # noqa: PTH211  as an environment has it
        (home / ".venv/pyvenv.cfg").write_text(
            f"home = {real.parent}\ninclude-system-site-packages = false\n", encoding="utf-8"
        )
    (home / ".venv" / f"{FOR_WORK}.sha256").write_text(fingerprint(home / FOR_WORK), encoding="ascii")

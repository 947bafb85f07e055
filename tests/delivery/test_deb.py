"""The Debian package as far as no bare system is needed; `python3 run.py deb --check` installs it in some."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from delivery.building.deb import PYTHONS, TEXTS, sandbox, text_of
from delivery.building.deb_check import steps

VALUES = {"version": "1.0-1", "size": "1"}
SCRIPTS = ("sferum-docs", "preinst", "postinst", "prerm", "postrm")
UNITS = ("sferum-docs.service", "sferum-docs-backup.service")
needs_sh = pytest.mark.skipif(shutil.which("bash") is None, reason="bash")


@pytest.mark.parametrize("name", sorted(path.name for path in TEXTS.iterdir() if path.name != "steps.sh"))
def test_every_place_of_a_text_is_filled(name: str) -> None:
    assert re.findall(r"(?<!\$)\{[a-z]+\}", text_of(name, VALUES)) == []


@needs_sh
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_of_the_package_is_sound(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(text_of(name, VALUES), encoding="utf-8")
    subprocess.run(["/bin/sh", "-n", str(tmp_path / name)], check=True)


@needs_sh
def test_each_step_of_the_trial_is_a_sentence_and_a_sound_script() -> None:
    found = steps()
    assert len(found) > 25
    for sentence, script in found:
        assert re.search(r"[а-я]{3}", sentence)
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize("name", UNITS)
def test_a_service_is_shut_off_from_the_machine(tmp_path: Path, name: str) -> None:
    unit = text_of(name, VALUES)
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "StateDirectory=sferum-docs", "User=sferum-docs"):
        assert line in unit.splitlines()
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze")
    (tmp_path / name).write_text(unit, encoding="utf-8")
    words = ["systemd-analyze", "security", "--offline=yes", "--threshold=30", "--no-pager", str(tmp_path / name)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-200:] + done.stderr


def test_limits_are_those_of_the_service_for_several_processes_but_for_its_disk() -> None:
    lines = sandbox().splitlines()
    assert len(lines) > 20
    assert not [line for line in lines if line.startswith(("ReadWritePaths", "StateDirectory=", "["))]


def test_the_package_is_for_the_pythons_that_it_brings_packages_for() -> None:
    control = text_of("control", VALUES)
    assert f"python3 (>= {PYTHONS[0]})" in control
    assert f"python3 (<< 3.{int(PYTHONS[-1].split('.')[1]) + 1})" in control

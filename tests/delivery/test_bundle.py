"""The bundle that a school is given: whole for each machine that it names, enough without a network."""

import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from delivery.building import bare, bundle
from delivery.building.bundle import LOCK, PIP, Member, build, members, write
from delivery.building.wheels import LINUX, PLATFORMS, PYTHONS, WINDOWS, Pinned, Platform, fetch, lacking, read_pinned
from delivery.environment import FOR_WORK, HOME
from delivery.listed import LIST, check, digest_of, list_of
from delivery.trouble import Trouble
from tests.delivery.toys import a_wheel

WHEN = datetime(2026, 11, 29, 3, 4, 6, tzinfo=UTC)


def pinned() -> list[Pinned]:
    return read_pinned((HOME / FOR_WORK).read_text(encoding="utf-8") + PIP.read_text(encoding="utf-8"))


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_package_has_a_wheel_for_every_platform_and_python(platform: Platform, python: str) -> None:
    rows = [line.split("  ") for line in LOCK.read_text(encoding="ascii").splitlines()]
    known = {digest for one in pinned() for digest in one.sums}
    wheels = [name for digest, name in rows if digest in known]
    assert lacking(pinned(), wheels, platform, python) == [], "python3 run.py bundle --lock --out ПАПКА"


def test_every_line_of_the_list_of_packages_is_read() -> None:
    text = (HOME / FOR_WORK).read_text(encoding="utf-8")
    assert len(read_pinned(text)) == text.count("==") - text.count(" == '")
    assert all(one.sums for one in pinned())


def test_a_package_without_a_wheel_is_named_with_where_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "there"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    wheel = a_wheel(tmp_path / "there", "only_linux", tag="cp312-cp312-manylinux_2_17_x86_64")
    rows = [Pinned(name, "1.0", "", frozenset({digest_of(wheel)})) for name in ("only-linux", "docopt")]
    with pytest.raises(Trouble, match=r"windows-amd64, Python 3\.12: only-linux 1\.0, docopt 1\.0"):
        fetch(rows, WINDOWS, "3.12", tmp_path / "got")
    assert lacking(rows, [wheel.name], LINUX, "3.12") == ["docopt 1.0"]
    assert lacking(rows, [wheel.name], LINUX, "3.13") == ["only-linux 1.0", "docopt 1.0"]


def test_a_marker_is_asked_of_the_machine_that_is_meant() -> None:
    (row,) = read_pinned(
        "tzlocal==1.0 ; sys_platform == 'win32' and python_full_version >= '3.12' \\\n    --hash=sha256:00\n"
    )
    wanted = {
        (platform.name, python)
        for platform in PLATFORMS.values()
        for python in PYTHONS
        if row.is_wanted(platform, python)
    }
    assert wanted == {("windows-amd64", "3.12"), ("windows-amd64", "3.13")}


def test_the_same_files_make_the_same_archive_and_its_list_holds(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    a_wheel(wheels)
    program = [
        Member("run.py", b"1"),
        Member("doc/район.txt", "текст".encode()),
        Member("start.sh", b"#!/bin/sh", 0o100755),
    ]
    for name, files in (("one.zip", program), ("two.zip", program[::-1])):
        write(tmp_path / name, files, wheels, WHEN)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        archive.extractall(tmp_path)
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
        utf8 = [info.filename for info in archive.infolist() if info.flag_bits & 0x800]
    assert modes["sferum-docs/start.sh"] == 0o100755
    assert modes["sferum-docs/run.py"] == 0o100644
    assert utf8 == ["sferum-docs/doc/район.txt"], "an unpacker is told how the name is written"
    listed = list_of(tmp_path / "sferum-docs")
    assert listed is not None
    assert len(listed.sums) == 4
    check(tmp_path / "sferum-docs", listed)


def test_what_a_school_needs_is_in_and_nothing_else() -> None:
    for platform in PLATFORMS.values():
        found = {member.name: member for member in members(platform)}
        assert {"run.py", "app.py", FOR_WORK, "delivery/versions.py", "docs/ru/сервер.md", "Прочти.txt"} <= set(found)
        assert [name for name in found if name.startswith(("tests/", ".", "instance/", "delivery/building"))] == []
        assert LIST not in found
    assert {"start.bat", "start.sh"} & set(found) == {"start.bat"}
    readme = found["Прочти.txt"].content.decode("utf-8")
    assert readme.startswith("\N{BOM}"), "Notepad knows by it that these are Russian letters"
    assert readme.count("\n") == readme.count("\r\n") > 20
    script = found["start.bat"].content
    assert script.count(b"\n") == script.count(b"\r\n") > 10
    assert script.startswith(b"@echo off"), "a console takes a mark for a command"


@pytest.mark.skipif(sys.platform == "win32", reason="sh")
def test_without_a_python_the_start_says_what_to_do(tmp_path: Path) -> None:
    text = (bundle.TEXTS / "start.sh").read_text(encoding="utf-8").replace("/usr/bin/python3", "")
    (tmp_path / "start.sh").write_text(text, encoding="utf-8")
    for name in ("dirname", "cat"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", tmp_path / "start.sh"], env={"PATH": str(tmp_path)}, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "sudo apt install python3" in done.stdout.decode()


@pytest.mark.skipif(not bare.can_be_made(), reason="нужны Debian, root и unshare")
def test_a_school_without_a_network_unpacks_starts_and_has_its_first_packet(tmp_path: Path) -> None:
    (archive,) = build(tmp_path / "out", ["linux-x86_64"], [bare.version()])
    seconds, said = bare.first_packet(archive, tmp_path)
    sys.stdout.write(f"from the archive to the first packet: {seconds:.0f} s\n")
    assert "Расхождений файлов с комплектом: 0" in said
    assert seconds <= bare.LIMIT, "what a school is promised; a quarter of it is usual on a machine at work"

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from sferum_docs.services.installation.private_files import close_to_others, kept_secret


@pytest.mark.parametrize("left", [None, "", "\n"])
def test_a_secret_is_made_once_and_an_empty_one_is_none(tmp_path: Path, left: str | None) -> None:
    path = tmp_path / "secret"
    if left is not None:
        path.write_text(left)
    assert kept_secret(path, lambda: "первый".encode().hex()) == "первый".encode().hex()
    assert kept_secret(path, lambda: "second") == "первый".encode().hex()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["secret"]


def test_of_two_first_starts_both_get_the_same_secret(tmp_path: Path) -> None:
    together = Barrier(8)

    def begin(number: int) -> str:
        together.wait()
        return kept_secret(tmp_path / "secret", lambda: f"made by {number}")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(begin, range(8)))) == 1


def test_a_secret_that_another_made_since_it_was_looked_for_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    looked: list[Path] = []
    read = Path.read_text

    def late(self: Path, **how: str) -> str:
        if self == path and not looked:
            looked.append(self)
            self.write_text("made by the other", encoding="ascii")
            raise FileNotFoundError
        return read(self, **how)

    monkeypatch.setattr(Path, "read_text", late)
    assert kept_secret(path, lambda: "made late") == "made by the other"


def test_a_crash_while_the_secret_is_made_leaves_none(tmp_path: Path) -> None:
    def full() -> str:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        kept_secret(tmp_path / "secret", full)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_reads_what_an_installation_keeps(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir(mode=0o755)
    for name in ("sferum_docs.sqlite3", "sferum_docs.sqlite3-wal", "backups/copy.zip"):
        (tmp_path / name).write_bytes(b"names and telephones")
        (tmp_path / name).chmod(0o644)
    usual = os.umask(0o022)
    try:
        close_to_others(tmp_path)
        (tmp_path / "later").write_bytes(b"")
    finally:
        os.umask(usual)
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [tmp_path, *tmp_path.rglob("*")]} == {0}

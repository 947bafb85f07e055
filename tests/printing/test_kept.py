"""The folder of what was printed: whole files, the least used removed first."""

import os
import threading
from pathlib import Path

from sferum_docs.printing import FileCache


def test_what_is_kept_is_made_once(tmp_path: Path) -> None:
    kept, made = FileCache(tmp_path / "cache"), []

    def make() -> bytes:
        made.append("once")
        return b"page"

    assert kept.get("a.pdf", make) == kept.get("a.pdf", make) == b"page"
    assert made == ["once"]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a.pdf"], "no half-written file is left"


def test_an_empty_file_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert FileCache(tmp_path).get("a.pdf", lambda: b"page") == b"page"


def test_the_least_used_files_give_way(tmp_path: Path) -> None:
    kept = FileCache(tmp_path, limit=100)
    for number in range(9):
        kept.keep(f"{number}.pdf", b"x" * 10)
        os.utime(tmp_path / f"{number}.pdf", (1000 + number, 1000 + number))
    assert kept.find("0.pdf"), "now it is the one used last"
    kept.keep("new.pdf", b"x" * 20)
    left = {path.name for path in tmp_path.iterdir()}
    assert {"0.pdf", "new.pdf", "8.pdf"} <= left
    assert "1.pdf" not in left
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 100


def test_a_folder_filled_by_an_earlier_run_is_bounded_too(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.pdf").write_bytes(b"x" * 10)
    FileCache(tmp_path, limit=100).keep("new.pdf", b"x")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 100


def test_a_folder_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert FileCache(tmp_path / "cache").get("a.pdf", lambda: b"page") == b"page"


def test_readers_never_see_half_a_file(tmp_path: Path) -> None:
    kept, content = FileCache(tmp_path), b"x" * 1_000_000
    kept.keep("a.pdf", content)
    wrong: list[int] = []

    def read() -> None:
        for _ in range(50):
            found = kept.find("a.pdf")
            wrong.extend([] if found == content else [len(found or b"")])

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(50):
        kept.keep("a.pdf", content)
    for reader in readers:
        reader.join()
    assert wrong == []

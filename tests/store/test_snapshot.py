import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from sferum_docs.store import snapshot
from sferum_docs.store.database import writing
from sferum_docs.store.schools import put_school
from tests.builders import a_school
from tests.databases import absent


@pytest.mark.usefixtures("app")
def test_a_snapshot_holds_what_was_kept(tmp_path: Path) -> None:
    with writing() as session:
        put_school(session, a_school(), None)
    if not snapshot.is_sqlite() and shutil.which("pg_dump") is None:
        absent("pg_dump")
    file = snapshot.take(tmp_path)
    if file.name == snapshot.SQLITE_NAME:
        with closing(sqlite3.connect(file)) as copy:
            assert copy.execute("SELECT count(*) FROM school").fetchone() == (1,)
    else:
        told = subprocess.run(
            ["pg_restore", "--data-only", "--table=school", "--file=-", file], capture_output=True, check=True
        )
        assert "Ключевская СОШ" in told.stdout.decode()


@pytest.mark.usefixtures("app")
def test_a_sound_database_is_found_sound() -> None:
    assert snapshot.quick_check() == "ok"

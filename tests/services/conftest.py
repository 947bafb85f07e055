from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import application, migrated


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    path = tmp_path / "school.db"
    path.write_bytes(migrated())
    with application(f"sqlite:///{path}") as app:
        yield app

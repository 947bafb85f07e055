from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.packs.choose import look_also_in
from tests.databases import application, migrated
from tests.district import District, fill_district


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    path = tmp_path / "school.db"
    path.write_bytes(migrated())
    with application(f"sqlite:///{path}") as app:
        yield app


@pytest.fixture
def district(app: Flask, tmp_path: Path) -> Iterator[District]:
    """An office with its schools on a machine where packs may be taken in."""
    assert app
    look_also_in(tmp_path)
    yield fill_district()
    look_also_in(None)

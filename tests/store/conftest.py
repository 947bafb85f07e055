from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import application, postgresql


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'school.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    with application(url) as app:
        yield app

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import application


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    with application(f"sqlite:///{tmp_path / 'school.db'}") as app:
        yield app

"""What holds for every run of the tests."""

import gc
import os
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sferum_docs.store.database import SAFETY
from tests.second_acts import lay_second_acts

# Whatever starts the tests may forbid compiled files (images of containers do). A run starts the program a hundred
# times and reads two hundred test files in every worker: without them each compiles the same anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# how long an example takes says how busy the machine is
settings.register_profile("any machine", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
# what a test keeps outlives its process, not the machine: nobody waits for the disk
os.fsync = lambda fd: None  # noqa: ARG005  the name is that of the standard library
SHIPPED_SAFETY = {**SAFETY}
SAFETY.update(dict.fromkeys(SAFETY, "OFF"))


@pytest.fixture(scope="session")
def second_acts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packs of two other acts, ready to be used: `ministry` and `requirements`."""
    return lay_second_acts(tmp_path_factory.mktemp("acts"))


@pytest.fixture(scope="session", autouse=True)
def addresses() -> None:
    """Whoever makes applications makes each address once."""
    if "flask" in sys.modules:  # tests of pure rooms know no web
        import_module("tests.known_addresses").know_addresses()


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: each waits a third of its time for a browser, an office, a server that starts."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Workers take the long files first, so that none is left with one while the others have ended.

    `run.py` tells them to keep this order; what a file weighs changes nothing but the moment it is taken.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        here = Path(__file__).parent
        weights = tomllib.loads((here / "weights.toml").read_text(encoding="utf-8"))
        items.sort(key=lambda item: -weights.get(name_of(item.path, here), 0))


def name_of(path: Path, folder: Path) -> str:
    """A file of tests as the table of weights names it; tests in the program itself by their whole path."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def pytest_collection_finish() -> None:
    """As the program does when it serves: what is loaded lives to the end, and no search for garbage looks at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)

"""The house stays one that a stranger can read: short modules and functions, small folders, few imports."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import sferum_docs
from tests.conftest import pytest_collection_modifyitems
from tests.yardstick import least_growth

ROOM = Path(sferum_docs.__file__).parent
TESTS = Path(__file__).parent
MOST_LINES, MOST_OF_A_FUNCTION, MOST_MODULES, MOST_IMPORTS = 300, 40, 14, 20
# digits that a pattern bounds, or that the program or whoever starts it has written
OWN_DIGITS = {
    "acts_reader/words/deadlines/spans.py",
    "docengine/compiling/guards.py",
    "grammar/words/search.py",
    "services/installation/place.py",
}
GROWS = {"store/migrations/versions"}  # a module for each change of the tables, read one at a time


def modules() -> Iterator[tuple[str, str]]:
    """Every module of the program by its place, with its source."""
    for path in sorted(ROOM.rglob("*.py")):
        place = path.relative_to(ROOM).as_posix()
        if path.parent.relative_to(ROOM).as_posix() not in GROWS:
            yield place, path.read_text(encoding="utf-8")


def test_no_module_is_longer_than_a_person_reads_in_one_go() -> None:
    assert [place for place, source in modules() if source.count("\n") > MOST_LINES] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{place} {node.name}"
        for place, source in modules()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > MOST_OF_A_FUNCTION
    ]
    assert long == []


def test_no_folder_holds_more_modules_than_one_keeps_in_mind() -> None:
    folders = Counter(place.rpartition("/")[0] for place, _source in modules() if not place.endswith("__init__.py"))
    assert {folder: count for folder, count in folders.items() if count > MOST_MODULES} == {}


def test_no_module_needs_many_others() -> None:
    needed = {
        place: {
            node.module
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sferum_docs")
        }
        for place, source in modules()
    }
    assert {place: len(names) for place, names in needed.items() if len(names) > MOST_IMPORTS} == {}


def test_no_test_waits_for_a_page_by_a_script_that_the_page_forbids() -> None:
    """Playwright asks its second question by `eval`, which our pages do not let run: it would hang on who is first."""
    asked = "wait_for_" + "function"
    assert [
        path.name for path in sorted(Path(__file__).parent.rglob("*.py")) if asked in path.read_text(encoding="utf-8")
    ] == []


def test_workers_take_the_long_files_first_and_keep_the_order_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tomllib.loads((TESTS / "weights.toml").read_text(encoding="utf-8"))
    assert [name for name in weights if not (TESTS / name).is_file()] == []
    longest = max(weights, key=lambda name: weights[name])
    names = ["zz.py", "aa.py", longest, "../sferum_docs/app.py"]
    items: Any = [SimpleNamespace(path=TESTS / name) for name in names]
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    pytest_collection_modifyitems(items)
    assert [item.path for item in items] == [TESTS / name for name in names], "one process keeps the order of folders"
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    pytest_collection_modifyitems(items)
    assert [item.path.name for item in items] == [Path(longest).name, "zz.py", "aa.py", "app.py"]


def test_a_spoilt_moment_is_no_square_and_a_square_is_one_in_every_pair() -> None:
    pressed_upon = iter([16.0, 4.0])
    assert least_growth(lambda: 1.0, lambda: next(pressed_upon), enough=8) == 4
    assert least_growth(lambda: 1.0, lambda: 16.0, enough=8) == 16


def test_digits_are_counted_before_they_become_a_number() -> None:
    """`int` fails on «²», which `isdigit` takes, and on five thousand digits: `reading.numbers.digits` does not."""
    careless = {
        place
        for place, source in modules()
        for line in source.splitlines()
        if re.search(r"\.is(?:digit|decimal|numeric)\(", line) and re.search(r"\bint\(", line)
        if (".isdigit" in line and "isascii" not in line) or not re.search(r"len\(|\[:\d\]", line)
    }
    assert careless == OWN_DIGITS

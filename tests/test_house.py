"""The house stays one that a stranger can read: short modules and functions, small folders, few imports."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sferum_docs

ROOM = Path(sferum_docs.__file__).parent
MOST_LINES, MOST_OF_A_FUNCTION, MOST_MODULES, MOST_IMPORTS = 300, 40, 14, 20
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

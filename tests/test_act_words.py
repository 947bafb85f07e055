"""The program's own texts name no act: what is an act's stands in its pack, and pages take the words from there."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OF_AN_ACT = re.compile(
    r"постановлен|сферум(?!-документ)|мо[яйюеё]\w* школ|№\s?262\b|\bп(?:ункт\w*|\.)[\s\u00a0]1\.\d|не активен",
    re.IGNORECASE,
)
# the kinds of papers that ГОСТ Р 7.0.97 knows, whoever issues them
GENERAL = (
    "sferum_docs/acts_reader/",  # the words by which any act is read
    "sferum_docs/directives/due_day.py",  # … and the day of its signing is known
    "sferum_docs/gost/",
    "sferum_docs/packs/readers/roles_before.toml",  # the four roles of packs made before a pack declared its own
)
EXCEPTIONS = {
    "sferum_docs/cli/templates.py": {"постановление"},  # what a choice was called formerly, still understood
    "sferum_docs/directives/model.py": {"комплект без постановления"},  # the kind of a pack without any act
    "sferum_docs/documents/tags/directive.py": {"постановление", "Постановление"},  # a tag of templates in use
    "sferum_docs/packs/readers/roles.py": {"постановление"},  # the same tag, kept from roles
    "sferum_docs/services/installation/doctor.py": {  # of the Government, about days off
        "Обновите программу: переносы выходят в постановлении Правительства."
    },
    "sferum_docs/services/users/passwords.py": {"сферум"},  # a password that is guessed first
    "sferum_docs/schools/fields/chat.py": {"название в сферум"},  # a heading that lists of schools have
    "sferum_docs/store/migrations/versions/0020_acts_of_a_school.py": {  # what was assigned before there was a choice
        "Сферум-2023: постановление № 262"
    },
    "sferum_docs/grammar/nouns.toml": {"сферум", "m сферума сферуму сферум сферумом сферуме"},  # how the word declines
}


def strings_of(path: Path) -> Iterator[str]:
    """The texts of a module, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def values_of(data: object) -> Iterator[str]:
    """Every key and text of a TOML file."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from values_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from values_of(value)
    elif isinstance(data, str):
        yield data


def texts() -> Iterator[tuple[str, str]]:
    """Every text of the program and of its pages with the file it stands in."""
    for path in sorted((ROOT / "sferum_docs").rglob("*.py")):
        yield from ((path.relative_to(ROOT).as_posix(), text) for text in strings_of(path))
    for path in sorted((ROOT / "sferum_docs").rglob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((path.relative_to(ROOT).as_posix(), text) for text in values_of(read))
    for path in sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "sferum_docs").rglob("static/*.js")]):
        yield from ((path.relative_to(ROOT).as_posix(), line) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def found() -> list[tuple[str, str]]:
    """The texts that name an act, and where; read when they are asked for: every process collects this file."""
    return [(name, text) for name, text in texts() if OF_AN_ACT.search(text) and not name.startswith(GENERAL)]


def test_no_text_of_the_program_names_an_act_or_a_clause_of_it(found: list[tuple[str, str]]) -> None:
    assert [(name, text) for name, text in found if text not in EXCEPTIONS.get(name, ())] == []


def test_every_exception_is_still_needed(found: list[tuple[str, str]]) -> None:
    assert {(name, text) for name, allowed in EXCEPTIONS.items() for text in allowed} <= set(found)

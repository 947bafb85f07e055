"""Nothing is cut in silence: every place that takes a part of what there is stands in `limits.toml`, with its reason.

A place is a `.limit(…)` or `islice(…)`, a slice up to a number or a constant in the rooms that answer people, a default
limit of a function, a slice in a page. A new one fails here until somebody has decided how the user gets the rest.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACES: dict[str, str] = tomllib.loads((ROOT / "tests/limits.toml").read_text(encoding="utf-8"))
REASONS = {
    "one": "one row is wanted",
    "paged": "the next page has the rest",
    "told": "how much is left out is said beside it",
    "offered": "values to choose from; any other may be typed",
    "streamed": "the rest follows, a part at a time",
    "refused": "more than this is refused with a sentence",
    "words": "a text is shortened for its place; the whole stands elsewhere or is not ours",
    "bound": "what a stranger may ask at once is bounded",
}
_ROOMS = ("store", "services", "web")
_LEAST = 5  # a slice up to less is a part of a word
_IN_PAGES = re.compile(r"\[:\s*([\w.]+)\s*\]")


def test_every_limit_is_decided_and_no_decision_is_left_over() -> None:
    found = {*_of_modules(), *_of_pages()}
    assert found - PLACES.keys() == set(), "decide how a user gets the rest, and write it into tests/limits.toml"
    assert PLACES.keys() - found == set(), "these are gone"
    assert {reason for reason in PLACES.values() if reason not in REASONS} == set()


def test_no_query_has_a_limit_that_whoever_asks_does_not_know() -> None:
    """A default is a limit that nobody has thought of: the oldest entries once were lost by one."""
    faulty = []
    for path, tree in _modules(("store",)):
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                named = function.args.args + function.args.kwonlyargs
                given = [None] * (len(function.args.args) - len(function.args.defaults))
                defaults = [*given, *function.args.defaults, *function.args.kw_defaults]
                faulty += [
                    f"{path}: {function.name}({argument.arg})"
                    for argument, default in zip(named, defaults, strict=True)
                    if argument.arg in {"limit", "most", "count"}
                    and isinstance(default, ast.Constant)
                    and default.value is not None
                ]
    assert faulty == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("query.limit(200)", ["limit(200)"]),
        ("rows[:_MOST]", ["[:_MOST]"]),
        ("rows[:500]", ["[:500]"]),
        ("islice(rows, 7)", ["limit(7)"]),
        ("word[:1].upper() + rows[1:]", []),
    ],
)
def test_a_new_limit_is_seen(code: str, found: list[str]) -> None:
    assert [text for _name, text in _cuts(ast.parse(code))] == found


def _modules(rooms: tuple[str, ...] = _ROOMS) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((ROOT / "sferum_docs" / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT / "sferum_docs").as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _of_modules() -> Iterator[str]:
    for path, tree in _modules():
        yield from (f"{path} {name}: {text}" for name, text in _cuts(tree))


def _of_pages() -> Iterator[str]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for bound in _IN_PAGES.findall(path.read_text(encoding="utf-8")):
            if not bound.isdigit() or int(bound) >= _LEAST:
                yield f"{path.relative_to(ROOT).as_posix()}: [:{bound}]"


def _cuts(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, str]]:
    """(Function, code) of every cut."""
    for node in ast.iter_child_nodes(tree):
        name = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else inside
        if _is_cut(node):
            yield inside or "module", _told(node)
        yield from _cuts(node, name)


def _told(node: ast.AST) -> str:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.upper:
        return f"[:{ast.unparse(node.slice.upper)}]"
    assert isinstance(node, ast.Call)
    return f"limit({ast.unparse(node.args[-1])})"


def _is_cut(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return called in {"limit", "islice"} and bool(node.args)
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return False
    bound = node.slice.upper
    if isinstance(bound, ast.Constant):
        return isinstance(bound.value, int) and bound.value >= _LEAST
    return isinstance(bound, ast.Name | ast.Attribute) and ast.unparse(bound).rpartition(".")[2].isupper()

"""The patterns of the package: those its modules keep, and those written where they are used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sferum_docs
from sferum_docs.acts_reader.words.deadlines.deadline import RULES
from sferum_docs.documents.registering.registration_marks import _WHOLE
from sferum_docs.gost.checks.head import mask_pattern
from sferum_docs.gost.checks.stamps import _E_SIGNATURE_PARTS
from sferum_docs.grammar.persons.gender import _signs
from sferum_docs.printing.typefaces import _SERIFS

if TYPE_CHECKING:
    from types import ModuleType

_RUN_BY_OTHERS = {
    "sferum_docs.printing.office.worker",
    "sferum_docs.reading.sheets.worker",
    "sferum_docs.reading.pdf_worker",
}
MATCHED = frozenset(_WHOLE)  # kept together, and matched with whole paragraphs
_FROM_THE_BEGINNING = {"match", "fullmatch"}
_THROUGH = {"sub", "subn", "split", "findall", "finditer"}
_CALLS = {"compile", "search", *_FROM_THE_BEGINNING, *_THROUGH}
_MASKS = (
    "{номер}-ОД",
    "п-{номер}/{год}-{гг}",
    "{номер}" + "{год}" * 6,
    "{номер}" + "{гг}" * 8,
)  # of 40 letters at most
# what a function takes from a table, or makes of what a person has written: «module: expression» → all it may be
Texts = Iterable[str | re.Pattern[str]]
MADE: dict[str, Callable[[], Texts]] = {
    "acts_reader.words.deadlines.parts: f'\\\\b(?:{pattern})'": lambda: (each.pattern for each in RULES),
    "documents.consistency.agreements: f'{before}(\\\\d+){after}'": lambda: (r"прошли\ обучение\ (\d+)\ человек",),
    "gost.checks.head: mask_pattern(case.profile.number_mask)": lambda: map(mask_pattern, _MASKS),
    "gost.checks.stamps: pattern": _E_SIGNATURE_PARTS.values,
    "grammar.persons.gender: rows[name][key].replace('ё', 'е')": _signs().last.values,
    "grammar.persons.gender: f'{shown}|.*(?:{alternatives(kind)})'": _signs().middle.values,
    "printing.typefaces: pattern": lambda: (text for _name, *both in _SERIFS for text in both),
}
_HIDING = re.compile(r"(?m)^\s*(?:from re import|import re as)")
_HOW = {"grammar.persons.gender": ("fullmatch",)}


@dataclass(frozen=True)
class Found:
    """A pattern, the room it stands in, and how it is tried on a text."""

    room: str
    pattern: re.Pattern[Any]
    attempts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.room}: {self.pattern.pattern[:60]!r}"


@dataclass(frozen=True)
class Call:
    """A call of the standard library with a pattern; `given` is nothing when a function makes its pattern itself."""

    room: str
    name: str
    source: str
    given: str | re.Pattern[Any] | None = None
    flags: int = 0

    @property
    def place(self) -> str:
        return f"{self.room}: {self.source}"


@cache
def patterns() -> tuple[Found, ...]:
    """Every pattern once in each room."""
    found: dict[tuple[str, str | bytes, int], Found] = {}
    for item in (*_kept(), *_written()):
        found.setdefault((item.room, item.pattern.pattern, item.pattern.flags), item)
    return tuple(found.values())


def _kept() -> Iterator[Found]:
    seen: set[int] = set()
    for module in _modules():
        for value in vars(module).values():
            for pattern in _inside(value, 0):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield Found(_room(module.__name__), pattern, _used(pattern))


def _written() -> Iterator[Found]:
    for call in _calls():
        texts = MADE.get(call.place, tuple)() if call.given is None else (call.given,)
        for text in texts:
            pattern = text if isinstance(text, re.Pattern) else re.compile(text, call.flags)
            yield Found(call.room, pattern, _HOW.get(call.room) or _attempts({call.name}))


@cache
def _calls() -> tuple[Call, ...]:
    """Every call of `re` inside a function of the package."""
    sources = ((module, _source(module)) for module in _modules())
    return tuple(
        call
        for module, source in sources
        if "re" in vars(module)
        for call in calls_of(_room(module.__name__), source, vars(module))
    )


def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def calls_of(room: str, source: str, names: Mapping[str, Any]) -> Iterator[Call]:
    """Every call of `re` inside a function, its pattern computed with the names that the module has."""
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.Lambda))
    inside = {node: None for function in functions for node in ast.walk(function)}  # each once, a function's in order
    for node in inside:
        if not isinstance(node, ast.Call) or _called(node) not in _CALLS:
            continue
        asked = {word.arg: word.value for word in node.keywords}
        given = node.args[0] if node.args else asked["pattern"]
        place = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(_called(node), 2)
        flags = asked.get("flags", node.args[place] if len(node.args) > place else None)
        told = 0 if flags is None else int(_value(flags, names))
        yield Call(room, _called(node), ast.unparse(given), _value(given, names), told)


def _called(node: ast.Call) -> str:
    of = node.func
    return of.attr if isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name) and of.value.id == "re" else ""


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    try:
        return eval(compile(ast.Expression(node), "pattern", "eval"), dict(names))  # noqa: S307  our own source
    except NameError:  # a name of the function
        return None


def unseen() -> Iterator[str]:
    """Patterns that a function makes, and nobody has said of what; names that hide whose function is called."""
    yield from made_places() - MADE.keys()
    for module in _modules():
        yield from (f"{_room(module.__name__)}: from re import" for _ in _HIDING.findall(_source(module)))


def made_places() -> set[str]:
    """Where functions make their patterns."""
    return {call.place for call in _calls() if call.given is None}


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = (module.name for module in pkgutil.walk_packages(sferum_docs.__path__, "sferum_docs."))
    return tuple(
        importlib.import_module(name) for name in names if name not in _RUN_BY_OTHERS and "migrations" not in name
    )


@cache
def _names() -> dict[int, set[str]]:
    """What the modules call each pattern that they keep under a name, by its identity."""
    found: dict[int, set[str]] = {}
    for module in _modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found.setdefault(id(value), set()).add(name)
    return found


@cache
def _uses() -> dict[str, set[str]]:
    """How a thing of each name is used anywhere in the package: «name.use(»."""
    found: dict[str, set[str]] = {}
    for path in Path(sferum_docs.__file__).parent.rglob("*.py"):
        for name, use in re.findall(r"\b(\w++)\.(\w++)\(", path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(use)
    return found


def _room(module: str) -> str:
    return module.removeprefix("sferum_docs.")


def _used(pattern: re.Pattern[Any]) -> tuple[str, ...]:
    """How a pattern is used: one that is only matched from a beginning is not tried at every place of a text."""
    if pattern in MATCHED:
        return ("fullmatch",)
    used: set[str] = set().union(*(_uses().get(name, set()) for name in _names().get(id(pattern), ())))
    return _attempts(used & _CALLS)


def _attempts(used: set[str]) -> tuple[str, ...]:
    """By one of each way to go through a text; both ways when nobody is seen to use it."""
    if used and used <= _FROM_THE_BEGINNING:
        return tuple(sorted(used))
    if used and "compile" not in used:
        return ("findall" if used & _THROUGH else "search", *sorted(used & _FROM_THE_BEGINNING))
    return ("search", "fullmatch")


def _inside(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from _inside(item, depth + 1)

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import sferum_docs

# compiled by the standard library, not by us
_PARSER: Any = importlib.import_module("re._parser")
_START, _SMALL, _LONGEST = 8, 32, 512
_NOTICED = 0.005  # seconds; below it the clock says little
_SQUARE_AND_A_BIT = 2.5
_RUN_BY_OTHERS = {"sferum_docs.printing.worker", "sferum_docs.reading.worker", "sferum_docs.reading.pdf_worker"}
_KINDS = {
    "CATEGORY_DIGIT": "7", "CATEGORY_NOT_DIGIT": "а", "CATEGORY_SPACE": " ", "CATEGORY_NOT_SPACE": "а",
    "CATEGORY_WORD": "а", "CATEGORY_NOT_WORD": "-",
}  # fmt: skip
_COMMON = (
    "а",
    "А",
    "_",
    "7",
    " ",
    "А. ",
    "а-",
    "а.",
    "а,",
    "_ ",
    "{",
    "{{ ",
    "{%",
    "<",
    "<w:p ",
    '"',
    "«_",
    "\n",
    "а ",
)


def test_no_pattern_of_the_package_takes_long_however_a_text_is_made_up() -> None:
    slow = [
        f"{where}: {pattern.pattern!r} on {unit!r} × {count}: {seconds:.3f} s"
        for where, pattern in compiled_patterns()
        for unit, count, seconds in slow_units(pattern)
    ]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("pattern", [r"(?:а\.?|[а.])+!", r"(\w+\s?)*!", r"(а|а)*б", r"\s*\d*\s*\d*\s*!"])
def test_a_pattern_that_does_is_found(pattern: str) -> None:
    assert list(slow_units(re.compile(pattern)))


def compiled_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of ours holds, wherever in its tables, with the name of the module."""
    found: dict[int, tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(sferum_docs.__path__, "sferum_docs."):
        if module.name in _RUN_BY_OTHERS or "migrations" in module.name:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for pattern in _inside(value, 0):
                found.setdefault(id(pattern), (module.name, pattern))
    return iter(found.values())


def _inside(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from _inside(item, depth + 1)


def slow_units(pattern: re.Pattern[Any]) -> Iterator[tuple[str, int, float]]:
    """What makes the pattern slow when it is repeated: its own pieces, and what people repeat."""
    for start, unit in dict.fromkeys((*_own_units(pattern), *(("", unit) for unit in _COMMON))):
        for attempt in (pattern.search, pattern.fullmatch):
            count, seconds = _worst(attempt, start, unit, binary=isinstance(pattern.pattern, bytes))
            if seconds:
                yield f"{start}…{unit}", count, seconds


def _worst(attempt: Callable[[Any], object], start: str, unit: str, *, binary: bool) -> tuple[int, float]:
    """How often the unit stood when the time grew faster than the square of the text; 0 seconds: it never did."""
    count = _START
    while count * len(unit) <= _LONGEST:
        seconds = _time(attempt, _made_up(start, unit, count, binary=binary))
        if seconds > _NOTICED:
            grows = all(_grows(attempt, start, unit, count, binary=binary) for _ in range(3))
            return count, seconds if grows else 0.0
        count = count + 3 if count < _SMALL else count * 2
    return count, 0.0


def _grows(attempt: Callable[[Any], object], start: str, unit: str, count: int, *, binary: bool) -> bool:
    less = count * 3 // 4  # a small step back: a pattern may double with every turn
    few, many = (_made_up(start, unit, turns, binary=binary) for turns in (less, count))
    before = max(_time(attempt, few) for _ in range(2))
    after: float = min(_time(attempt, many) for _ in range(2))
    return bool(after > before * (count / less) ** _SQUARE_AND_A_BIT)


def _made_up(start: str, unit: str, count: int, *, binary: bool) -> Any:
    text = start + unit * count + "\x01"
    return text.encode() if binary else text


def _time(attempt: Callable[[Any], object], text: str | bytes) -> float:
    started = time.process_time()
    attempt(text)
    return time.process_time() - started


def _own_units(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """(what stands before it, one turn of it) for every repetition in a pattern."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    yield from _turns(_PARSER.parse(text, pattern.flags & ~re.DEBUG), "")


def _turns(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    for code, argument in tree:
        name = str(code)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _least, most, inner = argument
            if most > 8:
                for unit in _samples(inner):
                    yield before, unit
            yield from _turns(inner, before)
        elif name == "SUBPATTERN":
            yield from _turns(argument[3], before)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _turns(branch, before)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _turns(argument[1], before)
        before += next(iter(_samples([(code, argument)])), "")


def _samples(tree: Any) -> list[str]:
    """A few texts that the piece of a pattern matches, more or less: the least of it and the most."""
    texts = [""]
    for code, argument in tree:
        texts = [head + tail for head in texts for tail in _piece(str(code), argument)][:6]
    return [text for text in texts if text]


def _piece(name: str, argument: Any) -> list[str]:
    if name == "LITERAL":
        return [chr(argument)]
    if name == "IN":
        return _of_set(argument)
    if name == "BRANCH":
        return [sample for branch in argument[1] for sample in _samples(branch)[:1]][:3] or [""]
    if name == "SUBPATTERN":
        return _samples(argument[3]) or [""]
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, _most, inner = argument
        samples = _samples(inner) or [""]
        return [sample * max(1, least) for sample in samples[:2]] + ([""] if least == 0 else [])
    return ["а" if name in {"NOT_LITERAL", "ANY"} else ""]


def _of_set(members: Any) -> list[str]:
    """A sign of a set; of the set turned round, a sign that is none of it."""
    turned = bool(members) and str(members[0][0]) == "NEGATE"
    if turned:
        return ["а"]
    found = []
    for code, argument in members:
        if str(code) == "LITERAL":
            found.append(chr(argument))
        elif str(code) == "RANGE":
            found.append(chr(argument[0]))
        elif str(code) == "CATEGORY":
            found.append(_KINDS.get(str(argument), "а"))
    return found[:1] + found[-1:] if len(found) > 1 else found or [""]

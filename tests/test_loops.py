"""No reader of a typed text takes the square of it: loops are looked at as `test_patterns` looks at patterns."""

import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

import sferum_docs
from tests.yardstick import alone

# rooms whose functions are given what people type, paste and upload, before anything has bounded it
ROOMS = ("reading", "schools", "indicators", "mailing", "documents.requests", "web.forms", "web.protection")
# what takes the square of its text, and what bounds the text
BOUNDED = {
    "reading.sheets.sheet_parts._column": "the address of a cell, read in a child process with 10 s of the processor",
    "reading.typography.in_template": "a line of our own templates, when they are built",
    "reading.typography.whole_codes": "a number of the register: documents.text_limits",
    "web.forms.wording.genitive": "the name of an organisation: schools.reader.MAX_TEXT",
}
_UNITS = ("а", "А. ", "а-", "1, ", "«а» ", "а\n")
_LETTERS, _NOTICED, _QUADRUPLE = 4_000, 0.005, 2.9


@pytest.fixture(autouse=True)
def _timed() -> Iterator[None]:
    with alone():
        yield


def test_no_reader_of_a_typed_text_takes_the_square_of_it() -> None:
    found = {name for name, function in readers() if any(squares(function, unit) for unit in _UNITS)}
    assert found <= BOUNDED.keys(), "look at each piece of the text once, or bound the text and write it into BOUNDED"


def test_a_square_is_found() -> None:
    def slow(text: str) -> int:
        return sum(1 for _letter in text for _other in text[: len(text) // 40])

    assert any(squares(slow, "а") for _attempt in range(5)), "one of its six timings may meet a machine at work"
    assert not squares(str.split, "а")


def readers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Functions that want a text and nothing else."""
    for module in pkgutil.walk_packages(sferum_docs.__path__, "sferum_docs."):
        name = module.name.removeprefix("sferum_docs.")
        if not name.startswith(ROOMS) or name.endswith(("worker", "processes")):
            continue
        for key, value in vars(import_module(module.name)).items():
            function = inspect.unwrap(value) if callable(value) else value
            if inspect.isfunction(function) and function.__module__ == module.name and _is_reader(function):
                yield f"{name}.{key}", function


def _is_reader(function: Callable[..., Any]) -> bool:
    parameters = inspect.signature(function).parameters.values()
    wanted = [parameter for parameter in parameters if parameter.default is parameter.empty]
    return len(wanted) == 1 and wanted[0].annotation in {"str", "str | None"}


def squares(function: Callable[[str], object], unit: str) -> bool:
    """Whether the time of a long text quadruples when the text doubles; what it says of the text is nothing here."""
    if _time(function, unit, _LETTERS) < _NOTICED:
        return False
    return all(
        _time(function, unit, 2 * _LETTERS) > _QUADRUPLE * _time(function, unit, _LETTERS) for _attempt in range(3)
    )


def _time(function: Callable[[str], object], unit: str, letters: int) -> float:
    text, started = unit * (letters // len(unit)) + "\x01", time.process_time()
    try:
        answer = function(text)
        if inspect.isgenerator(answer):
            list(answer)
    except Exception:  # noqa: BLE001  a refusal, or no database: quick is all that is asked
        return 0.0
    return time.process_time() - started

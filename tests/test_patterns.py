import importlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from tests.patterns import MADE, calls_of, made_places, patterns, unseen
from tests.yardstick import alone, yardstick

# compiled by the standard library, not by us
_PARSER: Any = importlib.import_module("re._parser")
_COMPILER: Any = importlib.import_module("re._compiler")
_START, _SMALL, _LONGEST = 8, 32, 512
_NOTICED = 0.005  # seconds; below it the clock says little
_SQUARE_AND_A_BIT = 2.5
_LONG, _DOUBLED = 2048, 2.8  # letters; a line doubles with its text, a square quadruples
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
        f"{found} on {unit!r} × {count}: {seconds:.3f} s"
        for found in patterns()
        for unit, count, seconds in slow_units(found.pattern, found.attempts)
    ]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("pattern", [r"(?:а\.?|[а.])+!", r"(\w+\s?)*!", r"(а|а)*б", r"\s*\d*\s*\d*\s*!"])
def test_a_pattern_that_does_is_found(pattern: str) -> None:
    assert next(slow_units(re.compile(pattern)), None)


# Patterns that take the square of a text, and what bounds the text: «module.NAME» → (letters, by what).
BOUNDED: dict[str, tuple[int, str]] = {
    "house_templates.source": (
        1000,
        "a line of the sources of a pack, written by whoever makes packs, on the command line",
    ),
    "house_templates.paragraphs": (1000, "a line of the same sources, a title of 200 letters"),
    "documents.requests.old_days": (2000, "a cell: reading.table.MAX_CELL"),
    "documents.registering.old_register": (2000, "the same"),
    "documents.tags.chats": (500, "the short name of a school: schools.reader.MAX_TEXT"),
    "gost.checks.clauses": (10_000, "a paragraph: gost.reading.runs.MAX_LETTERS"),
    "gost.checks.head": (10_000, "the same"),
    "gost.reading.signatures": (500, "the line of a signature: its _TYPED_LENGTH"),
    "grammar.prepositions": (1000, "the word that follows, of a title: documents.text_limits"),
    "grammar.persons.gender": (300, "a word of a name: schools.names.MAX_NAME"),
    "grammar.phrases": (500, "the piece between two words of a post: schools.reader.MAX_TEXT"),
    "grammar.words.search": (1000, "a token of a title: documents.text_limits"),
    "grammar.persons.split": (300, "a name: schools.names.MAX_NAME"),
    "reading.typography": (1000, "a text of the register: documents.text_limits"),
    "services.templates.change": (300, "twice the longest name of a file that is kept"),
}
_YARDS = 30  # of the yardstick, for the longest text there may be


@pytest.fixture(autouse=True)
def _timed() -> Iterator[None]:
    with alone():
        yield


def test_no_pattern_takes_the_square_of_a_text_that_nothing_bounds() -> None:
    squares = {
        f"{found} on {text!r}"
        for found in patterns()
        if found.room not in BOUNDED and (text := first_square(found.pattern, found.attempts))
    }
    assert squares == set(), "bound what it repeats, or the text: then write it into BOUNDED with what bounds it"


def test_a_pattern_that_squares_is_quick_on_the_longest_text_it_may_meet() -> None:
    yard, slow = yardstick(), []
    for found in patterns():
        pattern, longest = found.pattern, BOUNDED.get(found.room, (0, ""))[0]
        parts = max(1, longest // _LONGEST)  # an eighth of the text takes a sixty-fourth of the time
        for start, unit in _units(pattern) if longest else ():
            text = _made_up(start, unit, longest // parts // len(unit), binary=isinstance(pattern.pattern, bytes))
            least = _YARDS * yard / parts**2
            slow += [
                f"{found} on {unit!r}: {attempt} takes more than {least:.3f} s"
                for attempt in found.attempts
                if _is_noticed(getattr(pattern, attempt), text, least)
                and all(_is_noticed(getattr(pattern, attempt), text, least * yardstick() / yard) for _ in range(3))
            ]
    assert slow == []


def test_every_bounded_room_still_holds_a_pattern() -> None:
    assert {found.room for found in patterns()} >= BOUNDED.keys()


def test_no_pattern_holds_fast_what_is_more_than_one_sign() -> None:
    """Python 3.11.2, that of Debian 12, does not match what «(?:(?!б).)*+» says (mended in 3.11.5, gh-106052)."""
    fast = {str(found) for found in patterns() if holds_fast(_PARSER.parse(found.pattern.pattern, found.pattern.flags))}
    assert fast == set(), "repeat it without holding fast, or hold fast one sign"


@pytest.mark.parametrize(("pattern", "fast"), [("(?:(?!б).)*+", True), ("(?>а|б)в", True), ("[аб]*+в(?:а+)?", False)])
def test_what_is_held_fast_is_found(pattern: str, fast: bool) -> None:
    assert holds_fast(_PARSER.parse(pattern)) is fast


def holds_fast(tree: Any) -> bool:
    """Whether a group is repeated, or taken, without a way back."""
    for name, argument in tree:
        if str(name) == "ATOMIC_GROUP":
            return True
        if str(name) == "POSSESSIVE_REPEAT" and not _COMPILER._simple(argument[2]):  # noqa: SLF001  as it decides itself
            return True
        if any(holds_fast(below) for below in _within(argument)):
            return True
    return False


def _within(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _PARSER.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for item in argument:
            yield from _within(item)


def test_every_pattern_is_seen_wherever_it_is_written() -> None:
    assert set(unseen()) == set(), "say in tests/patterns.MADE what this function makes its pattern of"
    assert made_places() == MADE.keys()


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        (r're.search(r"\d+", text)', r"\d+"),
        ('re.sub(f"[{LETTERS}]+$", "", text)', "[аб]+$"),
        ('[re.split("-" + LETTERS, line) for line in text]', "-аб"),
        ('re.findall("|".join(map(re.escape, LETTERS)), text)', "а|б"),
        ("re.fullmatch(string=text, pattern=KEPT.pattern)", "в+"),
        ('re.compile(rf"{text}+")', None),
    ],
)
def test_a_pattern_is_seen_where_it_is_used(written: str, pattern: str | None) -> None:
    (call,) = calls_of(
        "room", f"def use(text):\n    return {written}", {**globals(), "LETTERS": "аб", "KEPT": re.compile("в+")}
    )
    assert call.given == pattern


def test_the_flags_of_a_pattern_are_those_of_its_call() -> None:
    texts = ('re.search("а", text, re.IGNORECASE)', 're.sub("а", "", text, flags=re.I)', 're.split("а", text, 0, re.I)')
    calls = [call for text in texts for call in calls_of("room", f"use = lambda text: {text}", globals())]
    assert [call.flags for call in calls] == [re.IGNORECASE] * 3


@pytest.mark.parametrize("pattern", [r"а+б", r"\S+@\S+", r"\s+$", r"\{\{.*?\}\}", r"\d+[а-я]"])
def test_a_square_is_found(pattern: str) -> None:
    assert first_square(re.compile(pattern), ("search",))


@pytest.mark.parametrize("pattern", [r"а++б|в", r"(?<!\S)\S{1,64}@", r"\{\{[^{]*?\}\}", r"[ _]?\d{1,4}[а-я]"])
def test_a_bounded_pattern_is_not_called_a_square(pattern: str) -> None:
    assert not first_square(re.compile(pattern), ("fullmatch",))


def first_square(pattern: re.Pattern[Any], attempts: Iterable[str]) -> str:
    """A text on which the time quadruples when it doubles; nothing when there is none."""
    binary = isinstance(pattern.pattern, bytes)
    for start, unit in _units(pattern):
        for name in attempts:
            if _squares(getattr(pattern, name), start, unit, binary=binary):
                return f"{name}: {start}…{unit}"
    return ""


def _squares(attempt: Callable[[Any], object], start: str, unit: str, *, binary: bool) -> bool:
    for letters in (256, _LONG):
        count = letters // len(unit)
        if _is_noticed(attempt, _made_up(start, unit, count, binary=binary), _NOTICED / 5):
            # a moment when others press upon the processor looks like a square once, and not on a longer text again
            return all(_quadruples(attempt, start, unit, turns, binary=binary) for turns in (count, 2 * count))
    return False


def _quadruples(attempt: Callable[[Any], object], start: str, unit: str, count: int, *, binary: bool) -> bool:
    whole, half = (_made_up(start, unit, turns, binary=binary) for turns in (count, count // 2))
    times = [(_time(attempt, whole), _time(attempt, half)) for _ in range(9)]  # the least of each: nothing in its way
    return min(long for long, _ in times) > _DOUBLED * min(short for _, short in times)


def _units(pattern: re.Pattern[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((*_own_units(pattern), *(("", unit) for unit in _COMMON))))


def slow_units(
    pattern: re.Pattern[Any], attempts: Iterable[str] = ("search", "fullmatch")
) -> Iterator[tuple[str, int, float]]:
    """What makes the pattern slow when it is repeated: its own pieces, and what people repeat."""
    for start, unit in dict.fromkeys((*_own_units(pattern), *(("", unit) for unit in _COMMON))):
        for attempt in (getattr(pattern, name) for name in attempts):
            count, seconds = _worst(attempt, start, unit, binary=isinstance(pattern.pattern, bytes))
            if seconds:
                yield f"{start}…{unit}", count, seconds


def _worst(attempt: Callable[[Any], object], start: str, unit: str, *, binary: bool) -> tuple[int, float]:
    """How often the unit stood when the time grew faster than the square of the text; 0 seconds: it never did."""
    count = _START
    while count * len(unit) <= _LONGEST:
        text = _made_up(start, unit, count, binary=binary)
        if _is_noticed(attempt, text, _NOTICED):
            grows = all(_grows(attempt, start, unit, count, binary=binary) for _ in range(3))
            return count, _time(attempt, text) if grows else 0.0
        count = count + 4 if count < _SMALL else count * 4
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


def _time(attempt: Callable[[Any], object], text: str | bytes, clock: Callable[[], float] = time.process_time) -> float:
    started = clock()
    attempt(text)
    return clock() - started


def _is_noticed(attempt: Callable[[Any], object], text: str | bytes, least: float) -> bool:
    """Whether it takes the processor so long; the clock never shows less, and asking it is no call of the system."""
    return _time(attempt, text, time.perf_counter) > least and min(_time(attempt, text) for _ in range(2)) > least


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

"""G34–G41: the text of an order and its clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.reading.signatures import typed_number
from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import DATE, LETTER_ANNEX, ORDERING, WORDS, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.gost.reading.document import Paragraph

DEEPEST = 4
_WRONG_PERSON = re.compile("|".join(WORDS["text"]["ordering_wrong"]), re.IGNORECASE)
_INFINITIVE = re.compile(r"\b[а-яё]+(?:ть|ти|чь)(?:ся|сь)?\b")
_CONTROL = re.compile(
    r"контрол\w++.*(?:возложить на|возлагаю на|оставляю за собой|оставить за собой)", re.IGNORECASE | re.DOTALL
)
_REPEAL = re.compile(r"утративш\w+ силу|отменить приказ", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?P<kind>постановлени(?:я|ю|ем|и|е)|распоряжени(?:я|ю|ем|и|е)|приказ(?:а|у|ом|е)?|закон(?:а|у|ом|е)?|"
    r"письм(?:а|у|ом|е|о))(?=[\s,])",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\d+\)")
_TAIL = 400
# U+2011: the hyphen that does not break; behind a stroke letters end a number: «211/ОТ»
_ABBREVIATION = re.compile(r"(?<![\w\u2011-])(?<!\d/)[А-ЯЁA-Z]{2,5}(?![\w\u2011-])")
_KNOWN = frozenset(WORDS["text"]["abbreviations"])


@check_of("G34")
def ordering_word(case: CheckContext) -> Iterator[Violation]:
    """One «приказываю:», then clause 1."""
    outline = case.outline
    said = [item for item in (*outline.head, *outline.text) if ORDERING.search(item.text)]
    if not said:
        wrong = next((item for item in outline.text if _WRONG_PERSON.search(item.text)), None)
        match = _WRONG_PERSON.search(wrong.text) if wrong else None
        yield Violation("person" if match else "absent", wrong, {"text": match[0] if match else ""})
        return
    if len(said) > 1:
        yield Violation("twice", said[1])
    match = ORDERING.search(said[0].text)
    rest = said[0].text[match.end() :].strip() if match else ""
    if not rest.startswith(":"):
        yield Violation("colon", said[0])
    clauses = outline.clauses
    unnumbered = bool(clauses) and not (clauses[0].label or _number(clauses[0]))
    if rest.strip(":").strip() or (unnumbered and any(_number(item) for item in clauses)):
        yield Violation("between", clauses[0] if clauses else said[0])
    if match and case.profile.ordering_form and _form(match[0]) != case.profile.ordering_form:
        yield Violation("form", said[0])


def _form(word: str) -> str:
    if len(word.split()) > 1:
        return "spaced"
    return "capitals" if word.isupper() else "lower"


@check_of("G36")
def references(case: CheckContext) -> Iterator[Violation]:
    """The first mention of a document names all its parts."""
    known: set[str] = set()
    enclosed = next((item.index for item in case.outline.text if LETTER_ANNEX.match(item.words)), 10**9)
    for item in case.outline.text:
        if _REPEAL.search(item.text) or item.index >= enclosed:
            continue
        starts = list(_REFERENCE.finditer(item.words))
        for position, match in enumerate(starts):
            end = starts[position + 1].start() if position + 1 < len(starts) else len(item.words)
            tail = item.words[match.end() : min(end, match.end() + _TAIL)]
            outside = _outside_quotes(tail)
            number = re.search(r"№\s?([\w/.-]*\w)", outside)
            own = re.search(r"настоящ\w+\s$", item.words[: match.start()], re.IGNORECASE)
            if own or (number is None and _dated(outside) is None):
                continue
            if number and number[1] in known:
                continue
            known.update([number[1]] if number else [])
            if missing := _missing(item.words, match, tail, number):
                yield Violation(
                    "found", item, {"text": f"{match[0]}{tail[:40].rstrip()}…", "missing": ", ".join(missing)}, match[0]
                )


def _missing(text: str, match: re.Match[str], tail: str, number: re.Match[str] | None) -> list[str]:
    outside = _outside_quotes(tail)
    marks = [found.start() for found in (_dated(outside), number) if found]
    author = outside[: min(marks)].strip(" ,")
    federal = re.search(r"федеральн\w+ (?:конституционн\w+ )?$", text[: match.start()], re.IGNORECASE)
    found = []
    own = match["kind"].lower().startswith("приказ")  # one's own order needs no author
    if not author and not federal and not own:
        found.append("автора")
    if _dated(outside) is None:
        found.append("даты")
    if number is None:
        found.append("номера")
    if not re.search('[«"„“]', tail[min(marks) :]):
        found.append("заголовка")
    return found


def _dated(text: str) -> re.Match[str] | None:
    """«от 13.10.2023»: a date with «до» is a deadline."""
    return re.search(rf"\bот\s+{DATE.pattern}", text)


def _outside_quotes(text: str) -> str:
    """The text with what stands in «» blanked, letter for letter."""
    depth, kept = 0, []
    for char in text:
        depth += char == "«"
        kept.append(" " if depth else char)
        depth -= char == "»" and depth > 0
    return "".join(kept)


@check_of("G37")
def numbering(case: CheckContext) -> Iterator[Violation]:
    """1, 1.1, 1.1.1 with no gap, typed and automatic alike; each annex begins anew."""
    lists: list[tuple[Sequence[Paragraph], bool]] = [(case.outline.clauses, False)]
    lists += [(annex.body, True) for annex in case.outline.annexes]
    if not any(items for items, _ in lists):
        raise RuleNotApplicableError("no_clauses")
    for items, restarts in lists:
        counted = [item for item in items if item.form or typed_number(item.text)]
        # «1)» below «1.» is a list within a clause
        opened = [item for item in counted if not _BRACKET.match(item.label or item.text)]
        yield from _tree(opened or counted, restarts=restarts)


def _tree(items: Sequence[Paragraph], *, restarts: bool) -> Iterator[Violation]:
    before: list[int] = []
    for item in items:
        if item.form and item.form not in {"decimal", "bullet", "none"} and (item.form != "russianLower" or not before):
            yield Violation("form", item)
            continue
        text = _number(item)
        if not text:
            continue
        if re.match(r"\s*[-–—]", item.text):
            yield Violation("dash", item)
        number = [int(part) for part in text.split(".")]
        if len(number) > DEEPEST:
            yield Violation("depth", item, {"text": text})
        elif not before and number[0] != 1:
            yield Violation("first", item, {"text": text})
        elif before and number not in _next(before) and not (restarts and number == [1]):
            yield Violation("order", item, {"text": text, "before": ".".join(map(str, before))})
        before = number


def _next(before: list[int]) -> list[list[int]]:
    """What may follow a number."""
    return [[*before, 1], *([*before[:level], before[level] + 1] for level in range(len(before)))]


def _number(item: Paragraph) -> str:
    found = re.match(r"\d+(?:\.\d+)*", item.label)
    return found[0] if found else typed_number(item.text)


def top_clauses(case: CheckContext) -> list[Paragraph]:
    """Clauses of the first level; all paragraphs of the text when none is numbered."""
    items = [item for item in case.outline.clauses if _number(item) and "." not in _number(item)]
    return items or [item for item in case.outline.clauses if not item.form]


@check_of("G38")
def actions(case: CheckContext) -> Iterator[Violation]:
    """A verb in each clause."""
    tops = top_clauses(case)
    ends = [*(item.index for item in tops), 10**9][1:]
    for item, end in zip(tops, ends, strict=True):
        below = [other.text for other in case.outline.clauses if item.index <= other.index < end]
        text = plain(" ".join(below)) if item.words.endswith(":") else plain(item.text)
        verbs = [word for word in _INFINITIVE.findall(text) if _is_verb(word)]
        if not verbs and not re.search(r"оставляю|возлагаю|назначаю|утверждаю", text):
            yield Violation("found", item)


def _is_verb(word: str) -> bool:
    return not word.endswith("сть") and word not in WORDS["text"]["not_verbs"]


@check_of("G39")
def control(case: CheckContext) -> Iterator[Violation]:
    """Control in one of the last two clauses."""
    last = top_clauses(case)[-2:]
    if not last:
        raise RuleNotApplicableError("no_clauses")
    if not any(_CONTROL.search(item.words) for item in last):
        yield Violation("found", last[-1])


@check_of("G40")
def repeal(case: CheckContext) -> Iterator[Violation]:
    """The clause that repeals, with date and number."""
    found = [item for item in case.outline.clauses if _REPEAL.search(item.text)]
    for item in found:
        if not DATE.search(item.words) or not re.search(r"№\s?\w", item.words):
            yield Violation("part", item)
    if not found:
        if case.facts.repeals is None:
            raise MissingFactError("repeals")
        if not case.facts.repeals:
            raise RuleNotApplicableError("repeals_nothing")
        yield Violation("absent")


@check_of("G41")
def abbreviations(case: CheckContext) -> Iterator[Violation]:
    """Own abbreviations are opened where they first stand; names in quotation marks are not ours to change."""
    known = _KNOWN | set(case.profile.abbreviations) | set(re.findall(r"[А-ЯЁA-Z]{2,5}", case.facts.school_short or ""))
    told: set[str] = set()
    items = [*case.outline.text, *(item for annex in case.outline.annexes for item in annex.body)]
    for item in items:
        text = item.words
        for opened in re.findall(r"\((?:далее|сокращ[её]нно)[^)]*\)|\([А-ЯЁA-Z]{2,5}\)", text):
            known = known | set(_ABBREVIATION.findall(opened))
        if text.isupper():
            continue
        for match in _ABBREVIATION.finditer(_outside_quotes(text)):
            if match[0] not in known and match[0] not in told and not re.fullmatch("[IVXLC]+", match[0]):
                told.add(match[0])
                yield Violation("found", item, {"text": match[0]}, match[0])

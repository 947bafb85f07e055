"""G50, G51, G58, G61, G62: stamps and marks of several parts in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import DATE, NAME, POST, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph

_APPROVE = re.compile(r"^[«\"]?УТВЕРЖДАЮ\b[»\"]?:?", re.IGNORECASE)
_AGREED = re.compile(r"^[«\"]?СОГЛАСОВАНО\b[»\"]?:?", re.IGNORECASE)
_TRUE_COPY = re.compile(r"^(?:Верно|Копия верна)\b:?", re.IGNORECASE)
_E_SIGNED = re.compile(r"электронной\s+подписью", re.IGNORECASE)
_DAY = re.compile(rf"{DATE.pattern}|«_+»|(?<!_)_{{2,}}+\s+20[_\d]*|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}")
_LINES = 8


def block(case: CheckContext, start: Paragraph) -> list[Paragraph]:
    """A stamp: its first line, and the lines below in the same cell or the same place."""
    found = [start]
    for item in case.document.printed:
        if item.index <= start.index or len(found) >= _LINES:
            continue
        same_cell = item.cells[:-1] == start.cells[:-1] and [cell[::2] for cell in item.cells] == [
            c[::2] for c in start.cells
        ]
        if start.in_table != item.in_table or (start.in_table and not same_cell):
            break
        if not start.in_table and abs(item.length("left") - start.length("left")) > 100:  # noqa: PLR2004  twips
            break
        found.append(item)
        if _DAY.search(item.words):
            break
    return found


def _missing(text: str) -> tuple[list[str], bool]:
    """Parts that are not there, and whether those there stand in their order."""
    post, name, day = POST.search(text), NAME.search(text), _DAY.search(text)
    parts = {"должности": post, "инициалов и фамилии": name, "даты": day}
    places = [match.start() for match in (post, name, day) if match]
    return [title for title, match in parts.items() if match is None], places == sorted(places)


@check_of("G50")
def approval(case: CheckContext) -> Iterator[Violation]:
    """УТВЕРЖДАЮ with its four parts, at the right."""
    for start in _starting(case, _APPROVE, "no_approve_stamp"):
        if re.match(r"^[«\"]|^УТВЕРЖДАЮ[»\"]?:", start.words):
            yield Violation("marks", start)
        missing, in_order = _missing("\n".join(item.words for item in block(case, start))[len("УТВЕРЖДАЮ") :])
        if missing:
            yield Violation("parts", start, {"missing": ", ".join(missing)})
        elif not in_order:
            yield Violation("sequence", start)
        if not start.in_corner:
            yield Violation("place", start)


@check_of("G51")
def agreement(case: CheckContext) -> Iterator[Violation]:
    """СОГЛАСОВАНО by a person, or by minutes or a letter with date and number."""
    for start in _starting(case, _AGREED, "no_agreed_stamp"):
        text = "\n".join(item.words for item in block(case, start))[len("СОГЛАСОВАНО") :]
        if re.search(r"протокол|письм", text, re.IGNORECASE):
            missing = [] if _DAY.search(text) else ["даты"]
            missing += [] if "№" in text else ["номера"]
        else:
            missing, _ = _missing(text)
        if missing:
            yield Violation("parts", start, {"missing": ", ".join(missing)})


def _starting(case: CheckContext, pattern: re.Pattern[str], why_not: str) -> list[Paragraph]:
    found = [item for item in case.document.printed if pattern.match(item.words)]
    if not found:
        raise RuleNotApplicableError(why_not)
    return found


_E_SIGNATURE_PARTS = {
    "номера сертификата": r"сертификат\w*:?\s*(?:№\s*)?[0-9a-f]{6}",
    "владельца": "владелец",
    "срока действия": "действител",
}


@check_of("G58")
def e_signature(case: CheckContext) -> Iterator[Violation]:
    """The mark of an electronic signature with its four items."""
    start = next((item for item in case.document.printed if _E_SIGNED.search(item.words)), None)
    if start is None:
        if case.facts.e_signed is None:
            raise MissingFactError("e_signed")
        if not case.facts.e_signed:
            raise RuleNotApplicableError("signed_by_hand")
        yield Violation("absent")
        return
    text = plain(" ".join(item.words for item in block(case, start)))
    missing = [title for title, pattern in _E_SIGNATURE_PARTS.items() if not re.search(pattern, text)]
    if missing:
        yield Violation("parts", start, {"missing": ", ".join(missing)})


def true_copy(case: CheckContext) -> Paragraph | None:
    """The line «Верно», if there is one."""
    return next((item for item in case.document.printed if _TRUE_COPY.match(item.words)), None)


@check_of("G61")
def copy(case: CheckContext) -> Iterator[Violation]:
    """«Верно» with its five parts on a copy, and never on the original."""
    start = true_copy(case)
    if start is None:
        if not case.facts.copy:
            raise RuleNotApplicableError("no_copy")
        yield Violation("absent")
        return
    if case.facts.copy is False:
        yield Violation("original", start)
    lines = [item for item in case.document.printed if item.index >= start.index]
    missing, in_order = _missing(" ".join(item.words for item in lines[:_LINES]))
    if missing:
        yield Violation("parts", start, {"missing": ", ".join(missing)})
    elif not in_order:
        yield Violation("sequence", start)


@check_of("G62")
def extract(case: CheckContext) -> Iterator[Violation]:
    """An extract says so, and is certified."""
    line = case.outline.kind
    if line is None or plain(line.words) != "выписка из приказа":
        yield Violation("kind", line, {"text": line.words if line else ""})
    if true_copy(case) is None:
        yield Violation("copy", line)

"""The parts of a document by what they say and where they stand: head, text, signatures, annexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.reading.parts import Annex, Outline, bears_date, bears_number, line_of
from sferum_docs.gost.reading.signatures import Signature, signatures_of, typed_number, typed_or_listed
from sferum_docs.gost.words import (
    ACQUAINTED,
    ANNEX,
    HEADED,
    HEADING,
    LETTER_ANNEX,
    ORDERING,
    STAMP,
    closed_up,
    kind_of_line,
    names_kind,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.gost.reading.document import Document, Paragraph

_ON_MARK = re.compile(
    r"^(?:к\s|приказом|распоряжением|постановлением|от\s|УТВЕРЖД|№|М\w{0,5}ОУ|Муниципал|\(|\d{2}\.)", re.IGNORECASE
)
_PREAMBLE = re.compile(r"^(?:В |Во |На (?!№)|С целью|Согласно|Руководствуясь|По |Для |Учитывая|Рассмотрев)")
_SPACES = re.compile(r" {3,}|\t|_{3,}")
_MARK_LENGTH = 8
_LINE_LENGTH = 400  # a mark holds the full name of a school
_BODY_LENGTH = 60


def outline(document: Document, kind: str | None) -> Outline:
    """The parts of a document; `kind` when it is known."""
    flow = document.printed
    starts = _annex_starts(flow)
    main = flow[: starts[0]] if starts else flow
    annexes = tuple(
        _annex(flow[start:end], apart=_begins_file(flow, start))
        for start, end in zip(starts, [*starts, len(flow)][1:], strict=True)
    )
    found_kind = kind or _guess(main, annexes)
    signatures = signatures_of(document)
    parts = _main(main, signatures, found_kind)
    body = [
        *_set_text(parts.preamble, parts.clauses, parts.ordering),
        *(item for annex in annexes for item in annex.body if not _is_subheading(item)),
    ]
    return Outline(
        **{name: getattr(parts, name) for name in _MAIN_PARTS},
        signatures=tuple(signatures),
        annexes=annexes,
        guessed_kind=found_kind,
        body=tuple(body),
    )


def _begins_file(flow: Sequence[Paragraph], start: int) -> bool:
    """Whether nothing stands above a mark: beside it, in the same row, another stamp may stand («ПРИНЯТ»)."""
    row = [step[:2] for step in flow[start].cells[:1]]
    return start == 0 or (bool(row) and all([step[:2] for step in item.cells[:1]] == row for item in flow[:start]))


_MAIN_PARTS = (
    "head names kind dated numbered place heading preamble ordering clauses after".split()  # noqa: SIM905  one line
)


def _set_text(
    preamble: tuple[Paragraph, ...], clauses: tuple[Paragraph, ...], ordering: Paragraph | None
) -> list[Paragraph]:
    """Paragraphs of the running text: the word of order on its own line is not one."""
    alone = ordering is not None and len(ordering.words) < 2 * len("п р и к а з ы в а ю")
    return [
        item
        for item in (*preamble, *clauses)
        if not (alone and item is ordering) and not _is_greeting(item) and not _is_subheading(item)
    ]


def _is_subheading(item: Paragraph) -> bool:
    """A title inside the text: short, without a stop, bold or held to what follows."""
    bold = all(run.values.get("b") for run in item.runs if run.text.strip())
    held = bold or bool(item.values.get("keepNext"))
    return held and len(item.words) < _LINE_LENGTH and not item.words.endswith((".", ";", ":", ","))


def _is_greeting(item: Paragraph) -> bool:
    return plain(item.text).startswith(("уважаем", "с уважением")) or bool(LETTER_ANNEX.match(item.words))


def _guess(main: Sequence[Paragraph], annexes: Sequence[Annex]) -> str:
    for item in main[:15]:
        if kind := kind_of_line(item.text):
            return kind
        if "уважаем" in plain(item.text)[:8]:
            return "письмо"
    if any(ORDERING.search(item.text) for item in main):
        return "приказ"
    heading = annexes[0].heading if annexes and annexes[0].apart else None
    return kind_of_line(heading.text) if heading else ""


# ------------------------------------------------------------------------------------ annexes
def _annex_starts(flow: Sequence[Paragraph]) -> list[int]:
    found: list[int] = []
    in_mark = -1
    for position, item in enumerate(flow):
        line = item.text.strip().split("\n")[0]
        named = bool(ANNEX.match(line.strip())) and not LETTER_ANNEX.match(line)
        stamped = bool(STAMP.match(line)) and (item.page_start or position == 0)
        if (named or stamped) and position > in_mark and not item.label:
            found.append(position)
            in_mark = position + len(_mark(flow[position:])) - 1
    return found


def _mark(flow: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines of the mark: those below the first in the same place that speak of an order."""
    first = flow[0]
    found = [first]
    for item in flow[1:_MARK_LENGTH]:
        same = item.cells == first.cells and (bool(item.cells) or abs(item.length("left") - first.length("left")) < 100)  # noqa: PLR2004  twips
        if not same or len(item.words) > _LINE_LENGTH or not _ON_MARK.match(item.words) or item.page_start:
            break
        found.append(item)
    return tuple(found)


def _annex(flow: Sequence[Paragraph], *, apart: bool) -> Annex:
    mark = _mark(flow)
    rest = flow[len(mark) :]
    heading = next((item for item in rest[:3] if not item.in_table and not item.in_corner), None)
    words = " ".join(item.words for item in mark)
    number = ANNEX.match(mark[0].text.strip().split("\n")[0].strip())
    body: list[Paragraph] = []
    below_table = False
    for item in rest:
        below_table = below_table or item.in_table
        if (
            item is not heading
            and not item.in_table
            and (typed_or_listed(item) or (not below_table and _is_prose(item)))
        ):
            body.append(item)
    return Annex(
        mark,
        int(number[1]) if number and number[1] else None,
        heading,
        tuple(body),
        titled="приложение" in plain(words).split(" к ")[0],
        apart=apart,
    )


def _is_prose(item: Paragraph) -> bool:
    return len(item.words) > _BODY_LENGTH and item.words.endswith((".", ";", ":")) and not _SPACES.search(item.text)


# ------------------------------------------------------------------------------------ head and text
def _main(flow: Sequence[Paragraph], signatures: Sequence[Signature], kind: str) -> Outline:
    ordering = next((item for item in flow if ORDERING.search(item.text)), None)
    kind_line = next((item for item in flow[:15] if _is_kind_line(item)), None)
    upper = _upper(flow, ordering, kind)
    heading = next(
        (item for item in upper if HEADING.match(item.words) and not item.form and item is not kind_line), None
    )
    dated = next((item for item in upper if line_of(item, bears_date)), None)
    numbered = next((item for item in upper if line_of(item, bears_number)), None)
    last = max((item.index for item in (kind_line, dated, numbered, heading) if item), default=-1)
    place = _place(upper, kind_line, heading)
    last = max(last, place.index if place else -1)
    signed = [item for item in signatures if flow and item.where.index <= flow[-1].index]
    end = min((item.where.index for item in signed if item.where.index > last), default=10**9)
    acquainted = next((item.index for item in flow if item.index > last and _is_acquaintance(item)), 10**9)
    end = min(end, acquainted)
    middle = [item for item in flow if last < item.index < end and not item.in_table and not item.in_corner]
    first = ordering.index if ordering else -1
    preamble = tuple(item for item in middle if item.index <= first)
    clauses = tuple(item for item in middle if item.index > first)
    if kind not in HEADED:
        clauses = tuple(item for item in clauses if typed_or_listed(item) or _is_prose(item))
    titled = next((item for item in upper if kind and names_kind(item.words, kind)), None)
    bounds = [item for item in (kind_line, titled, dated, numbered, heading) if item]
    border = min(bounds, key=lambda item: item.index, default=None)
    return Outline(
        head=tuple(item for item in flow if item.index <= last),
        names=tuple(item for item in upper if border and item.index < border.index and not item.in_corner),
        kind=kind_line,
        dated=dated,
        numbered=numbered,
        place=place,
        heading=heading,
        preamble=preamble,
        ordering=ordering,
        clauses=clauses,
        after=tuple(item for item in flow if item.index >= end),
    )


def _upper(flow: Sequence[Paragraph], ordering: Paragraph | None, kind: str) -> list[Paragraph]:
    """Where the head can be: above the word of order, the first long paragraph or numbered clause."""
    found = []
    for item in flow:
        stop = item is ordering or item.form or typed_number(item.text) or _PREAMBLE.match(item.words)
        if stop or plain(item.text).startswith("уважаем"):
            break
        found.append(item)
    return found if kind in HEADED else found[:15]


def _is_kind_line(item: Paragraph) -> bool:
    line = plain(closed_up(item.words)).strip(".:")
    return not item.form and (kind_of_line(item.words) == line or line.startswith("выписка из"))


def _place(upper: Sequence[Paragraph], kind: Paragraph | None, heading: Paragraph | None) -> Paragraph | None:
    if kind is None:
        return None
    below = [item for item in upper if item.index > kind.index and (heading is None or item.index < heading.index)]
    return next(
        (
            item
            for item in below
            if len(item.words) < _BODY_LENGTH and not re.search(r"\d|№|_", item.words) and item.words[:1].isalpha()
        ),
        None,
    )


def _is_acquaintance(item: Paragraph) -> bool:
    return bool(ACQUAINTED.search(item.text)) and item.words.endswith(":") and not typed_or_listed(item)

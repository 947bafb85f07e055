"""`[indicator_set]`, `[[indicators]]`, `[[indicator_targets]]` of `pack.toml`: what an act counts, by which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.directives.indicators import (
    PEOPLE,
    PERCENT,
    POPULATIONS,
    STOCK,
    WEEKLY,
    Indicator,
    IndicatorSet,
    TargetRule,
)
from sferum_docs.packs.model import FieldKind
from sferum_docs.packs.readers.indicator_words import population_words, with_words
from sferum_docs.schools.model import SchoolKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.directives.indicators import Phrases
    from sferum_docs.directives.model import Directive
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.reading.records import Record
    from sferum_docs.schools.bodies.words import BodyWords

_ID = re.compile(r"[A-Za-zА-Яа-яЁё0-9_][A-Za-zА-Яа-яЁё0-9_.-]{0,19}")  # it goes into names of fields and of columns
_WHOLE = 100
_PAIR = 2
MAX_SHORT, MAX_MEASURE, MAX_MEASURES = 60, 300, 20


def read_indicators(root: Record) -> tuple[Indicator, ...]:
    """The indicators as they are written."""
    found = tuple(item for row in root.records("indicators", "id") if (item := _indicator(row)) is not None)
    root.refuse_repeats("indicators", [item.id for item in found])
    return found


def read_indicator_set(
    root: Record, directive: Directive | None, documents: Sequence[DocumentSpec], words: BodyWords | None = None
) -> IndicatorSet | None:
    """What the act counts, in the words by which sheets mean it; of a body what applies to it. None: nothing."""
    told, rows = root.record("indicator_set"), list(root.records("indicator_targets"))
    indicators = directive.indicators if directive else ()
    if not indicators:
        for key in ("indicator_set", "indicator_targets"):
            if directive is not None and root.has(key):
                root.fault(key, "indicators_missing")
        return None
    _check_continued(root, indicators)
    kind = words.kind if words else None
    populations = {**population_words(indicators), **_populations(told.record("populations"))}
    known = with_words(indicators, populations)
    read = IndicatorSet(
        key=told.text("key", required=False) or root.text("id"),
        name=told.text("name", required=False) or f"Показатели: {root.text('title')}",
        indicators=tuple(
            item for item in known if kind is None or item.applies_to(kind.value, keeps_journal=kind.keeps_journal)
        ),
        pairs=_pairs(told, known),
        systems=_systems(told, known),
        populations=populations,
        targets=tuple(_target(row, known, documents) for row in rows),
        analysed_by=_clause(told, "analysed_by", directive),
        controlled_by=_clause(told, "controlled_by", directive),
        **{key: _document(told, key, documents) for key in ("report", "journal", "note")},
    )
    told.done()
    return read


def _indicator(record: Record) -> Indicator | None:
    indicator = Indicator(
        id=record.text("id"),
        name=record.text("name"),
        explanation=record.text("explanation"),
        population=_one_of(record, "population", POPULATIONS),
        period=_one_of(record, "period", (STOCK, WEEKLY)),
        systems=record.texts("systems"),
        unit=_one_of(record, "unit", (PEOPLE, PERCENT)),
        journal_only=record.flag("journal_only"),
        not_for=tuple(_choice(record, "not_for", kind, [*SchoolKind]) for kind in record.texts("not_for")),
        short=_short(record, "short", record.text("short", required=False), MAX_SHORT),
        general=record.flag("general"),
        says=_phrases(record, "says"),
        hints=_phrases(record, "hints"),
        continues=record.text("continues", required=False),
        measures=tuple(_short(record, "measures", text, MAX_MEASURE) for text in record.texts("measures")),
    )
    if indicator.id and not _ID.fullmatch(indicator.id):
        record.fault("id", "indicator_id", text=indicator.id)
    if len(indicator.measures) > MAX_MEASURES:
        record.fault("measures", "too_many_measures", limit=MAX_MEASURES)
    record.done()
    return indicator if indicator.id else None


def _one_of(record: Record, key: str, options: Sequence[str]) -> str:
    text = record.text(key)
    return _choice(record, key, text, options) if text else text


def _choice(record: Record, key: str, text: str, options: Sequence[str]) -> str:
    if text not in options:
        record.fault(key, "not_a_choice", text=text, options=", ".join(options))
    return text


def _short(record: Record, key: str, text: str, limit: int) -> str:
    if len(text) > limit:
        record.fault(key, "too_long", limit=limit)
    return text


def _phrases(record: Record, key: str) -> Phrases:
    """Beginnings of words, small letters; each phrase is a list of them or one of them."""
    told = record.raw(key)
    if told is None:
        return ()
    phrases = [[item] if isinstance(item, str) else item for item in told] if isinstance(told, list) else [None]
    if not all(isinstance(phrase, list) and phrase and all(map(_is_word, phrase)) for phrase in phrases):
        record.fault(key, "not_phrases")
        return ()
    return tuple(tuple(word.casefold().replace("ё", "е") for word in phrase) for phrase in phrases if phrase)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.isalnum()


def _populations(record: Record) -> dict[str, tuple[str, ...]]:
    found = {}
    for name in record.names():
        _choice(record, name, name, POPULATIONS)
        found[name] = tuple(word.casefold().replace("ё", "е") for word in record.texts(name) if word)
        if not found[name]:
            record.fault(name, "empty")
    record.done()
    return found


def _systems(told: Record, indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """The words that mean this set: as it says, or the systems of its indicators."""
    said = told.texts("systems") or tuple(
        word for each in indicators for name in each.systems for word in name.split() if word.isalpha()
    )
    return tuple(dict.fromkeys(word.casefold().replace("ё", "е") for word in said if word))


def _pairs(told: Record, indicators: Sequence[Indicator]) -> tuple[tuple[str, str], ...]:
    """The first of each pair is never greater than the second: both are of this set and in one unit."""
    units = {item.id: item.unit for item in indicators}
    found: list[tuple[str, str]] = []
    pairs = told.raw("pairs") or []
    for pair in pairs if isinstance(pairs, list) else [pairs]:
        names = [str(name) for name in pair] if isinstance(pair, list) else []
        for name in names:
            if name not in units:
                told.fault("pairs", "unknown_indicator", text=name)
        if len(names) != _PAIR or len(set(names)) != _PAIR or len({units.get(name) for name in names}) != 1:
            told.fault("pairs", "not_a_pair")
        elif (names[1], names[0]) in found:
            told.fault("pairs", "pair_reversed", first=names[0], second=names[1])
        else:
            found.append((names[0], names[1]))
    return tuple(found)


def _target(row: Record, indicators: Sequence[Indicator], documents: Sequence[DocumentSpec]) -> TargetRule:
    named = row.texts("indicators")
    if not named:
        row.fault("indicators", "empty")
    for name in named:
        if name not in {item.id for item in indicators}:
            row.fault("indicators", "unknown_indicator", text=name)
    rule = TargetRule(named, _share(row, documents), _day(row, documents))
    row.done()
    return rule


def _share(row: Record, documents: Sequence[DocumentSpec]) -> int | str:
    told = row.raw("share")
    if isinstance(told, str) and "." in told:
        return _question(row, "share", FieldKind.NUMBER, documents)
    return row.number("share", low=1, high=_WHOLE) or 0


def _day(row: Record, documents: Sequence[DocumentSpec]) -> date | str:
    told = row.raw("day")
    if isinstance(told, str) and told.partition(".")[0] and not told[:1].isdigit():
        return _question(row, "day", FieldKind.DATE, documents)
    return row.day("day") or ""


def _question(row: Record, key: str, kind: FieldKind, documents: Sequence[DocumentSpec]) -> str:
    name = row.text(key)
    document, _dot, field = name.partition(".")
    asked = next((spec.fields for spec in documents if spec.id == document), ())
    if not any(each.key == field and each.kind is kind for each in asked):
        row.fault(key, "target_without_question", text=name, kind=kind.value)
    return name


def _clause(told: Record, key: str, directive: Directive | None) -> str:
    path = told.text(key, required=False)
    if path and directive is not None and path not in directive.by_path:
        told.fault(key, "unknown_clause", text=path)
    return path


def _document(told: Record, key: str, documents: Sequence[DocumentSpec]) -> str:
    name = told.text(key, required=False)
    if name and name not in {spec.id for spec in documents}:
        told.fault(key, "unknown_document", text=name)
    return name


def _check_continued(root: Record, indicators: Sequence[Indicator]) -> None:
    """An indicator continues one of the pack that its own succeeds; one is continued by one."""
    continued: set[str] = set()
    for item in indicators:
        place = f"indicators[{item.id}].continues"
        if item.continues and not root.has("succeeds"):
            root.fault(place, "continues_nothing", text=item.continues)
        if item.continues in continued:
            root.fault(place, "continued_twice", text=item.continues)
        continued |= {item.continues} - {""}

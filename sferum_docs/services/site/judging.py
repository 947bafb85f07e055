"""Whether a paper meant for everybody may go to the site as it is, and what its copy is made without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.checking.look import look
from sferum_docs.documents.publishing.public_copy import public_copy
from sferum_docs.reading.faults import FaultsError
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.documents.publishing.public_copy import PublicCopy

# what nobody reads on paper, and whoever opens the file reads all the same: by a run, by a style, by the size of a row
_UNSEEN = {"hidden", "web", "pale", "pale_number", "tiny", "narrow", "low", "row", "column", "outside", "glossary"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why a paper stays here (empty: it may go), and what is taken out of its copy."""

    reason: str
    removed: tuple[str, ...]


@lru_cache(maxsize=512)
def judgement_of(sha256: str) -> Judgement:
    """The judgement of a made file. Files never change, so this does not either."""
    return judge(public_copy(issued.content(sha256), "", datetime.now(UTC)))


def judge(copy: PublicCopy) -> Judgement:
    """The judgement of a copy.

    The copy is looked at as it would go: what is hidden in a sheet that is left out harms nobody.
    """
    removed = tuple(f"{kind.label}: {count}" if count > 1 else kind.label for kind, count in copy.removed)
    return Judgement("; ".join(_reasons(copy)), removed)


def _reasons(copy: PublicCopy) -> Iterator[str]:
    if copy.corrected:
        yield "в файле есть непринятые исправления"
    if copy.covered:
        yield "фигура закрывает часть листа: под ней может быть текст"
    if copy.pasted_over:
        yield "рисунок лежит поверх текста: под ним может быть текст (в Word: «Обтекание текстом» → «В тексте»)"
    if copy.objects:
        yield "в файле есть вложенная таблица, диаграмма или рисунок с надписью"
    if copy.personal:
        yield f"в тексте остались: {', '.join(kind.label for kind in copy.personal)}"
    try:
        unseen = next((trait for trait in look(copy.content).traits if trait.kind in _UNSEEN), None)
    except FaultsError as error:
        yield error.faults[0].sentence()
        return
    if unseen is not None:
        told = f": «{unseen.words}»" if unseen.words else ""
        yield f"в файле есть текст, которого не видно на листе{told}"

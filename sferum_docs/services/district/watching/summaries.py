"""Summaries of many bodies: taken from what is kept, worked out anew for those that changed, so many at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs import VERSION
from sferum_docs.services.district.watching.packed import FORMAT, packed, unpacked
from sferum_docs.services.district.watching.summary import WAITING, BodySummary, next_change, summarize
from sferum_docs.services.packs.choose import PACKS
from sferum_docs.store.change_stamp import Same, kept_apart
from sferum_docs.store.database import db
from sferum_docs.store.engine_cache import EngineCache
from sferum_docs.store.summaries import Stamps, Worked, contents, keep_summaries, standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack

AT_ONCE = 40  # bodies worked out for one page: a district sees all of its own at once, a region so many more each time
# each is some ten kilobytes: the schools of a region under two acts
_KNOWN: EngineCache[tuple[int, str], tuple[Worked, BodySummary]] = EngineCache(3000)


@dataclass(frozen=True, slots=True)
class Summaries:
    """Body → its summary; `waiting`: of those that changed and are not worked out yet the former one is not shown."""

    of: Mapping[int, BodySummary]
    waiting: tuple[int, ...] = ()
    made: int = 0  # how many were worked out now


def summaries_of(bodies: Sequence[int], pack: Pack, day: date, most: int | None = AT_ONCE) -> Summaries:
    """Of each body how it stands to an act; at most so many are worked out anew, without a number all."""
    mark = mark_of(pack)
    now = standing(pack.id, bodies)
    found = _kept(pack.id, {body: now[body] for body in bodies if body in now}, mark, day)
    stale = [body for body in bodies if body not in found]
    chosen = stale if most is None else stale[:most]
    made = {body: _work_out(body, pack, mark, day, now[body][0] if body in now else None) for body in chosen}
    keep_summaries(
        pack.id, {body: (worked, packed(summary)) for body, (worked, summary) in made.items() if worked is not None}
    )
    found |= {body: summary for body, (_worked, summary) in made.items()}
    left = tuple(stale[len(chosen) :])
    return Summaries({**found, **dict.fromkeys(left, WAITING)}, left, len(made))


def mark_of(pack: Pack) -> str:
    """What a summary hangs on beside what is kept: the description of the pack and the rules of this version."""
    return _mark(Same(pack))


@lru_cache(maxsize=64)
def _mark(pack: Same[Pack]) -> str:
    digest = hashlib.sha256(f"{VERSION} {FORMAT}".encode())
    places = (pack.value.folder, PACKS / "общие", PACKS)
    for path in (path for place in places for path in sorted(place.glob("*.toml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _kept(pack: str, now: Mapping[int, tuple[Stamps, Worked | None]], mark: str, day: date) -> dict[int, BodySummary]:
    """Those that still hold, of this process or of the table."""
    known = _KNOWN.of(db.engine)
    found: dict[int, BodySummary] = {}
    asked = []
    for body, (stamps, worked) in now.items():
        mine = known.get((body, pack))
        if mine is not None and mine[0].holds(stamps, mark, day):
            found[body] = mine[1]
        elif worked is not None and worked.holds(stamps, mark, day):
            asked.append(body)
    for body, (worked, content) in contents(pack, asked).items() if asked else ():
        if worked.holds(now[body][0], mark, day):
            summary = unpacked(content)
            known.put((body, pack), (worked, summary))
            found[body] = summary
    return found


def _work_out(body: int, pack: Pack, mark: str, day: date, stamps: Stamps | None) -> tuple[Worked | None, BodySummary]:
    with kept_apart():
        summary = summarize(body, pack.id, day)
        worked = None if stamps is None else Worked(stamps, mark, day, next_change(body, pack.id, day))
    return worked, summary

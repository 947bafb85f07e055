"""Which bodies of which office a command is about, as people name them: by INN or name, one a line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.cli.district.bodies import told_bodies
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.encodings import decoded
from sferum_docs.schools.names import same_letters
from sferum_docs.services.district.scope import all_bodies, body_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.services.district.scope import OverseenBody

ALL = "all"
_QUOTES = re.compile(r"[«»„“”\"]")


def named_office(name: str) -> OverseenBody:
    """The office of this name; without a name the only one there is. FaultsError."""
    known = [body for body in (body_named(name) if name else all_bodies()) if body.is_office]
    if len(known) == 1:
        return known[0]
    if known:
        raise FaultsError([Fault("bulk_several_offices", "--office", {"known": told_bodies(known)})])
    raise FaultsError([Fault("bulk_no_office" if name else "bulk_no_office_yet", "--office")])


def bodies_of(chosen: str, known: Sequence[OverseenBody]) -> Sequence[OverseenBody]:
    """All, or those that a list names; FaultsError tells every line that names none or several."""
    if chosen == ALL:
        return known
    wanted = _lines(chosen)
    found = {line: [body for body in known if _meant(line, body)] for line in wanted}
    faults = [Fault("bulk_unknown_body", chosen, {"text": line}) for line, bodies in found.items() if len(bodies) != 1]
    if faults:
        raise FaultsError(faults)
    return [*dict.fromkeys(bodies[0] for bodies in found.values())]


def require_there(chosen: str) -> None:
    """FaultsError: what is said is neither «all» nor anything that lies there."""
    if chosen != ALL and not Path(chosen).exists():
        raise FaultsError([Fault("bulk_schools", "--schools", {"text": chosen})])


def _lines(chosen: str) -> list[str]:
    try:
        text, _remarks = decoded(Path(chosen).read_bytes())
    except OSError:
        raise FaultsError([Fault("bulk_schools", "--schools", {"text": chosen})]) from None
    if lines := [line for each in text.splitlines() if (line := clean_line(each))]:
        return lines
    raise FaultsError([Fault("bulk_empty_list", chosen)])


def _meant(line: str, body: OverseenBody) -> bool:
    return line == body.inn or _compared(line) in {_compared(body.short_name), _compared(body.full_name)}


def _compared(name: str) -> str:
    """A name without what two people write otherwise: capitals, ё, quotes, spaces."""
    return " ".join(_QUOTES.sub(" ", same_letters(name)).split())

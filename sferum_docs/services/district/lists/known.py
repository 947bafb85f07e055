"""What is remembered of tables of a district: headings that were explained, names that were told; to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.schools.district_lists.model import TableKind
from sferum_docs.schools.district_lists.tables.columns import COLUMNS
from sferum_docs.services.district.lists.uploads import NAMES
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.indicators.sheets import forget_mapping, kept_mappings

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor


@dataclass(frozen=True, slots=True)
class KnownHeading:
    """A heading, or the names that were told: where it was met, what each thing is taken for."""

    signature: str
    where: str
    lines: tuple[tuple[str, str], ...]


def known_headings(office_id: int) -> tuple[KnownHeading, ...]:
    """All that is remembered, the newest first."""
    found = []
    ours = {str(each.id): each.short_name for each in schools_in_scope(office_id)}
    for signature, entry in kept_mappings(office_id).items():
        if signature == NAMES:
            names = {text: ours.get(str(key), "не брать") for text, key in entry.get("names", {}).items()}
            found.append(KnownHeading(signature, "Названия, как их пишут в таблицах", tuple(names.items())))
        elif entry.get("district"):
            kind = next((each for each in TableKind if each.value == entry.get("kind")), TableKind.NONE)
            captions = {column.key: column.caption for column in COLUMNS[kind]}
            pairs = zip(entry.get("headings", ()), entry.get("columns", ()), strict=False)
            lines = tuple((str(heading), captions.get(str(key), "не берётся")) for heading, key in pairs)
            found.append(KnownHeading(signature, str(entry.get("where", "")), lines))
    return tuple(reversed(found))


def forget_heading(office_id: int, signature: str, by: Actor) -> None:
    """Forgets one of them; headings of other tables stay."""
    entry = kept_mappings(office_id).get(signature, {})
    if signature != NAMES and not entry.get("district"):
        return
    with writing() as session:
        forget_mapping(session, office_id, signature)
        record_event(session, office_id, by, "district.forgotten", "заголовок таблицы")

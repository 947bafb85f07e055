"""What files say of the school of an act: read with the words of all acts, so that a table of another is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.importing.understanding import understand
from sferum_docs.indicators.model import LeftOut
from sferum_docs.indicators.model import School as Body
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.figures import indicators_of
from sferum_docs.services.indicators.imports.uploads import books_of, told_of
from sferum_docs.services.packs.choose import find_pack, sound_packs
from sferum_docs.store.indicators.sheets import kept_mappings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.importing.understanding import Told, Understood
    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.sheets.sheets import TableBook
    from sferum_docs.schools.model import School
    from sferum_docs.services.indicators.imports.uploads import Upload

_NOT_OURS = "не ведётся для организации этого вида"


def sheet_set(school_id: int, pack: Pack) -> IndicatorSet:
    """The whole set of an act, by which a sheet for all bodies of a district is read. FaultsError when it has none."""
    return find_pack(pack.id, school_id).indicator_set or indicators_of(pack)


def read_files(
    school_id: int, books: Sequence[tuple[str, TableBook]], told: Told, pack: Pack, school: School, today: date
) -> Understood:
    """What files say of the school. FaultsError, a fault for each, when there is no table of its act in any."""
    known, own = sheet_set(school_id, pack), indicators_of(pack)
    found = understand(books, _body(school), told, _sets(school_id, known), known, today)
    if not found.tables:
        others = [Fault("import_other_set", values={"title": name}) for name in found.other_sets]
        raise FaultsError([*others, *found.faults] or [Fault("import_no_table")])
    strange = [figure for figure in found.sheet.figures if own.named(figure.indicator) is None]
    if not strange:
        return found
    ours = tuple(figure for figure in found.sheet.figures if own.named(figure.indicator) is not None)
    left = (LeftOut(figure.place, figure.written, _NOT_OURS) for figure in strange)
    return replace(found, sheet=replace(found.sheet, figures=ours, left_out=(*found.sheet.left_out, *left)))


def _body(school: School) -> Body:
    told = school.requisites
    return Body("own", told.short_name or told.full_name, told.full_name, told.teachers, told.students)


def _sets(school_id: int, own: IndicatorSet) -> tuple[IndicatorSet, ...]:
    others = (pack.indicator_set for pack in sound_packs(school_id))
    return (own, *{each.key: each for each in others if each is not None and each.key != own.key}.values())


def read_upload(school_id: int, pack: Pack, upload: Upload, school: School, today: date) -> Understood:
    """What an upload says of the school, as its tables are understood now. FaultsError."""
    return read_files(school_id, books_of(upload), told_of(school_id, upload.told), pack, school, today)


def is_known(school_id: int, found: Understood) -> bool:
    """Whether every heading was confirmed before and nothing has to be told of the tables."""
    known = kept_mappings(school_id)
    headings = {table.table.signature for table in found.tables}
    nameless = {table.table.signature for table in found.nameless}
    weeks = any(question.kind == "week" for question in found.asked)
    confirmed = all("ours" in known.get(signature, {}) for signature in nameless)
    return headings <= known.keys() and confirmed and not weeks and not found.names.asked

"""The figures of a school given back: in the sheet of the district that came last, in a plain one, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.indicators.export.filled import filled_sheets
from sferum_docs.indicators.export.plain import plain_sheets
from sferum_docs.indicators.export.values_file import values_csv
from sferum_docs.indicators.export.workbook import workbook_bytes
from sferum_docs.indicators.mapping import mapped_form
from sferum_docs.services.indicators.figures import figures_of, indicators_of
from sferum_docs.store.indicators.sheets import kept_mappings, kept_school_names

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.indicators.export.sheet_form import SheetForm
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


PLAIN = "plain"  # instead of a signature


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet that figures came in: the signature of its heading, where it was met, how it looks."""

    signature: str
    where: str
    form: SheetForm


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to be given; `content` is None where no figures of these weeks are kept."""

    name: str
    content: bytes | None


def layouts_of(school_id: int, pack: Pack) -> tuple[Layout, ...]:
    """The sheets that figures of this set came in, the one understood last first; of corrections none."""
    key = indicators_of(pack).key
    entries = [(mark, entry) for mark, entry in kept_mappings(school_id).items() if entry.get("set") == key]
    found = [(mark, str(entry.get("where", "")), mapped_form(entry)) for mark, entry in reversed(entries)]
    return tuple(Layout(mark, where, form) for mark, where, form in found if form is not None and _takes_figures(form))


def _takes_figures(form: SheetForm) -> bool:
    corrects = form.has("was") or any(role.key == "corrected" for role in form.roles)
    return bool(form.heading) and form.has("indicator", "value") and not corrects


def in_layout(school_id: int, school: School, pack: Pack, *, signature: str = "", week: date | None = None) -> Exported:
    """The figures in a sheet of the district, without any in our own: of all weeks or of one; `plain` is our own."""
    figures = figures_of(school_id, pack)
    weeks = [each for each in figures.weeks if week in {None, each}]
    layouts = layouts_of(school_id, pack)
    chosen = next((each for each in layouts if each.signature == signature), None)
    if chosen is None and signature != PLAIN:
        chosen = next(iter(layouts), None)
    if not weeks:
        return Exported("", None)
    name = f"Показатели {_plain_name(school)} {weeks[0]:%d.%m.%Y}–{weeks[-1] + timedelta(days=6):%d.%m.%Y}.xlsx"
    told = replace(figures, values=tuple(value for value in figures.values if value.week in weeks))
    if chosen is None:
        return Exported(name, workbook_bytes(plain_sheets(told, _plain_name(school), weeks)))
    return Exported(name, workbook_bytes(filled_sheets(chosen.form, told, _written_name(school_id, school), weeks)))


def as_values(school_id: int, school: School, pack: Pack) -> Exported:
    """Every value in force as a line of a table."""
    figures = figures_of(school_id, pack)
    content = values_csv(figures, _plain_name(school)) if figures.values else None
    return Exported(f"Показатели {_plain_name(school)}, значения.csv", content)


def _plain_name(school: School) -> str:
    return school.requisites.short_name or school.requisites.full_name


def _written_name(school_id: int, school: School) -> str:
    """As the district writes it, when it said so; else as the school is called."""
    own = [written for written, is_own in kept_school_names(school_id).items() if is_own]
    return own[-1] if own else _plain_name(school)

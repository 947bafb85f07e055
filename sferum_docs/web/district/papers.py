"""The papers of the office about its bodies: each made at one press; letters to all whom they concern at another."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.directives.weekdays import monday_of, working_from
from sferum_docs.directives.working_days import shift_working_days
from sferum_docs.documents.making.file_names import free_name
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.papers.facts import DistrictView, letter_of
from sferum_docs.services.district.papers.letters import LettersAsked, concerned_bodies, make_letters
from sferum_docs.services.district.papers.make import make_paper, office_papers, sent_letters, weeks_told
from sferum_docs.services.documents.issued import document_bytes, zip_files
from sferum_docs.services.documents.listing import saved_name
from sferum_docs.web.current import (
    actor,
    current_act,
    current_acts,
    current_days_off,
    current_pack,
    current_school,
    current_school_id,
    today,
)
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.order_of_work import by_order
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from sferum_docs.packs.model import Pack

blueprint = Blueprint("office_papers", __name__)
NAMED = 100  # bodies of the list before the letters are made; how many more is said below it
LISTED = 200  # letters of the page; all of them are in the register and in the archive
_TO_MEND = 5  # working days
_LONGEST = timedelta(days=366)  # to mend a matter in: what is later is a slip of the year
_WEEK, _MEND_BY, _AGAIN, _RANKED = "week", "mend_by", "again", "ranked"


@blueprint.get("/district/papers")
def first() -> str | AnyResponse:
    """The papers of the act that is meant when none is named."""
    if not current_act():
        return render_template("district/papers_none.html")
    return redirect(url_for("office_papers.page"))


@blueprint.get("/district/papers/<pack>")
def page() -> str:
    """What can be made, whom letters concern, what was made."""
    return _page()


def _page() -> str:
    office_id, pack, day = current_school_id(), _office_pack(), _day()
    weeks = weeks_told(office_id, pack, day)
    week = _week(request.values.get(_WEEK, "")) or next(iter(weeks), None)
    view = DistrictView.of(office_id, current_school(), pack, day, week, whole=False)
    bodies = concerned_bodies(view)
    letters = sent_letters(office_id, pack)
    return render_template(
        "district/papers.html",
        acts=[act for act in current_acts() if act.in_work],
        pack=pack,
        papers=office_papers(office_id, pack),
        letter=letter_of(pack),
        weeks=weeks,
        week=week,
        bodies=bodies[:NAMED],
        more=max(0, len(bodies) - NAMED),
        lacking=len(bodies),
        unreminded=sum(bool(body.new) for body in bodies),
        in_work=sum(row.counts for row in view.matrix.rows),
        waiting=view.matrix.waiting,
        letters=letters[:LISTED],
        more_letters=max(0, len(letters) - LISTED),
        mend_by=shift_working_days(day, _TO_MEND, current_days_off()),
    )


@blueprint.post("/district/papers/<pack>/<document>")
@creates(page="office_papers.page", refill=False)
def make(document: str) -> AnyResponse:
    """Makes a paper and leads to it, to be read, printed and registered as any other."""
    pack, week = _office_pack(), _week(request.form.get(_WEEK, ""))
    spec = pack.by_id.get(document)
    if spec is None or spec.asked_of_body:
        abort(404)
    try:
        made, is_new = make_paper(
            current_school_id(), current_school(), pack, spec, week, actor(), current_press(),
            is_ranked=_RANKED in request.form,
        )  # fmt: skip
    except FaultsError as error:
        return _refused(error, week)
    if is_new:
        flash(f"Документ составлен: черновик, версия {made.version}. {by_order('made')}")
    else:
        flash("Такой документ уже составлен: с тех пор ничего не изменилось.")
    return redirect(url_for("documents.show", document_id=made.id), 303)


@blueprint.post("/district/papers/<pack>/letters")
@creates(page="office_papers.page", refill=False)
def remind() -> AnyResponse:
    """A letter to each body whom it concerns; a sentence where it concerns nobody."""
    pack, week = _office_pack(), _week(request.form.get(_WEEK, ""))
    mend_by = _typed_day(request.form.get(_MEND_BY, ""))
    wrong = _wrong_day(mend_by)
    if mend_by is None or wrong:
        flash(f"Письма не составлены: {wrong}", "warning")
        return _back(week)
    asked = LettersAsked(mend_by, week, again=_AGAIN in request.form)
    try:
        made = make_letters(current_school_id(), current_school(), pack, asked, actor())
    except FaultsError as error:
        return _refused(error, week)
    if made.documents:
        flash(f"Составлено: {counted(len(made.documents), 'письмо', 'письма', 'писем')}. Номер каждому даст журнал.")
    elif made.told_before:
        flash("Писем не составлено: обо всём этом организациям уже напоминали. Чтобы напомнить снова, отметьте это.")
    else:
        flash("Писем не составлено: напоминать некому, недостатков нет.")
    if made.left:
        flash(f"Осталось организаций: {made.left}. Нажмите ещё раз, чтобы составить письма им.", "warning")
    return _back(week)


@blueprint.get("/district/papers/<pack>/letters.zip")
def archive() -> AnyResponse:
    """All letters of the act in one archive, by the names of the bodies."""
    files: dict[str, bytes] = {}
    for letter in sent_letters(current_school_id(), _office_pack()):
        files[free_name(saved_name(letter.made), files)] = document_bytes(letter.made)
    if not files:
        flash("Писем по этому акту ещё не составлено.")
        return redirect(url_for("office_papers.page"), 303)
    return file_answer(zip_files(files.items()), "Письма организациям.zip")


def _office_pack() -> Pack:
    pack = current_pack()
    if not pack.for_office:
        abort(404)
    return pack


def _day() -> date:
    return max(today(), current_pack().directive.date)


def _week(text: str) -> date | None:
    day = _typed_day(text)
    return monday_of(day) if day and date(2000, 1, 1) < day <= today() else None


def _typed_day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _wrong_day(mend_by: date | None) -> str:
    """Why nobody can be told to mend a matter by this day; empty when he can."""
    if mend_by is None:
        return "укажите день, до которого исправить, например 05.12.2026."
    if mend_by <= _day():
        return f"день, до которого исправить ({mend_by:%d.%m.%Y}), не позже дня письма. Укажите день после него."
    if mend_by > _day() + _LONGEST:
        return f"до {mend_by:%d.%m.%Y} больше года. Проверьте, тот ли год указан."
    working = working_from(mend_by, current_days_off())
    if working != mend_by:
        return f"{mend_by:%d.%m.%Y} — нерабочий день. Ближайший рабочий: {working:%d.%m.%Y}."
    return ""


def _refused(error: FaultsError, week: date | None) -> AnyResponse:
    for fault in error.faults:
        flash(fault.sentence(), "warning")
    return _back(week)


def _back(week: date | None) -> AnyResponse:
    return redirect(url_for("office_papers.page", week=week.isoformat() if week else None), 303)

"""How people are declined: the six cases of each, what is doubtful, and one click to settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.documents.tags.people import full_name
from sferum_docs.grammar import Case
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import Word
from sferum_docs.schools.names import is_short_name
from sferum_docs.services.school import cases
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.edit_token import Kept, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from sferum_docs.schools.model import Person, School

blueprint = Blueprint("cases", __name__)
MAX_FORM = 300


def _kept(place: int) -> Kept:
    shown = _person(place)
    words = cases.word_cases(shown)
    parts = {item.word.value: Part(item.caption, (item.forms, item.decided), ", ".join(item.forms)) for item in words}
    parts[Word.INITIALS.value] = Part("Инициалы", shown.own_initials, full_name(shown).initials())
    return Kept(parts, actions=("school.saved",), topic="staff")


def _sent(place: int) -> dict[str, object]:
    if request.form.get("person") != identity(_person(place)):
        return {}  # another person stands here now: the view says so
    return {request.form.get("word", ""): ("decided now", place)}


@blueprint.get("/staff/cases")
def people() -> str:
    """Everybody, who waits for a word first."""
    listed = [(place, person, cases.is_doubtful(person)) for place, person in _places()]
    listed.sort(key=lambda row: not row[2])
    bare = {place for place, person in _places() if is_short_name(person.full_name)}
    return render_template("head/cases.html", bare=bare, people=listed, doubtful=sum(row[2] for row in listed))


@blueprint.get("/staff/cases/<int:place>")
def person(place: int) -> str:
    """The six cases of one person."""
    shown = _person(place)
    rest = [other for other, somebody in _places() if other != place and cases.is_doubtful(somebody)]
    return render_template(
        "head/person_cases.html",
        person=shown,
        identity=identity(shown),
        place=place,
        words=cases.word_cases(shown),
        names=[case.value for case in Case],
        following=rest[0] if rest else None,
        short=full_name(shown),
    )


@blueprint.post("/staff/cases/<int:place>")
@edits(_kept, sent=_sent)
def decide(place: int) -> Response:
    """Keeps what was decided about one word."""
    somebody = _person(place)
    if request.form.get("person") != identity(somebody):
        # the list was changed meanwhile: somebody else stands at this place now
        flash("Список сотрудников изменился, пока страница была открыта. Найдите человека и решите заново.", "warning")
        return redirect(url_for("cases.people"), 303)
    try:
        word = Word(request.form.get("word", ""))
        action, _, choice = request.form.get("action", "").partition(":")
        changed = _ACTIONS[action](current_school(), somebody, word, choice)
    except FaultsError as error:
        flash(f"Не записано. {error.faults[0].sentence()}", "warning")
        return redirect(url_for("cases.person", place=place), 303)
    except (ValueError, LookupError):
        abort(400)
    save_school(current_school_id(), changed, actor(), current_school())
    told = "Инициалы сохранены" if word is Word.INITIALS else "Решение о склонении сохранено"
    flash(f"{told}. Новые документы выйдут с этими формами.")
    return redirect(url_for("cases.person", place=place), 303)


def identity(somebody: Person) -> str:
    """Whom a decision was made for: the place in the list may pass to another."""
    return f"{somebody.full_name}, {somebody.post}"


def _places() -> tuple[tuple[int, Person], ...]:
    return tuple(enumerate(cases.people(current_school()), start=1))


def _person(place: int) -> Person:
    found = dict(_places()).get(place)
    if found is None:
        abort(404)
    return found


def _own(school: School, somebody: Person, word: Word, _choice: str) -> School:
    forms = {case.value: clean_line(request.form.get(case.value, "")) for case in cases.OBLIQUE}
    if any(len(form) > MAX_FORM for form in forms.values()):
        raise FaultsError([Fault("too_long", "", {"limit": MAX_FORM})])
    return cases.write_own(school, somebody, word, forms)


def _initials(school: School, somebody: Person, _word: Word, _choice: str) -> School:
    return cases.write_initials(school, somebody, clean_line(request.form.get("initials", "")))


_ACTIONS: dict[str, Callable[[School, Person, Word, str], School]] = {
    "confirm": lambda school, somebody, word, _choice: cases.confirm(school, somebody, word),
    "choose": lambda school, somebody, word, choice: cases.choose(school, somebody, word, int(choice)),
    "fix": lambda school, somebody, word, _choice: cases.fix(school, somebody, word),
    "forget": lambda school, somebody, word, _choice: cases.forget(school, somebody, word),
    "own": _own,
    "initials": _initials,
}

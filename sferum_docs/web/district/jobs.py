"""Jobs of an office: the list, one of them with its progress, cancelled, taken up again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.services.district.scope import overseen_bodies
from sferum_docs.services.jobs.progress import ItemState, count_items, each_item, items_of, job_state, job_states
from sferum_docs.services.jobs.start import cancel_job, retry_job
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.district.job_kinds import JobPage, card_of, page_of
from sferum_docs.web.district.job_words import counts_of, is_idle, pace_of, state_of
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.services.jobs.progress import JobState

blueprint = Blueprint("district_jobs", __name__)
PAGE = 50
_MOST_COMMON = 20  # reasons told above the list
_LAST_PAGE = 100_000  # of a number typed into the address
# what is shown of a job: the word of the address, which parts
_SHOWN = {
    "failed": (ItemState.FAILED,),
    "left": (ItemState.CANCELLED,),
    "waiting": (ItemState.RUNNING, ItemState.WAITING),
    "done": (ItemState.DONE,),
}


@blueprint.get("/district/jobs")
def listing() -> str:
    """The jobs of the office, the newest first."""
    number = _page_number()
    states, total = job_states(current_school_id(), PAGE, (number - 1) * PAGE)
    return render_template(
        "district/jobs.html",
        states=states,
        told={state.job.id: told(state) for state in states},
        number=number,
        pages=-(-total // PAGE),
        refresh=any(state.job.is_open for state in states),
    )


@blueprint.get("/district/jobs/<int:job>")
def page(job: int) -> str:
    """One job: how far it is, what failed and why."""
    state = _found(job)
    counts = {word: sum(state.progress.counts.get(part, 0) for part in parts) for word, parts in _SHOWN.items()}
    asked = request.args.get("show", "")
    show = asked if counts.get(asked) else next((word for word, count in counts.items() if count), "done")
    number, parts, kind = _page_number(), _SHOWN[show], page_of(state.job.kind)
    captions = {
        "failed": kind.words.failed, "left": "Не начаты", "waiting": "Ждут и выполняются", "done": kind.words.done
    }  # fmt: skip
    watched = {body.id for body in overseen_bodies(current_school_id())}
    return render_template(
        "district/job.html",
        state=state,
        told=told(state),
        kind=kind,
        card_of=lambda item: card_of(item) if item.subject_id in watched else "",  # handed over since: no card here
        again=state.progress.failed + state.progress.cancelled,
        tabs=[(word, captions[word], count) for word, count in counts.items() if count],
        caption=captions[show],
        show=show,
        items=items_of(job, parts, limit=PAGE, offset=(number - 1) * PAGE),
        common=_common(job, kind, show) if counts[show] > 1 else [],
        of_all=counts[show],
        number=number,
        pages=-(-count_items(job, parts) // PAGE),
    )


@blueprint.get("/district/jobs/<int:job>/progress")
def progress(job: int) -> dict[str, Any]:
    """How far it is, for the page that asks again and again."""
    return told(_found(job))


@blueprint.post("/district/jobs/<int:job>/cancel")
@repeats(page="district_jobs.page")
def cancel(job: int) -> Response:
    """Begins nothing more of the job."""
    state = _found(job)
    if cancel_job(current_school_id(), state.job.id, actor()):
        flash("Работа остановлена: начатое будет доделано, остальное не начнётся. Её можно продолжить.")
    return redirect(url_for(".page", job=job), 303)


@blueprint.post("/district/jobs/<int:job>/retry")
@repeats(page="district_jobs.page")
def retry(job: int) -> Response:
    """Takes up again what was not done: all of it, or what is ticked."""
    state = _found(job)
    keys = None if request.form.get("all") else request.form.getlist("item")
    if keys == []:
        flash("Ничего не отмечено: отметьте, что повторить.", "warning")
    elif count := retry_job(current_school_id(), state.job.id, actor(), keys):
        flash(f"Повторяем: {count}. Сделанное раньше не переделывается.")
    return redirect(url_for(".page", job=job), 303)


def told(state: JobState) -> dict[str, Any]:
    """How far it is, in words and for the bar; the same on the page and for its script."""
    words = page_of(state.job.kind).words
    word, look = state_of(state, words)
    return {
        "open": state.job.is_open,
        "failed": state.progress.failed,
        "ended": state.progress.ended,
        "total": state.progress.total,
        "state": word,
        "look": look,
        "counts": counts_of(state.progress, words),
        "pace": pace_of(state),
        "idle": is_idle(state),
        "workers": ", ".join(state.progress.workers),
    }


def _common(job: int, kind: JobPage, show: str) -> list[tuple[str, int]]:
    """What is said of more than one body and of how many, the most frequent first: why they failed, what was found."""
    if show not in {"failed", "done"}:
        return []
    said = (
        dict.fromkeys([fault.text for fault in item.faults] if show == "failed" else kind.told(item.result))
        for item in each_item(job, _SHOWN[show])
    )
    texts = Counter(text for texts in said for text in texts)
    return [(text, count) for text, count in texts.most_common(_MOST_COMMON) if count > 1]


def _found(job: int) -> JobState:
    state = job_state(current_school_id(), job)
    if state is None:
        abort(404)
    return state


def _page_number() -> int:
    return min(sent_number(request.args.get("page", "")) or 1, _LAST_PAGE)

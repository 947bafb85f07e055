"""How far a job is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.web.forms.wording import counted

if TYPE_CHECKING:
    from sferum_docs.services.jobs.progress import JobState, Progress

_IDLE = timedelta(seconds=30)  # nobody has begun anything: whoever does jobs is not there
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class JobWords:
    """What parts that are done and parts that are not are called; `again`: the button that takes the latter up."""

    counted: str = "Сделано"
    done: str = "Сделано"
    failed: str = "Не удалось"
    whole: str = "сделано"
    partly: str = "сделано не всё"
    again: str = "Повторить всё, что не удалось"


WORK = JobWords()
CHECK = JobWords(
    "Всё есть у", "Всё есть", "Не хватает", "проверено", "есть не у всех", "Проверить снова тех, кому не хватало"
)


def state_of(state: JobState, words: JobWords = WORK) -> tuple[str, str]:
    """One or two words for a list, and their look."""
    job, progress = state.job, state.progress
    if job.is_open:
        if job.cancelled_at is not None:
            return "останавливается", "wait"
        return ("выполняется" if progress.workers else "ждёт очереди"), "wait"
    if progress.cancelled:
        return "остановлена", "quiet"
    return (words.partly, "wait") if progress.failed else (words.whole, "good")


def counts_of(progress: Progress, words: JobWords = WORK) -> str:
    """How many parts are where.

    >>> from datetime import datetime
    >>> from sferum_docs.services.jobs.progress import ItemState, Progress
    >>> some = Progress({ItemState.DONE: 30, ItemState.FAILED: 3, ItemState.WAITING: 1}, 0, 0.0, (), datetime.min)
    >>> counts_of(some)
    'Сделано 30 из 34. Не удалось: 3. Ждут: 1.'
    >>> counts_of(some, CHECK)
    'Всё есть у 30 из 34. Не хватает: 3. Ждут: 1.'
    """
    rest = (
        (words.failed, progress.failed), ("Выполняется", progress.running), ("Ждут", progress.waiting),
        ("Не начаты", progress.cancelled),
    )  # fmt: skip
    told = "".join(f" {name}: {count}." for name, count in rest if count)
    return f"{words.counted} {progress.done} из {progress.total}.{told}"


def pace_of(state: JobState) -> str:
    """How fast it goes and how long it will take; what to do when it does not go."""
    progress = state.progress
    if not state.job.is_open:
        return ""
    if is_idle(state):
        return (
            "Работу пока никто не выполняет. Её берёт запущенная программа; если массовые работы вынесены в отдельные "
            "процессы, проверьте, что запущен хотя бы один (команда worker)."
        )
    if state.job.cancelled_at is not None:
        return "Доделывается начатое, нового не начинается."
    if not progress.rate:
        return "Скорость станет видна, когда будут готовы первые."
    left = progress.seconds_left
    return f"{rate_words(progress.rate)}.{f' Осталось {left_words(left)}.' if left is not None else ''}"


def is_idle(state: JobState) -> bool:
    """Whether nobody is at the job, and has not been for a while."""
    progress = state.progress
    return state.job.is_open and not progress.workers and progress.at - state.job.served_at > _IDLE


def rate_words(rate: float) -> str:
    """Parts a second as people say it.

    >>> rate_words(3.44), rate_words(0.2), rate_words(27.6), rate_words(1 / 90)
    ('Около 3,4 в секунду', 'Около 12 в минуту', 'Около 28 в секунду', 'Меньше одной в минуту')
    """
    if rate >= 1:
        return f"Около {f'{rate:.1f}'.replace('.', ',').removesuffix(',0') if rate < 10 else round(rate)} в секунду"  # noqa: PLR2004
    if rate * _MINUTE >= 1:
        return f"Около {round(rate * _MINUTE)} в минуту"
    return "Меньше одной в минуту"


def left_words(seconds: float) -> str:
    r"""How long it will take, no more exactly than it can be said.

    >>> left_words(20), left_words(150), left_words(2 * 3600 + 100), left_words(3 * 3600 + 1800)
    ('меньше минуты', 'примерно 3\xa0минуты', 'примерно 2\xa0часа 2\xa0минуты', 'примерно 3\xa0часа 30\xa0минут')
    """
    if seconds < _MINUTE:
        return "меньше минуты"
    minutes = -(-round(seconds) // _MINUTE)
    hours, minutes = divmod(minutes, _HOUR // _MINUTE)
    told = [counted(hours, "час", "часа", "часов")] if hours else []
    told += [counted(minutes, "минута", "минуты", "минут")] if minutes else []
    return f"примерно {' '.join(told)}"

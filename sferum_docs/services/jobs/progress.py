"""How far jobs are, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.store.jobs import jobs
from sferum_docs.store.jobs.jobs import count_items, each_item, find_job, items_of
from sferum_docs.store.jobs.model import ItemFault, ItemState, Job, JobItem, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ItemFault", "ItemState", "Job", "JobItem", "JobState", "Progress", "count_items", "each_item", "find_job",
    "items_of", "job_state", "job_states",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class JobState:
    """A job and how far it is."""

    job: Job
    progress: Progress


def job_state(office_id: int, job_id: int) -> JobState | None:
    """A job of this office; None: there is none, or it is another's."""
    job = find_job(office_id, job_id)
    return None if job is None else JobState(job, jobs.progress_of([job.id])[job.id])


def job_states(office_id: int, limit: int, offset: int = 0) -> tuple[Sequence[JobState], int]:
    """The jobs of an office, the newest first, and how many there are."""
    found = jobs.jobs_of(office_id, limit, offset)
    progress = jobs.progress_of([job.id for job in found])
    return tuple(JobState(job, progress[job.id]) for job in found), jobs.count_jobs(office_id)

"""The addresses of the district: open to whoever watches, in an office alone. One line for each."""

from __future__ import annotations

DISTRICT_DESK = (
    "district.page",
    "district.ask",
    "district.add",
    "district_matrix.acts",
    "district_matrix.page",
    "district_matrix.documents",
    "district_matrix.sheet",
    "district_matrix.refresh",
    "district_invite.page",
    "district_invite.make",
    "district_invite.paper",
    "district_invite.renew",
    "district_jobs.cancel",
    "district_jobs.listing",
    "district_jobs.page",
    "district_jobs.progress",
    "district_jobs.retry",
    "district_school.card",
    "district_school.move",
    "district_school.clauses",
    "district_school.document",
    "district_school.file",
)

"""The pages of the district side by side: one line for each part, shown to whoever may open it."""

from __future__ import annotations

from flask import current_app, request

from sferum_docs.web.protection.access import may

# endpoint of the first page of a part, its caption
TABS = (
    ("district.page", "Организации"),
    ("district_matrix.acts", "Исполнение"),
    ("office_papers.first", "Документы района"),
    ("district_invite.page", "Пользователи"),
    ("giving.listing", "Акты и шаблоны"),
    ("district_bulk.choose", "Черновики организациям"),
    ("district_jobs.listing", "Работы"),
)
# pages that have no tab of their own
_PART_OF = {
    "district_import": "district",
    "district_ranking": "district_matrix",
    "district_school": "district",
    "giving_templates": "giving",
}


def tabs() -> list[tuple[str, str, bool]]:
    """Endpoint, caption, whether the page shown is of this part."""
    known = current_app.view_functions
    return [
        (endpoint, caption, endpoint.partition(".")[0] == _part())
        for endpoint, caption in TABS
        if endpoint in known and may(endpoint)
    ]


def _part() -> str:
    """The part that the page shown belongs to."""
    here = request.blueprint or ""
    return _PART_OF.get(here, here)

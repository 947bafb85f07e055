"""Pages of the office of a district: its schools, their acts, papers in bulk."""

from sferum_docs.web.district import (
    bulk,
    bulk_results,
    giving,
    importing,
    inviting,
    jobs,
    matrix,
    papers,
    proposing,
    ranking,
    school,
    schools,
)

BLUEPRINTS = tuple(
    room.blueprint
    for room in (
        schools,
        school,
        importing,
        inviting,
        jobs,
        matrix,
        papers,
        ranking,
        giving,
        proposing,
        bulk,
        bulk_results,
    )
)

"""Pages of the office of a district: its schools, their acts, papers in bulk."""

from sferum_docs.web.district import (
    giving,
    inviting,
    jobs,
    matrix,
    papers,
    proposing,
    ranking,
    school,
    schools,
)
from sferum_docs.web.district.bulk_packets import choosing, results
from sferum_docs.web.district.importing import pages as importing

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
        choosing,
        results,
    )
)

"""The act that an address of the API names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.web.api.problems import NOT_FOUND, UNAVAILABLE, ProblemError
from sferum_docs.web.current import current_acts, current_pack, enter_act

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.web.api.operations import Call

ACT = {"act": "код акта из списка /acts"}


def pack_of(call: Call) -> Pack:
    """The pack of the act in the address. ProblemError: it is none of the body's, or has faults."""
    named = call.values["act"]
    if named not in {act.pack for act in current_acts()}:
        raise ProblemError(NOT_FOUND, "api_not_found")
    enter_act(named)
    try:
        return current_pack()
    except FaultsError as error:
        raise ProblemError(UNAVAILABLE, "api_pack_broken") from error

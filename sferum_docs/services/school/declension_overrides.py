"""The list of exceptions of this installation: how names and posts are declined that the rules get wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sferum_docs.documents.tags.people import with_exceptions
from sferum_docs.grammar.declension_overrides import NO_EXCEPTIONS, Exceptions, read_exceptions
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.choose import PACKS

if TYPE_CHECKING:
    from pathlib import Path

    from sferum_docs.schools.model import School

EXCEPTIONS_FILE = "exceptions.toml"
SOURCE = "список исключений"


def read_list(path: Path) -> Exceptions:
    """The list of a file; an absent one is empty. FaultsError names every row that is no exception."""
    if not path.is_file():
        return NO_EXCEPTIONS
    try:
        entries, faults = read_exceptions(path.read_text(encoding="utf-8"), SOURCE)
    except UnicodeDecodeError as error:
        raise FaultsError([Fault("not_utf8", path.name)]) from error
    if faults:
        places = (": ".join(filter(None, (path.name, fault.place))) for fault in faults)
        raise FaultsError([replace(fault, place=place) for fault, place in zip(faults, places, strict=True)])
    return Exceptions.of(entries)


@cache
def exception_list() -> Exceptions:
    """The list that lies beside the packs."""
    return read_list(PACKS / EXCEPTIONS_FILE)


def as_listed(school: School) -> School:
    """The school whose people follow the list wherever nothing was decided about them."""
    return with_exceptions(school, exception_list())

"""Pages of the secretary: the registers, registering, the entry with all that belongs to it."""

from sferum_docs.web.office import (
    chosen,
    held,
    importing,
    other,
    register,
    register_settings,
    search,
    sending,
    settings,
    unsigned,
)
from sferum_docs.web.office.entries import (
    correction,
    electronic,
    entry,
    entry_papers,
    evidence,
    links,
    scans,
    signatures,
)

_PAGES = (
    register,
    other,
    importing,
    chosen,
    correction,
    electronic,
    entry,
    entry_papers,
    evidence,
    held,
    links,
    register_settings,
    scans,
    search,
    settings,
    signatures,
    unsigned,
)
BLUEPRINTS = (*(page.blueprint for page in _PAGES), *sending.BLUEPRINTS)

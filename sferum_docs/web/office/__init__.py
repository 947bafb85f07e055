"""Pages of the secretary: the registers, registering, the entry with all that belongs to it."""

from sferum_docs.web.office import (
    chosen,
    correction,
    entry,
    entry_papers,
    evidence,
    held,
    importing,
    links,
    other,
    register,
    register_settings,
    scans,
    search,
    settings,
    signatures,
    unsigned,
)

_PAGES = (
    register,
    other,
    importing,
    chosen,
    correction,
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
BLUEPRINTS = tuple(page.blueprint for page in _PAGES)

"""Pages of the secretary: the registers, registering, the entry with all that belongs to it."""

from sferum_docs.web.office import (
    correction,
    entry,
    entry_papers,
    evidence,
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
    entry,
    correction,
    entry_papers,
    links,
    signatures,
    evidence,
    scans,
    settings,
    register_settings,
    search,
    unsigned,
)
BLUEPRINTS = tuple(page.blueprint for page in _PAGES)

"""Pages of the secretary: the registers, registering, the entry with all that belongs to it."""

from sferum_docs.web.office import (
    entry,
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

_PAGES = (register, other, entry, links, signatures, evidence, scans, settings, register_settings, search, unsigned)
BLUEPRINTS = tuple(page.blueprint for page in _PAGES)

"""Pages of the secretary: the registers, registering, the entry with all that belongs to it."""

from sferum_docs.web.office import entry, evidence, register, registering, scans, search, settings, signatures

BLUEPRINTS = tuple(
    page.blueprint for page in (register, registering, entry, signatures, evidence, scans, settings, search)
)

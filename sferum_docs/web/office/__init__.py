"""Pages of the secretary: the registers, registering, the entry with all that belongs to it."""

from sferum_docs.web.office import entry, evidence, links, register, registering, scans, search, settings, signatures

_PAGES = (register, registering, entry, links, signatures, evidence, scans, settings, search)
BLUEPRINTS = tuple(page.blueprint for page in _PAGES)

"""Pages of made documents, open to every role, and pages to read."""

from sferum_docs.web.documents import documents, gost, printing, reference, signing, verify

BLUEPRINTS = tuple(page.blueprint for page in (documents, signing, printing, gost, verify, reference))

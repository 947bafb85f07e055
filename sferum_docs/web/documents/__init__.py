"""Pages of made documents, open to every role, and pages to read."""

from sferum_docs.web.documents import (
    checklist,
    deadlines,
    documents,
    gost,
    papers,
    printing,
    reference,
    signing,
    site,
    verify,
)

BLUEPRINTS = tuple(
    page.blueprint
    for page in (documents, papers, checklist, deadlines, signing, printing, gost, verify, site, reference)
)

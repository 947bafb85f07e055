"""Pages of the head of a school: from the first start to the finished packet."""

from sferum_docs.web.head import clauses, compose, home, outdated, packet

BLUEPRINTS = tuple(page.blueprint for page in (home, clauses, packet, compose, outdated))

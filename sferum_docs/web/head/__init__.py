"""Pages of the head of a school: from the first start to the finished packet."""

from sferum_docs.web.head import clauses, compose, deadlines, home, packet, start

BLUEPRINTS = tuple(page.blueprint for page in (start, home, clauses, deadlines, packet, compose))

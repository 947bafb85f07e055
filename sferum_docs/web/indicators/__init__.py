"""Pages of the indicators of an act: typed week by week, imported, shown, concluded, given back."""

from sferum_docs.web.indicators import exporting, importing, page, papers, typing

BLUEPRINTS = tuple(room.blueprint for room in (page, typing, importing, papers, exporting))

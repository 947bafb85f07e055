"""The API: what programs of a body read and write, by tokens, over the services of the pages."""

from sferum_docs.web.api import routes, tokens

BLUEPRINTS = (routes.blueprint, routes.pages, tokens.blueprint)

"""Sending by mail: a letter about an entry, the outbox."""

from sferum_docs.web.office.sending import letter, outbox

BLUEPRINTS = (letter.blueprint, outbox.blueprint)

"""Pages of the administrator of the installation."""

from sferum_docs.web.admin import journal, new_template, users

BLUEPRINTS = (users.blueprint, journal.blueprint, new_template.blueprint)

"""Pages of the administrator of the installation."""

from sferum_docs.web.admin import new_template

BLUEPRINTS = (new_template.blueprint,)

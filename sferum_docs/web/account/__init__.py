"""Pages of one's own account: the first start, signing in and out, the password, reminders."""

from sferum_docs.web.account import password, reminders, setup, sign_in

BLUEPRINTS = tuple(page.blueprint for page in (setup, sign_in, password, reminders))

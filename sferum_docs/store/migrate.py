"""Upgrade of the database to the tables of this version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sferum_docs.store.database import db

if TYPE_CHECKING:
    from sqlalchemy import Engine

_SCRIPTS = Path(__file__).with_name("migrations")


def config() -> Config:
    """The settings of Alembic: no file, the scripts lie beside this module."""
    settings = Config()
    settings.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return settings


def upgrade(engine: Engine | None = None, to: str = "head") -> None:
    """Brings the database to the newest tables; nothing happens when it is there already."""
    settings = config()
    with (engine or db.engine).begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)


def is_behind(engine: Engine | None = None) -> bool:
    """Whether the database has tables already and they are not the newest."""
    newest = ScriptDirectory.from_config(config()).get_current_head()
    with (engine or db.engine).connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found is not None and found != newest


def is_newer(engine: Engine | None = None) -> bool:
    """Whether a newer version of the program has been at the tables: this one does not know them."""
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    with (engine or db.engine).connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found is not None and found not in known

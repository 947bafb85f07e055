"""Upgrade of the database to the tables of this version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select

from sferum_docs.store.database import db
from sferum_docs.store.rows.changes import BodyStampRow, new_stamp

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection, Engine

_ONE_UPGRADE = 263  # the name of the lock, beside that of the one writer
_SCRIPTS = Path(__file__).with_name("migrations")


def config() -> Config:
    """The settings of Alembic: no file, the scripts lie beside this module."""
    from alembic.config import Config  # noqa: PLC0415  wanted where tables may be made

    settings = Config()
    settings.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return settings


def upgrade(engine: Engine | None = None, to: str = "head") -> None:
    """Brings the database to the newest tables; nothing happens when it is there already."""
    from alembic import command  # noqa: PLC0415  as above

    settings = config()
    with (engine or db.engine).begin() as connection:
        if connection.dialect.name == "postgresql":  # of machines that start at once the second finds it done
            connection.execute(select(func.pg_advisory_xact_lock(_ONE_UPGRADE)))
        settings.attributes["connection"] = connection
        before = _revision_of(connection)
        command.upgrade(settings, to)
        # what other processes keep in memory is over; one that only starts changes nothing for anybody
        if _revision_of(connection) != before and inspect(connection).has_table(BodyStampRow.__tablename__):
            connection.execute(new_stamp())


def is_behind(engine: Engine | None = None) -> bool:
    """Whether the database has tables already and they are not the newest."""
    newest, found = _scripts().get_current_head(), _revision(engine)
    return found is not None and found != newest


def is_newer(engine: Engine | None = None) -> bool:
    """Whether a newer version of the program has been at the tables: this one does not know them."""
    known, found = {script.revision for script in _scripts().walk_revisions()}, _revision(engine)
    return found is not None and found not in known


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory  # noqa: PLC0415  as above

    return ScriptDirectory.from_config(config())


def _revision(engine: Engine | None) -> str | None:
    with (engine or db.engine).connect() as connection:
        return _revision_of(connection)


def _revision_of(connection: Connection) -> str | None:
    from alembic.migration import MigrationContext  # noqa: PLC0415  as above

    return MigrationContext.configure(connection).get_current_revision()

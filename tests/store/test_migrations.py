import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sferum_docs.store.database import Base, db, writing
from sferum_docs.store.migrate import upgrade


@pytest.mark.usefixtures("app")
def test_the_migrations_make_exactly_the_tables_of_the_program() -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.usefixtures("app")
def test_upgrading_twice_changes_nothing() -> None:
    upgrade()
    with db.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() is not None


@pytest.mark.usefixtures("app")
def test_a_row_without_its_school_is_refused() -> None:
    with pytest.raises(IntegrityError), writing() as session:
        session.execute(
            text("INSERT INTO packet (school_id, pack, made_at, request) VALUES (999, 'x', '2023-10-16', '{}')")
        )


def test_sqlite_writes_ahead_and_keeps_foreign_keys(app: Flask) -> None:
    with db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    assert app.name == "tests"

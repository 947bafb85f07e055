"""What Alembic runs for each migration: on the connection it is given."""

from __future__ import annotations

from alembic import context

from sferum_docs.store import rows
from sferum_docs.store.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    compare_type=True,
)
assert rows.SchoolRow.metadata is Base.metadata  # noqa: S101  the tables are declared once `rows` is imported
with context.begin_transaction():
    context.run_migrations()

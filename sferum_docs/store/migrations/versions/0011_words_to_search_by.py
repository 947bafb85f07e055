"""Entries with the words they are searched by; indexes for one page of a long register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sferum_docs.store.rows.searching import words_of_entry, words_of_linked

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_UNSIGNED = sa.text("signed_on IS NULL AND refusal_id IS NULL")


def upgrade() -> None:
    """Makes the change."""
    for name in ("search_text", "search_linked"):
        op.add_column("register_entry", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    live = ["school_id", "state", "voided_at", "imported"]
    op.create_index("ix_register_entry_state", "register_entry", live)
    op.create_index("ix_register_entry_year", "register_entry", ["school_id", "register", "year", "voided_at"])
    op.create_index("ix_register_entry_document", "register_entry", ["school_id", "pack", "document"])
    op.create_index(op.f("ix_register_entry_repealed_by_id"), "register_entry", ["repealed_by_id"])
    op.create_index(
        "ix_acquaintance_unsigned", "acquaintance", ["entry_id"],
        sqlite_where=_UNSIGNED, postgresql_where=_UNSIGNED,
    )  # fmt: skip
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Every entry so far gets its words; an archive of ten thousand takes some seconds."""
    tables = sa.MetaData()
    tables.reflect(connection, only=["register_entry", "acquaintance", "evidence"])
    entries, people, scans = (tables.tables[name] for name in ("register_entry", "acquaintance", "evidence"))
    for row in connection.execute(sa.select(entries)).mappings().all():
        names = connection.scalars(sa.select(people.c.name).where(people.c.entry_id == row["id"]))
        known = sa.select(scans.c.file_name, scans.c.words)
        known = known.where(scans.c.entry_id == row["id"], scans.c.withdrawn_at.is_(None))
        texts = (text for scan in connection.execute(known) for text in scan)
        words = {
            "search_text": words_of_entry({str(name): value for name, value in row.items()}),
            "search_linked": words_of_linked(names, texts),
        }
        connection.execute(entries.update().where(entries.c.id == row["id"]).values(words))

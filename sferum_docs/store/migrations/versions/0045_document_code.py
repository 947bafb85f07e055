"""The short code of a document as a column: a file is found by it without reading the data of all documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_CODES = {
    "sqlite": "UPDATE document SET code = coalesce(json_extract(data, '$.code'), '')",
    "postgresql": "UPDATE document SET code = coalesce(data ->> 'code', '')",
}


def upgrade() -> None:
    """Makes the change."""
    op.add_column("document", sa.Column("code", sa.String(), nullable=False, server_default=""))
    op.execute(_CODES[op.get_bind().dialect.name])
    op.create_index("ix_document_code", "document", ["code"])


def downgrade() -> None:
    """Undoes the change."""
    op.drop_index("ix_document_code", table_name="document")
    op.execute("ALTER TABLE document DROP COLUMN code")

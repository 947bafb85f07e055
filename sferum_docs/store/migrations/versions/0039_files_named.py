"""Whether anything names a file is asked of each file: without reading every document for each."""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_NAMING = (
    ("document", "sha256"),
    ("document", "template_sha256"),
    ("template_version", "sha256"),
    ("taken_pack", "sha256"),
)


def upgrade() -> None:
    """Makes the change."""
    for table, column in _NAMING:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Undoes the change."""
    for table, column in reversed(_NAMING):
        op.drop_index(op.f(f"ix_{table}_{column}"), table)

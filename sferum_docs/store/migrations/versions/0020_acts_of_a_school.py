"""The acts of a school; whoever worked before there were several works by the one that there was."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_PACK, _SINCE = "sferum-2023", date(2023, 10, 13)  # the day of the act: documents may bear any day from then on
_TITLE = "Сферум-2023: постановление № 262"


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("succeeded_by", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_assignment_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("school_id", "pack", name=op.f("uq_assignment_school_id")),
    )
    op.execute(
        sa.text(
            "INSERT INTO assignment (school_id, pack, title, since, state, succeeded_by)"
            " SELECT id, :pack, :title, :since, 'in_work', '' FROM school ORDER BY id"
        ).bindparams(sa.bindparam("since", _SINCE, sa.Date), pack=_PACK, title=_TITLE)
    )
    # the draft of the packet page is one for each act from now on
    op.execute(sa.text("UPDATE draft SET page = :page WHERE page = 'packet'").bindparams(page=f"packet.{_PACK}"))

"""Which revision each thing that staff edit is at, what was archived, and what a round keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

EDITED = ("centre", "unit", "initiative", "round", "device", "link")
ARCHIVED = ("centre", "unit", "initiative", "round")


def upgrade() -> None:
    for table in EDITED:
        op.add_column(
            table, sa.Column("revision", sa.Integer(), server_default="1", nullable=False)
        )
    for table in ARCHIVED:
        op.add_column(table, sa.Column("archived_on", sa.Date(), nullable=True))
    op.add_column(
        "round", sa.Column("keeps_days", sa.Integer(), server_default="730", nullable=False)
    )
    op.add_column(
        "round",
        sa.Column("offers_receipts", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("round", "offers_receipts")
    op.drop_column("round", "keeps_days")
    for table in ARCHIVED:
        op.drop_column(table, "archived_on")
    for table in EDITED:
        op.drop_column(table, "revision")

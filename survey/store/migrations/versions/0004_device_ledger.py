"""What each tablet made, the daily gap reports, and the unit of what is kept aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("quarantine", sa.Column("unit_id", sa.Integer(), nullable=True))
    for channel in ("device", "link"):
        # The best that is known of what was kept aside before.
        op.execute(
            f"UPDATE quarantine SET unit_id = (SELECT {channel}.unit_id FROM {channel} "  # noqa: S608 our own names
            f"WHERE {channel}.id = quarantine.channel_id) WHERE channel = '{channel}'"
        )


def downgrade() -> None:
    op.drop_column("quarantine", "unit_id")

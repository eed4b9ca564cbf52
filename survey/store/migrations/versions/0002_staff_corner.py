"""Tries of a pairing code, and the staff's PIN of a tablet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "pairing_code", sa.Column("tries", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("device", sa.Column("pin_hash", sa.String(length=120), nullable=True))


def downgrade() -> None:
    op.drop_column("device", "pin_hash")
    op.drop_column("pairing_code", "tries")

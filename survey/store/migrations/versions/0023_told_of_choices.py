"""A decision keeps what could be named as chosen when it was written: residents are told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "codesign_decision",
        sa.Column("chosen", sa.JSON(), server_default="[]", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("codesign_decision", "chosen")

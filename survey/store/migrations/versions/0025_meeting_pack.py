"""A meeting keeps its initiative's involvement report, and when it was sent to the partners."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("involvement", sa.JSON(), nullable=True))
    op.add_column("meeting", sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("meeting", "sent_at")
    op.drop_column("meeting", "involvement")

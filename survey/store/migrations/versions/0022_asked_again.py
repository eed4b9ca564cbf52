"""Editions that ask whether an action helped belong to the rounds they were made for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "version",
        sa.Column("asks_again", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    version = sa.table("version", sa.column("content", sa.Text), sa.column("asks_again"))
    asks = version.c.content.contains('"helped_action_', autoescape=True)
    op.execute(version.update().where(asks).values(asks_again=sa.true()))


def downgrade() -> None:
    op.drop_column("version", "asks_again")

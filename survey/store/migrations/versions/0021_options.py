"""Rounds that residents choose by, and what was decided of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codesign_decision",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("decided", sa.String(60), nullable=True),
        sa.Column("decided_by", sa.String(120), server_default="", nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("told", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_codesign_decision_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_codesign_decision")),
    )


def downgrade() -> None:
    op.drop_table("codesign_decision")

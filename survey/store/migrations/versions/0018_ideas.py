"""Rounds that stay open until somebody closes them; ideas and offers, and what was answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "round",
        sa.Column("is_standing", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("voice", sa.String(30), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("came_by", sa.String(10), nullable=False),
        sa.Column("comment_id", sa.String(32), nullable=True),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("answered_by", sa.String(120), server_default="", nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("shown", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_idea_action_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_idea_centre_id")),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_idea_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_idea_comment_id")),
    )
    for column in ("action_id", "centre_id", "initiative_id"):
        op.create_index(op.f(f"ix_idea_{column}"), "idea", [column])


def downgrade() -> None:
    op.drop_table("idea")
    op.drop_column("round", "is_standing")

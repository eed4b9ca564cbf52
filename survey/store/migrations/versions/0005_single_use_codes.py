"""Codes that work once, flags for a person to look at, and how often one is in touch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "single_use_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_single_use_code_link_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_single_use_code")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("single_use_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_single_use_code_link_id"), ["link_id"], unique=False)
    op.add_column("link", sa.Column("flagged", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "link", sa.Column("is_personal", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("response", sa.Column("contact", sa.String(length=30), nullable=True))
    op.add_column("response", sa.Column("flag", sa.String(length=30), nullable=True))


def downgrade() -> None:
    op.drop_column("response", "flag")
    op.drop_column("response", "contact")
    op.drop_column("link", "is_personal")
    op.drop_column("link", "flagged")
    op.drop_table("single_use_code")

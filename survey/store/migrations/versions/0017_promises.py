"""Promises: who signs, what depends on whom, where they come from; two who edit one at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NAMES = ("second_owner", "signed_name", "signed_role")
EDITED = ("action", "staff_user")


def upgrade() -> None:
    for table in EDITED:
        op.add_column(
            table, sa.Column("revision", sa.Integer(), server_default="1", nullable=False)
        )
    for name in NAMES:
        op.add_column("action", sa.Column(name, sa.String(120), server_default="", nullable=False))
    op.add_column("action", sa.Column("depends_on", sa.Text(), server_default="", nullable=False))
    op.add_column("action", sa.Column("signed_picture", sa.String(64), nullable=True))
    op.add_column("action", sa.Column("from_round_id", sa.Integer(), nullable=True))
    op.add_column("action", sa.Column("from_question", sa.String(60), nullable=True))
    op.add_column(
        "action", sa.Column("asks_again", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    for name in (
        *("asks_again", "from_question", "from_round_id", "signed_picture", "depends_on"),
        *NAMES,
    ):
        op.drop_column("action", name)
    for table in EDITED:
        op.drop_column(table, "revision")

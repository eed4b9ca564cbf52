"""Who typed a headcount, and that a number may be unknown, which is not the same as nobody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nothing refers to headcounts, so SQLite may write the table anew.
    with op.batch_alter_table("headcount") as table:
        table.add_column(sa.Column("typed_by", sa.String(120), nullable=True))
        table.alter_column("people", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM headcount WHERE people IS NULL")
    with op.batch_alter_table("headcount") as table:
        table.alter_column("people", existing_type=sa.Integer(), nullable=False)
        table.drop_column("typed_by")

"""Links may name an association; answers through them keep the visit's day, counted per visit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite takes a foreign key with a new column only when it stands in the same statement.
    for table in ("link", "response"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN partner_id INTEGER "
            f"CONSTRAINT fk_{table}_partner_id REFERENCES initiative_partner (id)"
        )
        op.create_index(f"ix_{table}_partner_id", table, ["partner_id"])
    op.add_column("response", sa.Column("visit_day", sa.Date(), nullable=True))
    op.add_column("response", sa.Column("visit_part", sa.String(30), nullable=True))
    op.create_table(
        "visit_tally",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(30), nullable=False),
        sa.Column("voice", sa.String(30), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("answer", sa.String(800), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_visit_tally_round_id"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["initiative_partner.id"], name="fk_visit_tally_partner_id"
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_visit_tally_centre_id"),
        sa.PrimaryKeyConstraint(
            *("round_id", "partner_id", "centre_id", "day", "weekday", "part"),
            *("voice", "question", "status", "answer"),
            name="pk_visit_tally",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_tally_partner_id", "visit_tally", ["partner_id"])


def downgrade() -> None:
    op.drop_table("visit_tally")
    op.drop_column("response", "visit_part")
    op.drop_column("response", "visit_day")
    for table in ("response", "link"):
        op.drop_index(f"ix_{table}_partner_id", table)
        op.drop_column(table, "partner_id")

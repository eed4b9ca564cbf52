"""What staff plan of a round: who answers back, its purpose, what repeats it; notes of asking."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = ("answered_by", "answers_on", "purpose", "repeats_weeks")


def upgrade() -> None:
    op.add_column(
        "round", sa.Column("answered_by", sa.String(120), server_default="", nullable=False)
    )
    op.add_column("round", sa.Column("answers_on", sa.Date(), nullable=True))
    op.add_column("round", sa.Column("purpose", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("round", sa.Column("repeats_weeks", sa.Integer(), nullable=True))
    # SQLite takes a foreign key with a new column only when it stands in the same statement.
    op.execute(
        "ALTER TABLE round ADD COLUMN repeats_round_id INTEGER "
        "CONSTRAINT fk_round_repeats_round_id REFERENCES round (id)"
    )
    op.create_index("ix_round_repeats_round_id", "round", ["repeats_round_id"], unique=True)
    op.create_table(
        "asking_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("voice", sa.String(30), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(120), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name="fk_asking_note_round_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_asking_note_centre_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_asking_note_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_asking_note"),
    )
    op.create_index("ix_asking_note_round_id", "asking_note", ["round_id"])


def downgrade() -> None:
    op.drop_table("asking_note")
    op.drop_index("ix_round_repeats_round_id", "round")
    op.drop_column("round", "repeats_round_id")
    for name in reversed(COLUMNS):
        op.drop_column("round", name)

"""What staff record of a questionnaire, to be heard on tablets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_key", sa.String(60), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("perspective", sa.String(20), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("words_hash", sa.String(64), nullable=False),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.Column("file_key", sa.String(32), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(120), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
        sa.UniqueConstraint(
            "questionnaire_key",
            "language",
            "perspective",
            "words_hash",
            name=op.f("uq_recording_questionnaire_key_language_perspective_words_hash"),
        ),
    )


def downgrade() -> None:
    op.drop_table("recording")

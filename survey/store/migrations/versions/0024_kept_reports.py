"""Involvement reports that the worker made, and their charts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("within_key", sa.String(64), nullable=False),
        sa.Column("within", sa.JSON(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_report")),
        sa.UniqueConstraint(
            "kind",
            "subject_id",
            "language",
            "within_key",
            name=op.f("uq_kept_report_kind_subject_id_language_within_key"),
        ),
    )
    op.create_table(
        "kept_chart",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("svg", sa.Text(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_kept_chart")),
    )
    op.create_index(op.f("ix_kept_chart_used_on"), "kept_chart", ["used_on"])


def downgrade() -> None:
    for table in ("kept_chart", "kept_report"):
        op.drop_table(table)

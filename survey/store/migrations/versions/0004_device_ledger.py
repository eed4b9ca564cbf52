"""What each tablet made, the daily gap reports, and the unit of what is kept aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device_ledger",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("ledger", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False),
        sa.Column("storage", sa.String(length=30), nullable=False),
        sa.Column("installed", sa.Boolean(), nullable=False),
        sa.Column("has_room", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_device_ledger_device_id")
        ),
        sa.PrimaryKeyConstraint("device_id", "ledger", name=op.f("pk_device_ledger")),
        sa.UniqueConstraint("device_id", "number", name=op.f("uq_device_ledger_device_id_number")),
    )
    op.create_table(
        "gap_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_gap_day")),
    )
    op.create_table(
        "gap_report",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["day"], ["gap_day.day"], name=op.f("fk_gap_report_day")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_gap_report_device_id")),
        sa.PrimaryKeyConstraint("day", "device_id", name=op.f("pk_gap_report")),
    )
    op.add_column("quarantine", sa.Column("unit_id", sa.Integer(), nullable=True))
    for channel in ("device", "link"):
        # The best that is known of what was kept aside before.
        op.execute(
            f"UPDATE quarantine SET unit_id = (SELECT {channel}.unit_id FROM {channel} "  # noqa: S608 our own names
            f"WHERE {channel}.id = quarantine.channel_id) WHERE channel = '{channel}'"
        )


def downgrade() -> None:
    op.drop_column("quarantine", "unit_id")
    for table in ("gap_report", "gap_day", "device_ledger"):
        op.drop_table(table)

"""Initiatives: where they take part, with whom, their road, and who owned them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXTS = ("goes_on", "target_group")
OWNERS = ("owner", "second_owner")
DAYS = ("owner_since", "second_owner_since", "next_meeting_on")
TAKE_PART = """
INSERT INTO initiative_centre (initiative_id, centre_id)
SELECT DISTINCT round.initiative_id, round_centre.centre_id
FROM round JOIN round_centre ON round_centre.round_id = round.id
WHERE round.initiative_id IS NOT NULL
"""
ASKS = """
UPDATE initiative SET state = 'asking'
WHERE id IN (SELECT initiative_id FROM round WHERE initiative_id IS NOT NULL)
"""


def upgrade() -> None:
    _add_columns()
    _make_centres()
    _make_steps()
    _make_partners()
    _make_handovers()
    # What has asked somewhere takes part there, and is asking.
    op.execute(TAKE_PART)
    op.execute(ASKS)


def _add_columns() -> None:
    _add("needs", sa.JSON(), server_default="[]", nullable=False)
    _add("state", sa.String(30), server_default="idea", nullable=False)
    for name in TEXTS:
        _add(name, sa.Text(), server_default="", nullable=False)
    for name in OWNERS:
        _add(name, sa.String(120), server_default="", nullable=False)
    for name in DAYS:
        _add(name, sa.Date(), nullable=True)
    _add("meeting_weeks", sa.Integer(), nullable=True)


def _add(name: str, type_: sa.types.TypeEngine[Any], **how: Any) -> None:
    op.add_column("initiative", sa.Column(name, type_, **how))


def _of_initiative(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["initiative_id"], ["initiative.id"], name=op.f(f"fk_{table}_initiative_id")
    )


def _make_centres() -> None:
    op.create_table(
        "initiative_centre",
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_initiative_centre_centre_id")
        ),
        _of_initiative("initiative_centre"),
        sa.PrimaryKeyConstraint("initiative_id", "centre_id", name=op.f("pk_initiative_centre")),
    )
    op.create_index(op.f("ix_initiative_centre_centre_id"), "initiative_centre", ["centre_id"])


def _make_steps() -> None:
    op.create_table(
        "initiative_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("heard", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(30), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        _of_initiative("initiative_step"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_step")),
    )
    op.create_index(op.f("ix_initiative_step_initiative_id"), "initiative_step", ["initiative_id"])


def _make_partners() -> None:
    op.create_table(
        "initiative_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(120), nullable=True),
        sa.Column("file_kind", sa.String(10), nullable=True),
        sa.Column("file_key", sa.String(32), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        _of_initiative("initiative_partner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_partner")),
    )
    op.create_index(
        op.f("ix_initiative_partner_initiative_id"), "initiative_partner", ["initiative_id"]
    )


def _make_handovers() -> None:
    op.create_table(
        "initiative_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        _of_initiative("initiative_handover"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_handover")),
    )
    op.create_index(
        op.f("ix_initiative_handover_initiative_id"), "initiative_handover", ["initiative_id"]
    )


def downgrade() -> None:
    for table in ("handover", "partner", "step", "centre"):
        op.drop_table(f"initiative_{table}")
    for name in (*TEXTS, *OWNERS, *DAYS, "meeting_weeks", "state", "needs"):
        op.drop_column("initiative", name)

"""Who runs this instance, and which centre is the example."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("contact_email", sa.String(254), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("set_up_on", sa.Date(), nullable=True),
        sa.Column("example_centre_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["example_centre_id"], ["centre.id"], name=op.f("fk_organisation_example_centre_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )


def downgrade() -> None:
    op.drop_table("organisation")

"""May somebody's words be quoted; what moderators make of them, themes, and quotes of a need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

GIVE_RANDOM_IDS = {
    "sqlite": "UPDATE free_text SET comment_id = lower(hex(randomblob(16)))",
    "postgresql": "UPDATE free_text SET comment_id = replace(gen_random_uuid()::text, '-', '')",
}


def upgrade() -> None:
    _widen_free_text()
    op.create_table(
        "comment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("response_id", sa.String(32), nullable=True),
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("voice", sa.String(30), nullable=False),
        sa.Column("perspective", sa.String(30), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(30), nullable=True),
        sa.Column("masked", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("moderated_on", sa.Date(), nullable=False),
        sa.Column("moderated_by", sa.String(120), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_comment_{table}_id")
            )
            for table in ("response", "round", "centre", "unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint(
            "response_id", "question", name=op.f("uq_comment_response_id_question")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_comment_round_id"), "comment", ["round_id"])
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["theme.id"], name=op.f("fk_theme_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("name", name=op.f("uq_theme_name")),
    )
    op.create_table(
        "comment_theme",
        sa.Column("comment_id", sa.String(32), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_theme_comment_id")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_comment_theme_theme_id")),
        sa.PrimaryKeyConstraint("comment_id", "theme_id", name=op.f("pk_comment_theme")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "need_quote",
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_need_quote_initiative_id")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_need_quote_comment_id")
        ),
        sa.PrimaryKeyConstraint("initiative_id", "comment_id", name=op.f("pk_need_quote")),
        sqlite_with_rowid=False,
    )


def _widen_free_text() -> None:
    """Words that came before have no consent, and get a random id of their own."""
    op.add_column(
        "free_text",
        sa.Column("may_quote", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("free_text", sa.Column("comment_id", sa.String(32), nullable=True))
    op.execute(GIVE_RANDOM_IDS[op.get_bind().dialect.name])
    with op.batch_alter_table("free_text", table_kwargs={"sqlite_with_rowid": False}) as table:
        table.alter_column("comment_id", existing_type=sa.String(32), nullable=False)
        table.create_unique_constraint(op.f("uq_free_text_comment_id"), ["comment_id"])


def downgrade() -> None:
    for table in ("need_quote", "comment_theme", "theme", "comment"):
        op.drop_table(table)
    with op.batch_alter_table("free_text", table_kwargs={"sqlite_with_rowid": False}) as words:
        words.drop_constraint(op.f("uq_free_text_comment_id"), type_="unique")
        words.drop_column("comment_id")
        words.drop_column("may_quote")

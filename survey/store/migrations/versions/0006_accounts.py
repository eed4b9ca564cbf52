"""Accounts: passwords, passkeys, authenticators, roles, sessions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for make in COLUMNS.values():
        op.add_column("staff_user", make())
    # A session knew people by their number, which was drawn at random.
    op.execute("UPDATE staff_user SET fs_uniquifier = CAST(id AS VARCHAR(64))")
    for name in UNIQUE:
        op.create_index(op.f(f"ix_staff_user_{name}"), "staff_user", [name], unique=True)
    op.create_table(
        "staff_passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(1024), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=True),
        sa.Column("extensions", sa.String(255), nullable=True),
        sa.Column("backup_state", sa.Boolean(), nullable=False),
        sa.Column("device_type", sa.String(64), nullable=False),
        sa.Column("usage", sa.String(64), nullable=False),
        sa.Column("lastuse_datetime", sa.DateTime(), nullable=False),
        _user(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_staff_passkey_credential_id")),
    )
    op.create_table(
        "staff_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=True),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "centre_id IS NULL OR initiative_id IS NULL", name=op.f("ck_staff_grant_place")
        ),
        _user(),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_staff_grant_centre_id")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_staff_grant_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_grant")),
    )
    # Whoever could sign in before could see and do everything.
    op.execute("INSERT INTO staff_grant (user_id, role) SELECT id, 'owner' FROM staff_user")
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("browser", sa.String(80), nullable=False),
        _user(),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_staff_session")),
    )
    op.create_table(
        "kept_form",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _user(),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_kept_form")),
    )
    op.create_table(
        "failed_try",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_failed_try")),
    )
    for table, columns in INDEXES.items():
        for name in columns:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


COLUMNS: dict[str, Any] = {
    "email": lambda: sa.Column("email", sa.String(254), nullable=True),
    "language": lambda: sa.Column("language", sa.String(10), nullable=True),
    "active": lambda: sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
    "fs_uniquifier": lambda: sa.Column(
        "fs_uniquifier", sa.String(64), server_default="", nullable=False
    ),
    "password": lambda: sa.Column("password", sa.String(255), nullable=True),
    "tf_primary_method": lambda: sa.Column("tf_primary_method", sa.String(30), nullable=True),
    "tf_totp_secret": lambda: sa.Column("tf_totp_secret", sa.Text(), nullable=True),
    "totp_counter": lambda: sa.Column("totp_counter", sa.Integer(), nullable=True),
    "mf_recovery_codes": lambda: sa.Column("mf_recovery_codes", sa.JSON(), nullable=True),
    "fs_webauthn_user_handle": lambda: sa.Column(
        "fs_webauthn_user_handle", sa.String(64), nullable=True
    ),
    "oidc_subject": lambda: sa.Column("oidc_subject", sa.String(255), nullable=True),
    "made_on": lambda: sa.Column("made_on", sa.Date(), nullable=True),
}
"""A column belongs to one statement, so each is made anew."""
UNIQUE = ("email", "fs_uniquifier", "fs_webauthn_user_handle", "oidc_subject")
INDEXES = {
    "staff_passkey": ("user_id",),
    "staff_grant": ("user_id", "centre_id", "initiative_id"),
    "staff_session": ("user_id", "seen_at"),
    "kept_form": ("user_id",),
}
TABLES = ("failed_try", "kept_form", "staff_session", "staff_grant", "staff_passkey")


def _user() -> sa.ForeignKeyConstraint:
    """The unnamed is named by the convention, as in the tables."""
    return sa.ForeignKeyConstraint(["user_id"], ["staff_user.id"], ondelete="CASCADE")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for name in UNIQUE:
        op.drop_index(op.f(f"ix_staff_user_{name}"), "staff_user")
    for name in COLUMNS:
        op.drop_column("staff_user", name)

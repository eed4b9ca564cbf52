"""People who sign in, what they may do, and how they are let in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    LargeBinary,
    String,
    Text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class StaffUser(Edited, Base):
    """Somebody who may sign in. What she may do is in her grants.

    `fs_uniquifier` is what a session knows her by: a new one ends them all. The password is kept
    as a salted Argon2 hash, the authenticator's secret encrypted, recovery codes hashed.
    """

    __tablename__ = "staff_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), index=True, unique=True)
    language: Mapped[str | None] = mapped_column(String(10))
    active: Mapped[bool] = mapped_column(default=True, server_default=true())
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64), index=True, unique=True, server_default=""
    )
    password: Mapped[str | None] = mapped_column(String(255))
    tf_primary_method: Mapped[str | None] = mapped_column(String(30))
    tf_totp_secret: Mapped[str | None] = mapped_column(Text)
    totp_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None]
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    oidc_subject: Mapped[str | None] = mapped_column(String(255), index=True, unique=True)
    made_on: Mapped[date | None]


class StaffPasskey(Base):
    """A passkey of somebody: the public half of a key that never leaves her device."""

    __tablename__ = "staff_passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("staff_user.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(64))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(1024))
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None]
    extensions: Mapped[str | None] = mapped_column(String(255))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))
    lastuse_datetime: Mapped[datetime]


class StaffGrant(Base):
    """A role of somebody: everywhere, at one centre, or in one initiative."""

    __tablename__ = "staff_grant"
    __table_args__ = (
        CheckConstraint("centre_id IS NULL OR initiative_id IS NULL", name="ck_staff_grant_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("staff_user.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(30))
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)


class StaffSession(Base):
    """A sign-in that lasts: on which kind of browser, since when, and when it was last used."""

    __tablename__ = "staff_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("staff_user.id", ondelete="CASCADE"), index=True
    )
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    browser: Mapped[str] = mapped_column(String(80), default="")


class SignInLink(Base):
    """A link that signs one person in once; only its SHA-256 is kept."""

    __tablename__ = "sign_in_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KeptForm(Base):
    """A form that was sent after its sender's session had ended, kept until she is back."""

    __tablename__ = "kept_form"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("staff_user.id", ondelete="CASCADE"), index=True
    )
    path: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FailedTry(Base):
    """How often somebody tried in vain to get in as one person, or from one place, lately."""

    __tablename__ = "failed_try"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

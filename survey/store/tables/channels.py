"""Devices and links: where answers come in. Both can be listed and revoked.

Codes and tokens are kept as SHA-256 only. `received` counts submissions per channel and is not
connected to any of them; `flagged` counts those of them that came in a crowd.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DateTime, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Device(Edited, Base):
    """A tablet at a centre."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(120))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    paired_on: Mapped[date | None]
    revoked_on: Mapped[date | None]
    received: Mapped[int] = mapped_column(default=0)
    pin_hash: Mapped[str | None] = mapped_column(String(120))


class PairingCode(Base):
    """A short code that binds a tablet to a device: once, within minutes, in a few tries."""

    __tablename__ = "pairing_code"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    tries: Mapped[int] = mapped_column(default=0, server_default="0")


class Link(Edited, Base):
    """A web address, usually behind a QR code, that asks one voice in one round.

    A personal link is opened by its single-use codes alone; its own code opens nothing. One that
    names a partner of the initiative asks about the visits of that association.
    """

    __tablename__ = "link"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    voice: Mapped[str] = mapped_column(String(30))
    label: Mapped[str] = mapped_column(String(120), default="")
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date | None]
    revoked_on: Mapped[date | None]
    received: Mapped[int] = mapped_column(default=0)
    flagged: Mapped[int] = mapped_column(default=0, server_default="0")
    is_personal: Mapped[bool] = mapped_column(default=False, server_default=false())
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("initiative_partner.id"), index=True)


class SingleUseCode(Base):
    """A code of a personal link that works once.

    It tells whether it was used, and nothing else: no day, no order (the table is ordered by the
    hash of a random code), and nothing that leads to the answer it was used for, or back from it.
    """

    __tablename__ = "single_use_code"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"), index=True)
    used: Mapped[bool] = mapped_column(default=False)

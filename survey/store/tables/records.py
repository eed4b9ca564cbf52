"""Who did what, and what was deleted because its time was up."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class AuditEvent(Base):
    """One request of somebody on the staff; each is chained to the one before, see `survey/audit.py`.

    It holds no answer, nothing that was typed, and no address of a machine. `user_id` points to no
    row, so that an event outlives the account.
    """

    __tablename__ = "audit_event"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    user_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(200))
    status: Mapped[int]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditStart(Base):
    """The last event that was deleted because it had grown old: where the chain begins now."""

    __tablename__ = "audit_start"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class RetentionDay(Base):
    """A day on which what was past its time was deleted: whoever writes it does so, once."""

    __tablename__ = "retention_day"

    day: Mapped[date] = mapped_column(primary_key=True)

"""What each tablet says of itself, and the daily report of what is missing.

Numbers only: nothing here is connected to any answer.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class DeviceLedger(Base):
    """What a tablet last told of one life of its store; see `survey/ledger.py` for the sum.

    `ledger` is random, made by the tablet. `number` counts a device's ledgers in the order the
    server first heard of them. `waiting_since` is the first day of those on which every telling
    had some waiting.
    """

    __tablename__ = "device_ledger"
    __table_args__ = (UniqueConstraint("device_id", "number"),)

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    ledger: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int]
    made: Mapped[int]
    carried: Mapped[int]
    waiting: Mapped[int]
    aside: Mapped[int]
    storage: Mapped[str] = mapped_column(String(30))
    installed: Mapped[bool]
    has_room: Mapped[bool]
    version: Mapped[str] = mapped_column(String(40))
    told_on: Mapped[date]
    waiting_since: Mapped[date | None]


class GapDay(Base):
    """A day whose gaps were reported: whoever writes it does the report, once."""

    __tablename__ = "gap_day"

    day: Mapped[date] = mapped_column(primary_key=True)


class GapReport(Base):
    """What was missing at one tablet on one day; tablets with nothing to tell have no row."""

    __tablename__ = "gap_report"

    day: Mapped[date] = mapped_column(ForeignKey("gap_day.day"), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    missing: Mapped[int]
    waiting: Mapped[int]
    aside: Mapped[int]

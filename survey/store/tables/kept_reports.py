"""Involvement reports as they were made, and the charts in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class KeptReport(Base):
    """A report of one subject in one language, for those who may read of the same rounds.

    `subject_id` is 0 for the whole organisation. `within` is the reach it was made for, and
    `within_key` its fingerprint. It is due when it was wanted after it was made, and every day.
    """

    __tablename__ = "kept_report"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "language", "within_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    language: Mapped[str] = mapped_column(String(12))
    within_key: Mapped[str] = mapped_column(String(64))
    within: Mapped[dict[str, Any]]
    wanted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    made_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    made_on: Mapped[date | None]
    content: Mapped[dict[str, Any]]


class KeptChart(Base):
    """A chart as SVG, known by what is drawn: the same chart is drawn once."""

    __tablename__ = "kept_chart"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    svg: Mapped[str] = mapped_column(Text)
    used_on: Mapped[date] = mapped_column(index=True)

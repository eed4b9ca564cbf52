"""Meetings of the partners of an initiative, what was decided there, and words of its cards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Meeting(Edited, Base):
    """A meeting: planned, held, missed or cancelled.

    `attendance` has numbers per group and never a name. `notes` are what staff saw and are nobody's
    answer. `report` holds the reports of the initiative's rounds as they were at `frozen_at`, and
    `involvement` the report of the initiative by language; None until the worker has kept it.
    `sent_at` is when its pages were put into the out-box.
    """

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    planned_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20), default="planned")
    attendance: Mapped[dict[str, Any]] = mapped_column(default=dict)
    notes: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    frozen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    involvement: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class MeetingDecision(Edited, Base):
    """What a meeting decided: who sees to it, by when, and the day it was done."""

    __tablename__ = "meeting_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    what: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class InitiativeCard(Edited, Base):
    """What is expected of one role and what is not, in the coordinator's words."""

    __tablename__ = "initiative_card"
    __table_args__ = (UniqueConstraint("initiative_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    texts: Mapped[dict[str, Any]]

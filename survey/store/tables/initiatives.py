"""Initiatives: what they are, where they take part, with whom, and the road they went."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Archived, Base, Edited


class Initiative(Archived, Base):
    """What the partners do together, and the need it answers.

    `needs` are keys of the options that people pick from when they are asked. `state` is where its
    newest step led. Every `meeting_weeks` the partners meet, counted from `next_meeting_on`.
    """

    __tablename__ = "initiative"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    need: Mapped[str] = mapped_column(Text, default="")
    funding_ends_on: Mapped[date | None]
    needs: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    target_group: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[str] = mapped_column(String(30), default="idea", server_default="idea")
    owner: Mapped[str] = mapped_column(String(120), default="", server_default="")
    owner_since: Mapped[date | None]
    second_owner: Mapped[str] = mapped_column(String(120), default="", server_default="")
    second_owner_since: Mapped[date | None]
    meeting_weeks: Mapped[int | None]
    next_meeting_on: Mapped[date | None]
    goes_on: Mapped[str] = mapped_column(Text, default="", server_default="")


class InitiativeCentre(Base):
    """A centre that takes part in an initiative."""

    __tablename__ = "initiative_centre"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True, index=True)


class InitiativeStep(Base):
    """A step on an initiative's road; never changed. `heard` holds counts per voice of residents.

    `verdict` and `told` belong to a decision: what it was, and how residents are told.
    """

    __tablename__ = "initiative_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    state: Mapped[str] = mapped_column(String(30))
    day: Mapped[date]
    by: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str] = mapped_column(Text, default="")
    heard: Mapped[dict[str, Any]]
    verdict: Mapped[str | None] = mapped_column(String(30))
    told: Mapped[str] = mapped_column(Text, default="")


class InitiativePartner(Edited, Base):
    """An organisation that takes part: what it sees to, and what was agreed.

    The file of the agreement lies in the instance's folder under the random name `file_key`.
    """

    __tablename__ = "initiative_partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    tasks: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    floor: Mapped[int | None]
    file_name: Mapped[str | None] = mapped_column(String(120))
    file_kind: Mapped[str | None] = mapped_column(String(10))
    file_key: Mapped[str | None] = mapped_column(String(32))
    file_size: Mapped[int | None]
    removed_on: Mapped[date | None]


class InitiativeHandover(Base):
    """A change of owners: who wrote it down, and the names before and after."""

    __tablename__ = "initiative_handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    day: Mapped[date]
    by: Mapped[str] = mapped_column(String(120))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)

"""Questionnaires while they are being written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Draft(Edited, Base):
    """A questionnaire that is being written, by all who run rounds together.

    `content` is loose (see `survey/questionnaire/draft/content.py`). `based_on` is the version it
    was begun from. `same_meaning` holds keys of questions that were reworded and still ask the same.
    Once it is published it is not changed any more.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    same_meaning: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    based_on: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    changed_by: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    published_version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    thrown_away_on: Mapped[date | None]


class DraftStep(Base):
    """How a draft stood before a change, or, where that was `undone`, after it.

    `about` is the part that was changed.
    """

    __tablename__ = "draft_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]]
    about: Mapped[str] = mapped_column(String(60))
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    undone: Mapped[bool] = mapped_column(default=False, server_default=false())

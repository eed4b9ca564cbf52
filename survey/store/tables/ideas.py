"""Ideas and offers, and what was answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Idea(Edited, Base):
    """An idea or an offer at a centre, in words that somebody has read or typed for her.

    `comment_id` is the moderated comment it came from; it refers to no row, since the answer it was
    part of is deleted in time. `said` and `answer` hold a text per language, for everybody to read.
    """

    __tablename__ = "idea"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(String(30))
    came_on: Mapped[date]
    came_by: Mapped[str] = mapped_column(String(10))
    comment_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    state: Mapped[str] = mapped_column(String(30))
    said: Mapped[dict[str, Any]]
    answer: Mapped[dict[str, Any]]
    answered_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    answered_on: Mapped[date | None]
    shown: Mapped[bool] = mapped_column(default=False, server_default=false())
    action_id: Mapped[int | None] = mapped_column(
        ForeignKey("action.id", ondelete="SET NULL"), index=True
    )

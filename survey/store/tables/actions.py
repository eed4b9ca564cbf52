"""What was promised for what people said, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class Action(Base):
    """A promise to a centre, or to all centres of an initiative: one of the two, never both.

    `said`, `promised` and `became` hold a text per language and name nobody. `owner` is for staff.
    """

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("(centre_id IS NULL) <> (initiative_id IS NULL)", name="ck_action_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    said: Mapped[dict[str, Any]]
    promised: Mapped[dict[str, Any]]
    became: Mapped[dict[str, Any]]
    owner: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(30))
    promised_on: Mapped[date]
    due_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    shown: Mapped[bool] = mapped_column(default=False)

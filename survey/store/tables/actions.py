"""What was promised for what people said, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Action(Edited, Base):
    """A promise to a centre, or to all centres of an initiative: one of the two, never both.

    `said`, `promised` and `became` hold a text per language and name nobody. The owners and
    `depends_on` are for staff; whoever signs is read by all. `from_round_id` and `from_question`
    say which finding it came from; no key holds on to the round, which may be deleted while the
    action stays. `asks_again` while the next round is to ask whether it helped.
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
    second_owner: Mapped[str] = mapped_column(String(120), default="", server_default="")
    depends_on: Mapped[str] = mapped_column(Text, default="", server_default="")
    signed_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    signed_role: Mapped[str] = mapped_column(String(120), default="", server_default="")
    signed_picture: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(30))
    promised_on: Mapped[date]
    due_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    shown: Mapped[bool] = mapped_column(default=False)
    from_round_id: Mapped[int | None]
    from_question: Mapped[str | None] = mapped_column(String(60))
    asks_again: Mapped[bool] = mapped_column(default=False, server_default=false())

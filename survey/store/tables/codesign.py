"""What was decided of a round that residents chose by."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class CodesignDecision(Edited, Base):
    """A round to choose by has one from its beginning; `decided` is null until something is.

    `told` is what residents are told of it, by language; `chosen` are the options that could be
    named as chosen when it was written.
    """

    __tablename__ = "codesign_decision"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id"), primary_key=True, autoincrement=False
    )
    decided: Mapped[str | None] = mapped_column(String(60))
    decided_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    decided_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    told: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    chosen: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")

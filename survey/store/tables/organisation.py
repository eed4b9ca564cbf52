"""Who runs this instance."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class Organisation(Base):
    """Who we are: one row, written when the instance is set up.

    `example_centre_id` is the centre that came with the first start, while it is still here.
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(10))
    set_up_on: Mapped[date | None]
    example_centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"))

"""How many answered what of each visit an association made."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class VisitTally(Base):
    """Counts per visit: an association, a centre and a day, with its weekday and part of the day.

    `weekday` is 1 for Monday to 7 for Sunday, `part` empty where nobody knows. The counts of one
    visit are few, so they are deleted with the answers they were made of.
    """

    __tablename__ = "visit_tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("initiative_partner.id"), primary_key=True, index=True
    )
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(30), primary_key=True)
    voice: Mapped[str] = mapped_column(String(30), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    status: Mapped[str] = mapped_column(String(30), primary_key=True)
    answer: Mapped[str] = mapped_column(String(800), primary_key=True)
    n: Mapped[int]

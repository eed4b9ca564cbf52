"""Centres, their units, and how many people there are to hear."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Archived, Base


class Centre(Archived, Base):
    """A care centre."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)


class Unit(Archived, Base):
    """A part of a centre, for example a dementia unit."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))


class Headcount(Base):
    """How many people of one voice live, work or come at a centre or unit on a day.

    A number somebody typed, never a list of names. The newest day counts, and of one day the last
    one typed; older ones are history. Without `people` it is said that nobody knows any more.
    """

    __tablename__ = "headcount"

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    voice: Mapped[str] = mapped_column(String(30))
    people: Mapped[int | None]
    counted_on: Mapped[date]
    typed_by: Mapped[str | None] = mapped_column(String(120))

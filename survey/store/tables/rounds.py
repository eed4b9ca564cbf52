"""The rounds of asking."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Archived, Base


class Round(Archived, Base):
    """One asking: a version, voices, opening and closing day (both included).

    `voices` maps each voice asked to its perspectives, in the order they are offered.
    `asks_mode` adds how it was answered and who helped; `on_devices` shows it on tablets.
    `keeps_days` after closing its responses are deleted; their counts stay, and from `expired_on`
    they cannot be recounted any more. `offers_receipts` lets whoever answered ask for that answer
    to be erased. `purpose` is the purpose sheet, a text per language. `repeats_weeks` after this
    round comes the next; that one names this one in `repeats_round_id`, which no two rounds share,
    so that none is made twice. `is_standing`: it is open until somebody closes it, and its single
    answers are kept for `keeps_days` after their own day.
    """

    __tablename__ = "round"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    voices: Mapped[dict[str, Any]]
    asks_mode: Mapped[bool] = mapped_column(default=True)
    on_devices: Mapped[bool] = mapped_column(default=True)
    keeps_days: Mapped[int] = mapped_column(default=730, server_default="730")
    expired_on: Mapped[date | None]
    is_standing: Mapped[bool] = mapped_column(default=False, server_default=false())
    offers_receipts: Mapped[bool] = mapped_column(default=False, server_default=false())
    answered_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    answers_on: Mapped[date | None]
    purpose: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    repeats_weeks: Mapped[int | None]
    repeats_round_id: Mapped[int | None] = mapped_column(
        ForeignKey("round.id"), index=True, unique=True
    )


class RoundCentre(Base):
    """A centre that takes part in a round."""

    __tablename__ = "round_centre"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True)


class AskingNote(Base):
    """What staff noted of people who were asked, could not answer or did not want to.

    A number of people, never who they are. `reason` is empty where there is none to tell.
    """

    __tablename__ = "asking_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    voice: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(30))
    people: Mapped[int]
    reason: Mapped[str] = mapped_column(String(30), default="")
    noted_on: Mapped[date]
    noted_by: Mapped[str] = mapped_column(String(120))
    withdrawn_on: Mapped[date | None]

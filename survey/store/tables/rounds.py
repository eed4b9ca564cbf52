"""The rounds of asking."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Archived, Base


class Round(Archived, Base):
    """One asking: a version, voices, opening and closing day (both included).

    `voices` maps each voice asked to its perspectives, in the order they are offered.
    `asks_mode` adds how it was answered and who helped; `on_devices` shows it on tablets.
    `keeps_days` after closing its responses are deleted; their counts stay, and from `expired_on`
    they cannot be recounted any more. `offers_receipts` lets whoever answered ask for that answer
    to be erased.
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
    offers_receipts: Mapped[bool] = mapped_column(default=False, server_default=false())


class RoundCentre(Base):
    """A centre that takes part in a round."""

    __tablename__ = "round_centre"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True)

"""Published questionnaires."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class Version(Base):
    """A questionnaire as it was published. Its row is never changed.

    `content` is the canonical JSON and `hash` its SHA-256. `trends` tells, per question key, the
    number of the version from which answers to that key may be compared with this one's.
    `asks_again` marks one that asks whether an action helped, besides what another asks: only the
    rounds it was made for take it.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("questionnaire_key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_key: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[str] = mapped_column(Text)
    trends: Mapped[dict[str, Any]]
    published_on: Mapped[date]
    asks_again: Mapped[bool] = mapped_column(server_default=false())

"""What has been told of closed rounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class Release(Base):
    """The counts of a closed round that reports stand on, as lists of rows; of nobody by name.

    `looked_on` is when it was last seen whether enough has come to tell them anew.

    `counts` has a list for `replies`, `said` and `sizes`, each row in the order of its dataclass.
    """

    __tablename__ = "release"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    released_on: Mapped[date]
    looked_on: Mapped[date]
    counts: Mapped[dict[str, Any]]

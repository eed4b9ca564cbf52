"""Responses, the words people wrote, what did not fit, and the counts that outlive them all."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base


class Response(Base):
    """One accepted submission. It holds days, never times, and no trace of its channel.

    The table is ordered by the random id, so that not even the order of arrival is kept. `flag`
    says that it came in a crowd, for a person to look at; it counts all the same. `contact` is how
    often one who speaks for somebody is in touch with them. What came through a link that names an
    association keeps which one, and the day and the part of the day of the visit.
    """

    __tablename__ = "response"
    __table_args__ = (Index(None, "round_id"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    voice: Mapped[str] = mapped_column(String(30))
    perspective: Mapped[str] = mapped_column(String(30))
    mode: Mapped[str | None] = mapped_column(String(30))
    helper: Mapped[str | None] = mapped_column(String(30))
    contact: Mapped[str | None] = mapped_column(String(30))
    flag: Mapped[str | None] = mapped_column(String(30))
    language: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(30))
    day: Mapped[date]
    display: Mapped[dict[str, Any]]
    answers: Mapped[dict[str, Any]]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("initiative_partner.id"), index=True)
    visit_day: Mapped[date | None]
    visit_part: Mapped[str | None] = mapped_column(String(30))


class FreeText(Base):
    """Words somebody wrote, apart from her other answers, for a person to read first.

    `comment_id` is random, made when they came: staff know the words by it, and never by the id of
    the response, which is what a receipt code stands for. `may_quote`: she said yes to being quoted.
    """

    __tablename__ = "free_text"
    __table_args__ = ({"sqlite_with_rowid": False},)

    response_id: Mapped[str] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    may_quote: Mapped[bool] = mapped_column(default=False, server_default=false())
    comment_id: Mapped[str] = mapped_column(String(32), unique=True)


class Quarantine(Base):
    """A submission that came through a valid channel and did not fit: kept whole, with the reason.

    `unit_id` is where the channel stood on that day; a tablet may have been moved since.
    """

    __tablename__ = "quarantine"
    __table_args__ = (UniqueConstraint("submission_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(10))
    channel_id: Mapped[int]
    unit_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date]


class Tombstone(Base):
    """An erased submission: its keyed hash, so that it stays erased if it is sent again."""

    __tablename__ = "tombstone"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class Tally(Base):
    """How many answered what: the only thing reports read, and it names nobody.

    `unit_id` is 0 where the answer belongs to a centre as a whole. `question` is a question's
    key, a scale's key behind `scale:`, or `response` for the outcome of the response itself.
    """

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    voice: Mapped[str] = mapped_column(String(30), primary_key=True)
    perspective: Mapped[str] = mapped_column(String(30), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    status: Mapped[str] = mapped_column(String(30), primary_key=True)
    answer: Mapped[str] = mapped_column(String(800), primary_key=True)
    n: Mapped[int]

"""What a moderator made of people's own words: masked, shortened, sorted under themes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Comment(Base, Edited):
    """One answer in words, from the moment a moderator has looked at it.

    Its id is random and orders the table, so that it says nothing of who wrote when. What was
    approved lives on when the response is deleted because its time is up (`response_id` is empty
    then); nothing that was not approved does.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("response_id", "question"),
        Index(None, "round_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    response_id: Mapped[str | None] = mapped_column(ForeignKey("response.id"))
    question: Mapped[str] = mapped_column(String(60))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    voice: Mapped[str] = mapped_column(String(30))
    perspective: Mapped[str] = mapped_column(String(30))
    language: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(30))
    masked: Mapped[str] = mapped_column(Text, default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    may_quote: Mapped[bool]
    moderated_on: Mapped[date]
    moderated_by: Mapped[str] = mapped_column(String(120))


class Theme(Base, Edited):
    """What comments are about, in a few words; `merged_into` once it is counted as another."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))


class CommentTheme(Base):
    """That a comment is about a theme."""

    __tablename__ = "comment_theme"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)


class NeedQuote(Base):
    """A quote that an initiative carries in its need, word for word as it was approved.

    The words are a copy, so that the need reads as it was agreed; they go when their comment is
    erased.
    """

    __tablename__ = "need_quote"
    __table_args__ = ({"sqlite_with_rowid": False},)

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)

"""What people have recorded, to be heard instead of the server's own voice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.tables.base import Base, Edited


class Recording(Edited, Base):
    """Some words of a questionnaire, read aloud by somebody, in one language and wording.

    The file lies in the instance's audio folder under the random name `file_key`. Once the
    recording is removed, file and reader are gone; the words stay, so that two who change it at
    once find out.
    """

    __tablename__ = "recording"
    __table_args__ = (
        UniqueConstraint("questionnaire_key", "language", "perspective", "words_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_key: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(10))
    perspective: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    words_hash: Mapped[str] = mapped_column(String(64))
    tenths: Mapped[int]
    file_key: Mapped[str | None] = mapped_column(String(32))
    recorded_on: Mapped[date]
    by: Mapped[str | None] = mapped_column(String(120))
    removed_on: Mapped[date | None]

"""The base of all tables, with names for constraints that migrations can rely on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Edited:
    """A thing that staff edit: each saving takes it to the next revision, so that two who edit it
    at once find out, and neither overwrites the other."""

    revision: Mapped[int] = mapped_column(default=1, server_default="1")


class Archived(Edited):
    """A thing that is put away instead of deleted once answers belong to it."""

    archived_on: Mapped[date | None]


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[str]: JSON}

"""What is kept: each column of each table, what it is for, for how long, and of whom it tells.

A new column needs an entry; a test fails without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from survey.inventory import answered, asked, drafted, staffed
from survey.inventory.base import COMMON, KEPT, PERSONAL, Entry, Kept, Personal, Table
from survey.store.tables import Base

__all__ = ["KEPT", "PERSONAL", "TABLES", "Entry", "Kept", "Personal", "Table", "entries"]

TABLES: Mapping[str, Table] = answered.TABLES | asked.TABLES | drafted.TABLES | staffed.TABLES
"""Every table; those with answers first."""

HEAD = """\
# What is kept, what for, and for how long

Every column of the database. `flask --app app inventory > docs/data-inventory.md` writes this page; a test holds
it against the tables, and fails where a column has no entry. The staff read the same at `/admin/inventory`.
"""


def columns_of(table: str) -> Iterable[str]:
    """The names of a table's columns."""
    return Base.metadata.tables[table].columns.keys()


def entries(table: str) -> Iterator[Entry]:
    """The entries of a table's columns. Raises KeyError for a column that has none."""
    told = TABLES[table]
    for column in columns_of(table):
        purpose = told.columns.get(column) or COMMON[column]
        yield Entry(column, purpose, told.kept, told.personal.get(column, Personal.NO))


def as_markdown() -> str:
    """The inventory as `docs/data-inventory.md` has it, in English."""
    return HEAD + "".join(f"\n{_section(name)}" for name in TABLES)


def _section(name: str) -> str:
    told = TABLES[name]
    rows = "".join(
        f"| `{one.column}` | {one.purpose} | {PERSONAL[one.personal]} |\n" for one in entries(name)
    )
    head = f"## `{name}`: {told.name}\n\nKept: {KEPT[told.kept]}\n\n"
    return f"{head}| column | what for | personal data |\n|---|---|---|\n{rows}"

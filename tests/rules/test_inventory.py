"""P31: every column of every table is told of: what for, for how long, of whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey import inventory
from survey.inventory import TABLES, Personal, as_markdown, columns_of, entries
from survey.inventory.base import COMMON
from survey.store.tables import Base

ROOT = Path(__file__).resolve().parents[2]


def test_every_table_is_told_of() -> None:
    assert set(TABLES) == set(Base.metadata.tables)


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_column_is_told_of(table: str) -> None:
    told = TABLES[table].columns.keys() | COMMON.keys()
    missing = [column for column in columns_of(table) if column not in told]
    assert missing == [], f"what is {table}.{missing} for, and how long is it kept?"
    assert all(one.purpose for one in entries(table))


def test_nothing_is_told_of_that_is_not_there() -> None:
    for name, table in TABLES.items():
        old = (table.columns.keys() | table.personal.keys()) - set(columns_of(name))
        assert old == set(), name


def test_of_the_test_a_column_without_an_entry_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "columns_of", lambda _table: ["id", "brand_new"])
    with pytest.raises(KeyError, match="brand_new"):
        list(entries("centre"))


def test_names_and_words_are_marked_as_personal() -> None:
    marked = {f"{t}.{one.column}": one.personal for t in TABLES for one in entries(t)}
    assert marked["staff_user.email"] is Personal.YES
    assert marked["free_text.words"] is marked["quarantine.body"] is Personal.MAYBE
    assert marked["tally.n"] is marked["headcount.people"] is Personal.NO


def test_the_page_in_docs_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-inventory.md").read_text() == as_markdown()

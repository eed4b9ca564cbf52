"""Forms take the fields they name and no others: every column of every table is sent to each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Integer, String, Text, select
from sqlalchemy.engine import make_url
from werkzeug.routing import Rule

from survey.services import Services
from survey.store.tables import Base
from tests.filling import Form, Typed
from tests.foreign import make_foreign
from tests.rules.test_rights import visits
from tests.visiting import Pages

WORDS, NUMBER, DAY = "ukrudtsord", 987_654_321, date(2047, 7, 7)
"""Values that stand nowhere but in what is sent too much."""
TAKEN = frozenset({200, 302, 303})


def too_much(named: Typed) -> Typed:
    """A value for every column there is that a form does not name."""
    return {
        column.name: [_weed(column.type)]
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name not in named
    }


def _weed(kind: object) -> str:
    if isinstance(kind, String | Text):
        return WORDS
    return str(NUMBER) if isinstance(kind, Integer) else DAY.isoformat()


def grown(pages: Pages) -> Iterator[str]:
    """Where in the database something stands that was sent too much."""
    weeds = (WORDS, str(NUMBER), DAY.isoformat())
    with pages.world.store.read() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for name, value in row._mapping.items():
                    if any(weed in str(value) for weed in weeds):
                        yield f"{table.name}.{name}"


@dataclass(frozen=True)
class Book:
    """The database as it was, to go back to: each form meets the same world."""

    pages: Pages
    file: Path
    copy: Path

    def keep(self) -> None:
        """Keep it as it is now."""
        self._let_go()
        shutil.copy(self.file, self.copy)

    def turn_back(self) -> None:
        """Make it again what it was."""
        self._let_go()
        shutil.copy(self.copy, self.file)

    def _let_go(self) -> None:
        """The last to leave an SQLite database writes everything into the one file."""
        parts: Services = self.pages.client.application.extensions["lydhoer"]
        parts.store.engine.dispose()
        self.pages.world.store.engine.dispose()


def test_a_form_takes_the_fields_it_names_and_no_others(pages: Pages, tmp_path: Path) -> None:
    foreign = make_foreign(pages.world)
    pages.sign_in()
    file = Path(str(make_url(str(pages.world.store.engine.url)).database))
    book = Book(pages, file, tmp_path / "as-it-was.db")
    csrf = pages.csrf("/admin/")["csrf_token"]
    posts = [one for one in visits(pages, foreign) if is_form(one.rule)]
    book.keep()
    taken = 0
    for one in posts:
        book.turn_back()
        named = form_at(pages, one.own) if "GET" in (one.rule.methods or ()) else {}
        sent = {**too_much(named), **named, "csrf_token": [csrf]}
        taken += pages.client.post(one.own, data=sent).status_code in TAKEN
        assert list(grown(pages)) == [], one.own
    assert taken > len(posts) * 2 / 3


def is_form(rule: Rule) -> bool:
    """True for what is posted to; signing out would end the test."""
    return "POST" in (rule.methods or ()) and rule.endpoint != "security.logout"


def form_at(pages: Pages, path: str) -> Typed:
    """The fields of the form at `path`, filled in."""
    return Form(pages.client.get(path).get_data(as_text=True), path).fields


def test_what_is_sent_too_much_would_be_seen(pages: Pages) -> None:
    pages.sign_in()
    assert list(grown(pages)) == []
    path = f"/admin/centres/{pages.world.centre_id}/name"
    form = {"name": WORDS, "revision": "1", **pages.csrf(path)}
    assert pages.client.post(path, data=form).status_code == 303
    assert set(grown(pages)) == {"centre.name"}

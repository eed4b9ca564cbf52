"""P26: what a relative's phone sends leaves no trace of who, from where, or at what time.

A name, a number like a CPR number, the links' codes and an address go through every way a phone has,
at a real server; then its log, its database and every other file of its folder are searched.
"""

from __future__ import annotations

import http.client
import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from survey.store.tables import Base
from tests.answering import Robot
from tests.browsing import PHONE, visit
from tests.served import Site
from tests.world import World, make_codes

NAME, CPR, ADDRESS = "Kanariefugl Pedersen", "010203-4567", "203.0.113.7"
WORDS = f"{NAME} {CPR}"
HEADERS = {"X-Forwarded-For": ADDRESS, "X-Real-IP": ADDRESS, "Forwarded": f"for={ADDRESS}"}
TIME = re.compile(rb"\d\d:\d\d(:\d\d)?")
HOLDS_WORDS = "free_text"


@pytest.fixture
def codes(cast: World) -> list[str]:
    """Personal codes: for a phone with scripts, for one without, and one that nobody uses."""
    return make_codes(cast, 3)


@pytest.fixture
def answered(site: Site, cast: World, browser: Browser, codes: list[str]) -> Site:
    """The site after phones of all kinds have been there, and a few that were up to no good."""
    for code in (cast.link_code, codes[0]):
        by_touch(site, browser, code)
    for code in (cast.link_code, codes[1]):
        by_plain_form(site, code)
    what_goes_wrong(site, cast.link_code, codes[1])
    return site


def by_touch(site: Site, browser: Browser, code: str) -> None:
    with visit(browser, viewport=PHONE, has_touch=True, extra_http_headers=HEADERS) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/s/{code}")
        robot.tap(page.locator("form.begin button.go"))
        robot.answer_all({"matters": WORDS, "needs": ["music"]})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def by_plain_form(site: Site, code: str) -> None:
    form = urlencode({"q.matters": WORDS, "q.enough": "little"})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert ask(site, "GET", f"/s/{code}?name={quote(NAME)}") == 200
    assert ask(site, "POST", f"/s/{code}/da/as_resident?contact=weekly", form, kind) == 303
    assert ask(site, "GET", f"/s/{code}/thanks?name={quote(NAME)}") == 200


def what_goes_wrong(site: Site, code: str, used: str) -> None:
    """Everything that is answered with a fault, and so gets a line in the log."""
    bearer = {"Authorization": f"Bearer {code}", "Content-Type": "application/json"}
    assert ask(site, "GET", f"/s/{used}?name={quote(NAME)}") == 410
    assert ask(site, "GET", f"/s/{quote(NAME)}") == 404
    assert ask(site, "GET", f"/s/{code}/da/{CPR}") == 404
    assert ask(site, "PUT", f"/responses/{'a' * 32}", WORDS, bearer) == 400
    assert ask(site, "PUT", f"/responses/{CPR}", "{}", bearer) == 400
    assert (
        ask(site, "PUT", f"/responses/{'a' * 32}", "{}", {"Authorization": f"Bearer {CPR}"}) == 401
    )
    assert ask(site, "PUT", f"/responses/{'a' * 32}", WORDS * 20_000, bearer) == 413
    assert ask(site, "DELETE", f"/s/{code}") == 405
    place = urlsplit(site.base)
    with socket.create_connection((place.hostname or "", place.port or 0)) as line:
        line.sendall(f"NO REQUEST AT ALL {code} {NAME}\r\n\r\n".encode())
        while line.recv(4096):
            pass


def ask(
    site: Site, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
) -> int:
    """One request with the address in every header that names one; returns the status."""
    connection = http.client.HTTPConnection(urlsplit(site.base).netloc, timeout=60)
    connection.request(method, path, body.encode(), HEADERS | (headers or {}))
    status = connection.getresponse().status
    connection.close()
    return status


def files(site: Site) -> Iterator[tuple[Path, bytes]]:
    """Every file of the instance, its database with what belongs to it, and its log."""
    database = Path(site.database.removeprefix("sqlite:///"))
    for path in [*site.instance.rglob("*"), *database.parent.glob(f"{database.name}*")]:
        if path.is_file():
            yield path, path.read_bytes()


def holding(site: Site, secret: str) -> list[str]:
    """The files that hold the secret, in UTF-8 or UTF-16."""
    wanted = (secret.encode(), secret.encode("utf-16-le"))
    return sorted({path.name for path, held in files(site) for one in wanted if one in held})


def test_codes_and_addresses_are_nowhere(answered: Site, cast: World, codes: list[str]) -> None:
    names = {path.name for path, _ in files(answered)}
    assert {"server.log", "lydhoer.db", "lydhoer.db-wal"} <= names, "there is something to search"
    for secret in (cast.link_code, *codes, ADDRESS, quote(NAME)):
        assert holding(answered, secret) == [], secret
    log = (answered.instance / "server.log").read_text()
    assert log.count("\n") >= 8, "faults are logged"
    for secret in (NAME, CPR, "127.0.0.1"):
        assert secret not in log


def test_words_are_where_words_are_kept_and_nowhere_else(answered: Site) -> None:
    assert holding(answered, NAME), "the search finds what is there"
    path = answered.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as base:
        told = [row[0] for row in base.execute("SELECT words FROM free_text")]
        assert told == [WORDS] * 4
    with answered.store.write() as connection:
        connection.exec_driver_sql(f"DELETE FROM {HOLDS_WORDS}")  # noqa: S608 our own word
    with answered.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for secret in (NAME, CPR):
        assert holding(answered, secret) == [], "nothing but the words' own table held them"


def test_an_answer_keeps_its_day_and_no_time(answered: Site) -> None:
    kept = ("response", "free_text", "tally", "single_use_code", "quarantine", "link", "device")
    for name in kept:
        types = {str(column.type) for column in Base.metadata.tables[name].columns}
        assert not types & {"DATETIME", "TIMESTAMP", "TIME"}, name
    with answered.store.read() as connection:
        for name in ("response", "tally", "single_use_code"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {name}").all()  # noqa: S608
            assert rows
            assert not TIME.search(repr(rows).encode())

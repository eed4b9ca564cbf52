"""The staff side's door: who gets in, how, for how long; and what is never let through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from admin.doors import OPEN
from app import create_app
from config import Settings
from survey.services import NAME, Services
from survey.store.session_queries import IDLE, LONGEST
from survey.store.staff_queries import SIGN_IN_TIME, add_user, new_sign_in_link, remove_user
from tests.statements import WRITTEN_DOWN, counted
from tests.visiting import Pages, make_ready
from tests.world import NOW, make_world

COOKIE = "lydhoer_staff"


@dataclass
class Door:
    """An instance whose clock the test turns, and a visitor."""

    parts: Services
    client: FlaskClient
    now: datetime

    def link(self, name: str = "Anna") -> str:
        token = new_sign_in_link(self.parts.store, name, self.now, make=True)
        make_ready(self.parts.store, name)
        return f"/admin/sign-in/link/{token}"

    def csrf(self, path: str) -> str:
        html = self.client.get(path).get_data(as_text=True)
        return html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]

    def press(self, path: str) -> int:
        """Press the button of the page at `path`; returns the status."""
        answer = self.client.post(path, data={"csrf_token": self.csrf(path)})
        return answer.status_code

    def is_in(self) -> bool:
        return self.client.get("/admin/").status_code == 200


def make_door(settings: Settings) -> Door:
    door = Door.__new__(Door)
    app = create_app(settings, lambda: door.now)
    app.testing = True
    door.parts, door.client, door.now = app.extensions[NAME], app.test_client(), NOW
    return door


@pytest.fixture
def door(settings: Settings) -> Iterator[Door]:
    door = make_door(settings)
    make_world(door.parts.store, NOW)
    yield door
    door.parts.store.engine.dispose()


def staff_rules(client: FlaskClient) -> list[Rule]:
    rules = client.application.url_map.iter_rules()
    return [rule for rule in rules if rule.rule.startswith("/admin/")]


def test_a_link_signs_in_once(door: Door) -> None:
    link = door.link()
    assert not door.is_in()
    assert door.press(link) == 303
    assert door.is_in()
    stranger = door.client.application.test_client()
    answer = stranger.get(link)
    assert answer.status_code == 410
    assert "Linket virker ikke længere" in answer.get_data(as_text=True)


def test_looking_at_a_link_does_not_spend_it(door: Door) -> None:
    link = door.link()
    for _ in range(3):
        assert door.client.get(link).status_code == 200
        assert door.client.head(link).status_code == 200
    assert not door.is_in()
    assert door.press(link) == 303


def test_two_who_press_at_once_do_not_both_get_in(door: Door) -> None:
    link = door.link()
    token = door.csrf(link)
    other = Door(door.parts, door.client.application.test_client(), door.now)
    others_token = other.csrf(link)
    statuses = [
        door.client.post(link, data={"csrf_token": token}).status_code,
        other.client.post(link, data={"csrf_token": others_token}).status_code,
    ]
    assert statuses == [303, 410]
    assert door.is_in()
    assert not other.is_in()


def test_a_link_grows_old(door: Door) -> None:
    link = door.link()
    token = door.csrf(link)
    door.now += SIGN_IN_TIME
    assert door.client.get(link).status_code == 410
    assert door.client.post(link, data={"csrf_token": token}).status_code == 410
    assert not door.is_in()


def test_a_newer_link_replaces_an_older_one_of_the_same_person_only(door: Door) -> None:
    older, others, newer = door.link("Anna"), door.link("Bo"), door.link("Anna")
    assert [door.client.get(link).status_code for link in (older, others, newer)] == [410, 200, 200]


def test_only_the_hash_of_a_link_is_kept(door: Door) -> None:
    token = door.link().rsplit("/", 1)[1]
    with door.parts.store.look() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM sign_in_link").all()
    assert len(rows) == 1
    assert token not in str(rows)


def test_a_sign_in_ends_with_the_working_day_however_busy_it_was(door: Door) -> None:
    door.press(door.link())
    began = door.now
    while door.now < began + LONGEST - IDLE / 2:
        door.now += IDLE / 2
        assert door.is_in() or door.now == began + LONGEST
    door.now = began + LONGEST
    assert not door.is_in()


def test_a_sign_in_ends_when_nothing_is_asked_for_half_an_hour(door: Door) -> None:
    door.press(door.link())
    for _ in range(2):
        door.now += IDLE - timedelta(seconds=2)
        assert door.is_in()
    door.now += IDLE
    assert not door.is_in()


def test_signing_out_is_a_button_and_ends_it(door: Door) -> None:
    door.press(door.link())
    assert door.client.get("/admin/sign-out").status_code == 405
    assert door.is_in()
    answer = door.client.post("/admin/sign-out", data={"csrf_token": door.csrf("/admin/")})
    assert (answer.status_code, answer.location) == (302, "/admin/sign-in")
    assert not door.is_in()


def test_somebody_removed_is_out_at_once_and_nobody_inherits_her_session(door: Door) -> None:
    door.press(door.link("Anna"))
    assert remove_user(door.parts.store, "Anna")
    assert not door.is_in()
    for name in ("Anna", "Bo", "Carl"):
        add_user(door.parts.store, name)
    assert not door.is_in()


def test_a_removed_persons_link_is_void(door: Door) -> None:
    link = door.link("Anna")
    remove_user(door.parts.store, "Anna")
    assert door.client.get(link).status_code == 410


def test_a_forged_session_is_no_session(door: Door) -> None:
    door.press(door.link())
    cookie = door.client.get_cookie(COOKIE, path="/admin/")
    assert cookie
    body, made_at, signature = cookie.value.rsplit(".", 2)
    forged = (f"{body}A.{made_at}.{signature}", f"{body}.{made_at}.{signature[::-1]}", body, "")
    for wrong in forged:
        door.client.set_cookie(COOKIE, wrong, path="/admin/")
        assert not door.is_in(), wrong
    door.client.set_cookie(COOKIE, cookie.value, path="/admin/")
    assert door.is_in()


def test_everything_but_the_door_is_closed(door: Door) -> None:
    """Every address of the room, and every way to use it."""
    closed = [rule for rule in staff_rules(door.client) if rule.endpoint not in OPEN]
    assert len(closed) >= 7
    for rule in closed:
        path = rule.build(dict.fromkeys(rule.arguments, 1))[1]  # type: ignore[index] # it builds
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
            answer = door.client.open(path, method=method)
            if method in ("POST", "PUT", "DELETE") and answer.status_code == 400:
                continue  # without a token not even the door is told of
            assert answer.status_code == 303, f"{method} {path}"
            assert answer.location.partition("?")[0] == "/admin/sign-in", f"{method} {path}"
            assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_open_is_there(door: Door) -> None:
    of_a_provider = {"security.oauthstart", "security.oauthresponse"}
    assert {rule.endpoint for rule in staff_rules(door.client)} > OPEN - of_a_provider


@pytest.mark.parametrize("path", ["/admin/nothing", "/admin/rounds/1/", "/admin//", "/%61dmin/"])
def test_the_room_does_not_tell_what_is_in_it(door: Door, path: str) -> None:
    answer = door.client.get(path)
    assert answer.status_code in (303, 308)
    assert "sign-in" in answer.location or answer.location.endswith("/admin/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "application/json"},
        {"Content-Type": "application/json"},
        {"Sec-Fetch-Dest": "empty"},
    ],
)
def test_a_script_is_told_instead_of_sent_to_a_page(door: Door, headers: dict[str, str]) -> None:
    answer = door.client.get("/admin/", headers=headers)
    assert answer.status_code == 401
    assert answer.get_json()["error"] == "signed_out"


def test_a_browser_is_sent_to_the_page(door: Door) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Dest": "document"}
    assert door.client.get("/admin/", headers=browser).location == "/admin/sign-in"


def test_the_cookie_is_kept_from_scripts_and_other_sites(door: Door) -> None:
    link = door.link()
    answer = door.client.post(link, data={"csrf_token": door.csrf(link)})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    parts = {part.strip().split("=")[0].lower(): part.strip() for part in cookie.split(";")}
    assert {COOKIE, "httponly", "samesite", "path", "expires"} <= set(parts)
    assert parts["samesite"] == "SameSite=Lax"
    assert parts["path"] == "Path=/admin/"
    assert "secure" not in parts


def test_over_https_the_cookie_is_secure_and_no_referrer_is_asked_for(settings: Settings) -> None:
    door = make_door(settings.model_copy(update={"base_url": "https://lyd.example"}))
    link, https = door.link(), "https://lyd.example"
    html = door.client.get(link, base_url=https).get_data(as_text=True)
    token = html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = door.client.post(link, data={"csrf_token": token}, base_url=https)
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"__Secure-{COOKIE}=")
    assert "; Secure;" in cookie
    for path in ("/admin/", "/nothing", "/k/"):
        kept = door.client.get(path, base_url=https).headers["Strict-Transport-Security"]
        assert kept == "max-age=31536000"
    door.parts.store.engine.dispose()


def test_a_form_without_its_token_changes_nothing_and_is_told_in_words(door: Door) -> None:
    link = door.link()
    for form in ({}, {"csrf_token": "wrong"}, {"csrf_token": ""}):
        answer = door.client.post(link, data=form)
        assert answer.status_code == 400
        assert "Der er ikke ændret noget" in answer.get_data(as_text=True)
    assert not door.is_in()
    assert door.press(link) == 303
    assert door.client.post("/admin/sign-out").status_code == 400
    assert door.is_in()


def test_a_token_of_another_session_does_not_fit(door: Door) -> None:
    other = door.client.application.test_client()
    link = door.link()
    html = other.get(link).get_data(as_text=True)
    token = html.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    door.client.get(link)
    assert door.client.post(link, data={"csrf_token": token}).status_code == 400


def test_a_page_left_open_over_lunch_still_works(door: Door, settings: Settings) -> None:
    assert door.client.application.config["WTF_CSRF_TIME_LIMIT"] is None


def test_respondents_are_not_asked_for_a_token_and_get_no_cookie(pages: Pages) -> None:
    world = pages.world
    bearer = {"Authorization": f"Bearer {world.device_token}"}
    delivered = pages.client.put(f"/responses/{'a' * 32}", json=world.submission(), headers=bearer)
    form = pages.client.post(
        f"/s/{world.link_code}/da/as_resident?id={'b' * 32}", data={"q.again": "yes"}
    )
    paired = pages.client.post("/k/pair", json={"code": "000000"})
    assert (delivered.status_code, form.status_code, paired.status_code) == (201, 303, 404)
    for path in ("/k/", f"/s/{world.link_code}", "/nothing"):
        assert "Set-Cookie" not in pages.client.get(path).headers
    for answer in (delivered, form, paired):
        assert "Set-Cookie" not in answer.headers


WITHOUT_COOKIES = {"link", "intake", "kiosk", "pin", "corner", "ledger"}
"""Rooms that are posted to and have no session that another site could borrow."""


def test_every_room_that_takes_posts_is_protected_or_named(door: Door) -> None:
    """A new room for respondents has to be named on purpose."""
    app = door.client.application
    posts = [
        r for r in app.url_map.iter_rules() if (r.methods or set()) & {"POST", "PUT", "DELETE"}
    ]
    assert len(posts) >= 5
    for rule in posts:
        room = rule.endpoint.split(".")[0]
        assert room in WITHOUT_COOKIES or rule.rule.startswith("/admin/")
        assert not (room in WITHOUT_COOKIES and rule.rule.startswith("/admin/"))


def test_nothing_of_the_staff_side_is_kept(pages: Pages) -> None:
    pages.open("/admin/sign-in")
    pages.sign_in()
    for path in ("/admin/", f"/admin/rounds/{pages.world.round_id}/exports"):
        assert pages.client.get(path).headers["Cache-Control"] == "no-store"


def test_the_door_costs_one_statement(door: Door) -> None:
    link = door.link()
    door.csrf(link)
    with counted(door.parts.store) as asked:
        door.client.get(link)
    assert len(asked) == 1
    door.press(link)
    with counted(door.parts.store) as closed:
        door.client.get("/admin/nothing")
    assert len(closed) == 1 + WRITTEN_DOWN
    with counted(door.parts.store) as stranger:
        door.client.application.test_client().get("/admin/")
    assert stranger == []

"""Accounts: passwords, second steps, recovery, sessions, and what guessing and spoofing come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from passlib.totp import TOTP
from werkzeug.test import TestResponse

from admin.accounts.brake import MOST_TRIES
from admin.accounts.passwords import EASY, LEAKED, TOO_LONG, TOO_SHORT, fault_of
from app import create_app
from config import Settings
from survey.mail import OutBox
from survey.services import NAME, Services
from survey.staff import Grant, Role
from survey.store.organisation_queries import set_up
from survey.store.people_queries import invite
from survey.store.session_queries import IDLE, TRIED_FOR
from tests.looking import faults
from tests.world import NOW, make_world

PASSWORD, OTHER = "plum tractor winter seven", "another lamp under snow"
ADDRESS = "anna@example.org"


@dataclass
class Desk:
    """An instance whose clock the test turns, and somebody at a browser."""

    parts: Services
    client: FlaskClient
    now: datetime

    def open(self, path: str, status: int = 200) -> str:
        """The page at `path`, looked at as every page is."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == status, answer.get_data(as_text=True)[:800]
        html = answer.get_data(as_text=True)
        assert faults(html) == []
        return html

    def send(self, path: str, **form: str) -> TestResponse:
        """Send a form of the page at `path`, with its token."""
        html = self.client.get(path, follow_redirects=True).get_data(as_text=True)
        return self.client.post(path, data={"csrf_token": token_in(html), **form})

    def other(self) -> Desk:
        """Another browser at the same instance."""
        return Desk(self.parts, self.client.application.test_client(), self.now)

    def is_in(self) -> bool:
        """True where the front page opens."""
        return self.client.get("/admin/").status_code == 200

    def letters(self) -> list[tuple[str, str]]:
        """To whom, and what, of each letter that waits."""
        found = []
        for file in OutBox(self.parts.settings).waiting():
            letter = message_from_bytes(file.read_bytes(), policy=default)
            body = letter.get_body()
            assert body
            found.append((str(letter["To"]), body.get_content()))
        return found


def token_in(html: str) -> str:
    return html.split('name="csrf_token"')[1].split('value="')[1].split('"', maxsplit=1)[0]


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    desk = Desk.__new__(Desk)
    app = create_app(settings, lambda: desk.now)
    app.testing = True
    desk.parts, desk.client, desk.now = app.extensions[NAME], app.test_client(), NOW
    make_world(desk.parts.store, NOW)
    yield desk
    desk.parts.store.engine.dispose()


def invited(desk: Desk, *roles: Role) -> str:
    """The address of an invitation."""
    grants = [Grant(role) for role in roles or (Role.OWNER,)]
    _, token = invite(desk.parts.store, "Anna", ADDRESS, grants, desk.now)
    return f"/admin/sign-in/link/{token}"


def made(desk: Desk, *roles: Role) -> None:
    """Make the account that was invited, up to the second step, where everything is set up."""
    set_up(desk.parts.store, "Frivilligcentret", "", "da", desk.now.date())
    assert desk.send(invited(desk, *roles)).status_code == 303
    answer = desk.send(
        "/admin/account/finish", name="Anna", email=ADDRESS, language="en", password=PASSWORD
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)


def with_app(desk: Desk) -> TOTP:
    """Set up an authenticator app; returns it."""
    html = desk.send("/admin/account/second-step", setup="authenticator").get_data(as_text=True)
    assert faults(html) == []
    key = re.search(r'<code class="said">([^<]+)<', html)
    assert key
    app = TOTP(key=key[1])
    path = re.search(r'action="(/admin/account/second-step/[^"]+)"', html)[1]  # type: ignore[index]
    answer = desk.client.post(
        path, data={"csrf_token": token_in(html), "code": app.generate().token}
    )
    assert answer.status_code == 302
    return app


def with_password(desk: Desk, password: str = PASSWORD, email: str = ADDRESS) -> TestResponse:
    """Take the first step of signing in."""
    return desk.send("/admin/sign-in", email=email, password=password)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("kort", TOO_SHORT),
        ("x" * 201, TOO_LONG),
        ("1qaz2wsx3edc", LEAKED),
        ("1QAZ2wsx3edc", LEAKED),
        ("aaaaaaaaaaaaaa", EASY),
        ("lydhoer2026!", EASY),
        ("anna@example.org", EASY),
        (PASSWORD, None),
        ("Tre hunde på en båd i regn", None),
    ],
)
def test_a_password_is_long_not_leaked_and_not_easy(password: str, fault: str | None) -> None:
    assert fault_of(password, ["Anna", ADDRESS, "lydhoer"]) == fault


def test_an_invitation_leads_to_an_account_with_two_steps(desk: Desk) -> None:
    made(desk)
    assert "second step" in desk.open("/admin/"), "nothing else is open before it"
    app = with_app(desk)
    assert desk.is_in()
    codes = desk.send("/admin/account/recovery-codes", generate_new_codes="yes")
    assert (
        len(re.findall(r"<code class=\"said\">([0-9a-f-]{14})<", codes.get_data(as_text=True))) == 8
    )
    desk.client.post("/admin/sign-out", data={"csrf_token": token_in(desk.open("/admin/"))})
    assert not desk.is_in()
    assert with_password(desk).location.startswith("/admin/sign-in/code")
    assert not desk.is_in(), "a password alone is not enough"
    later = app.generate(desk_time(app)).token
    assert desk.send("/admin/sign-in/code", code=later).status_code == 302
    assert desk.is_in()


def desk_time(app: TOTP) -> float:
    """The next half minute: the code of this one was used while setting up."""
    return float(app.generate().expire_time) + 1


def test_a_reader_signs_in_with_a_password_alone(desk: Desk) -> None:
    made(desk, Role.READER)
    assert desk.is_in()
    stranger = desk.other()
    assert with_password(stranger).location == "/admin/"
    assert stranger.is_in()


def test_a_faulty_account_form_keeps_what_was_typed_but_the_password(desk: Desk) -> None:
    desk.send(invited(desk))
    answer = desk.send(
        "/admin/account/finish?lang=en", name="", email="anna", language="en", password="kort"
    )
    html = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert faults(html) == []
    for told in ("Write your name", "Write a whole e-mail address", "at least 12 characters"):
        assert told in html
    assert 'value="anna"' in html
    assert "kort" not in html


def test_a_code_works_once_also_for_two_at_once(desk: Desk) -> None:
    made(desk)
    app = with_app(desk)
    token = app.generate(desk_time(app)).token
    first, second = desk.other(), desk.other()
    for one in (first, second):
        with_password(one)
    assert first.send("/admin/sign-in/code", code=token).status_code == 302
    assert second.send("/admin/sign-in/code", code=token).status_code == 200
    assert (first.is_in(), second.is_in()) == (True, False)


def test_guessing_is_held_and_others_are_not_held_up(desk: Desk) -> None:
    made(desk, Role.READER)
    guesser = desk.other()
    for _ in range(MOST_TRIES):
        assert with_password(guesser, "wrong").status_code == 200
    assert with_password(guesser).status_code == 429
    assert with_password(guesser, "wrong", "nobody@example.org").status_code == 200
    assert desk.is_in(), "who is in stays in"
    desk.now += TRIED_FOR + timedelta(seconds=1)
    guesser.now = desk.now
    assert with_password(guesser).location == "/admin/"


def test_a_thousand_guesses_at_a_code_are_not_tried(desk: Desk) -> None:
    made(desk)
    app = with_app(desk)
    guesser = desk.other()
    with_password(guesser)
    wrong = f"{(int(app.generate().token) + 500) % 1_000_000:06d}"
    statuses = [guesser.send("/admin/sign-in/code", code=wrong).status_code for _ in range(20)]
    assert statuses == [200] * MOST_TRIES + [429] * 10
    with_password(guesser)
    assert guesser.send("/admin/sign-in/code", code=wrong).status_code == 429, "not from the start"


def test_a_recovery_code_works_once(desk: Desk) -> None:
    made(desk)
    with_app(desk)
    html = desk.send("/admin/account/recovery-codes", generate_new_codes="yes")
    code = re.findall(r"<code class=\"said\">([0-9a-f-]{14})<", html.get_data(as_text=True))[3]
    with desk.parts.store.look() as connection:
        kept = connection.exec_driver_sql("SELECT mf_recovery_codes FROM staff_user").scalars()
        assert code not in str(list(kept))
    for status in (302, 200):
        lost = desk.other()
        with_password(lost)
        written = code.replace("-", " ").upper()
        assert lost.send("/admin/sign-in/recovery-code", code=written).status_code == status
        assert lost.is_in() == (status == 302)


def test_nobody_is_told_whether_an_address_is_known(desk: Desk) -> None:
    made(desk, Role.READER)
    told = {
        re.sub(
            r'value="[^"]*"', "", with_password(desk.other(), "wrong", who).get_data(as_text=True)
        )
        for who in (ADDRESS, "nobody@example.org")
    }
    assert len(told) == 1
    asked = {
        desk.other().send("/admin/forgotten", email=who).get_data(as_text=True).count("letter")
        for who in (ADDRESS, "nobody@example.org")
    }
    assert len(asked) == 1
    assert [to for to, _ in desk.letters()] == [ADDRESS]


@pytest.mark.parametrize(
    "spoofed",
    [
        {"base_url": "http://evil.example"},
        {"headers": {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}},
    ],
    ids=["host", "forwarded"],
)
def test_a_reset_link_is_made_of_our_own_address(desk: Desk, spoofed: dict[str, Any]) -> None:
    made(desk, Role.READER)
    stranger = desk.other()
    html = stranger.client.get("/admin/forgotten", **spoofed).get_data(as_text=True)
    form = {"csrf_token": token_in(html), "email": ADDRESS}
    sent = stranger.client.post("/admin/forgotten", data=form, **spoofed)
    assert sent.status_code == 200, sent.get_data(as_text=True)
    ((_, text),) = desk.letters()
    assert "evil" not in text
    link = re.search(r"http://127\.0\.0\.1:8000(/admin/forgotten/\S+)", text)
    assert link
    new = {"password": OTHER, "password_confirm": OTHER}
    assert stranger.send(link[1], **new).status_code == 302
    assert not desk.is_in(), "a new password ends what was open"
    assert with_password(stranger).status_code == 200
    assert with_password(stranger, OTHER).location == "/admin/"
    again = desk.other()
    assert again.send(link[1], **new).status_code == 302
    assert with_password(again, OTHER).location == "/admin/", "the link did nothing a second time"


def test_a_new_password_ends_other_sessions_and_goes_on_here(desk: Desk) -> None:
    made(desk, Role.READER)
    elsewhere = desk.other()
    with_password(elsewhere)
    answer = desk.send(
        "/admin/account/password",
        password=PASSWORD,
        new_password=OTHER,
        new_password_confirm=OTHER,
    )
    assert answer.status_code == 302
    assert (desk.is_in(), elsewhere.is_in()) == (True, False)


def test_sessions_are_listed_and_ended(desk: Desk) -> None:
    made(desk, Role.READER)
    phone = desk.other()
    phone.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"
    with_password(phone)
    html = desk.open("/admin/account/sessions?lang=en")
    assert "Firefox, Android" in html
    end = re.search(r'action="(/admin/account/sessions/end/\w+)"', html)[1]  # type: ignore[index]
    form = {"csrf_token": token_in(html)}
    assert phone.client.post(end).status_code == 400
    assert desk.client.post(end, data=form).status_code == 303
    assert (desk.is_in(), phone.is_in()) == (True, False)
    assert desk.client.post(end, data=form).status_code == 404


def test_nobody_ends_anothers_session(desk: Desk) -> None:
    made(desk, Role.READER)
    with desk.parts.store.look() as connection:
        (theirs,) = connection.exec_driver_sql("SELECT id_hash FROM staff_session").scalars()
    _, token = invite(desk.parts.store, "Bo", "bo@example.org", [Grant(Role.READER)], desk.now)
    bo = desk.other()
    bo.send(f"/admin/sign-in/link/{token}")
    bo.send(
        "/admin/account/finish", name="Bo", email="bo@example.org", language="en", password=OTHER
    )
    csrf = token_in(bo.open("/admin/account/sessions"))
    answer = bo.client.post(f"/admin/account/sessions/end/{theirs}", data={"csrf_token": csrf})
    assert answer.status_code == 404
    assert desk.is_in()


def test_signing_in_begins_a_session_of_its_own(desk: Desk) -> None:
    made(desk, Role.READER)
    stranger = desk.other()
    before = token_in(stranger.open("/admin/sign-in"))
    with_password(stranger)
    after = token_in(stranger.open("/admin/account/"))
    assert before != after
    assert stranger.client.post("/admin/sign-out", data={"csrf_token": before}).status_code == 400


def test_a_stopped_account_is_out_at_once_and_cannot_come_back(desk: Desk) -> None:
    made(desk, Role.READER)
    with desk.parts.store.write() as connection:
        connection.exec_driver_sql("UPDATE staff_user SET active = FALSE")
    assert not desk.is_in()
    assert with_password(desk).status_code == 200


def test_what_was_written_when_a_session_ended_is_there_after_signing_in(desk: Desk) -> None:
    made(desk, Role.COORDINATOR)
    app = with_app(desk)
    html = desk.open("/admin/actions/new")
    desk.now += IDLE
    form = {"csrf_token": token_in(html), "said_da": "Vi savner sang.", "owner": "Anna Holm"}
    answer = desk.client.post("/admin/actions/new", data=form)
    assert answer.status_code == 303
    assert "kept" in answer.location
    page = desk.open(answer.location)
    assert "er gemt: Log ind" in page
    next_ = re.search(r'name="next" value="([^"]+)"', page)[1]  # type: ignore[index]
    step = desk.send("/admin/sign-in", email=ADDRESS, password=PASSWORD, next=next_)
    code = app.generate(desk_time(app)).token
    back = desk.send(step.location, code=code)
    again = desk.open(back.location)
    assert "Vi savner sang." in again
    assert 'value="Anna Holm"' in again
    stranger = desk.other()
    assert "Vi savner" not in stranger.open(next_)


def test_where_one_is_sent_after_signing_in_is_here(desk: Desk) -> None:
    made(desk, Role.READER)
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        stranger = desk.other()
        form = {"email": ADDRESS, "password": PASSWORD, "next": elsewhere}
        answer = stranger.send("/admin/sign-in", **form)
        place = urlsplit(answer.location or "/")
        assert (place.netloc, place.path[:2] == "//") == ("", False), answer.location

"""Signing in at an OpenID provider: a real one, in a process of its own, on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from config import Settings
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.engine import Store
from survey.store.people_queries import invite, set_active
from tests.looking import faults
from tests.world import NOW

ADDRESS = "anna@example.org"
STARTS_WITHIN = 30


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows one person, and whose address she has."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        _await(base, process)
        know(base, "1234", email=ADDRESS, email_verified=True)
        know(base, "5678", email=ADDRESS, email_verified=False)
        know(base, "9999", email="nobody@example.org", email_verified=True)
        yield base
    finally:
        process.terminate()
        process.wait(10)


def _await(base: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(base, timeout=5)
        except requests.ConnectionError:
            continue
        return
    raise RuntimeError("the provider did not start")


def know(base: str, subject: str, **claims: str | bool) -> None:
    """Let the provider know somebody."""
    answer = requests.put(f"{base}/users/{subject}", json=claims, timeout=10)
    assert answer.status_code == 204, answer.text


@pytest.fixture
def client(settings: Settings, provider: str) -> Iterator[FlaskClient]:
    """A browser at an instance where Anna, a coordinator, is invited."""
    wanted = {
        "oidc_url": f"{provider}/.well-known/openid-configuration",
        "oidc_client": "lydhoer",
        "oidc_secret": "secret",
        "oidc_name": "Kommunen",
    }
    app = create_app(settings.model_copy(update=wanted), lambda: NOW)
    app.testing = True
    store: Store = app.extensions[NAME].store
    invite(store, "Anna", ADDRESS, [Grant(Role.COORDINATOR)], NOW)
    yield app.test_client()
    store.engine.dispose()


def token_in(html: str) -> str:
    return html.split('name="csrf_token"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def leave(client: FlaskClient) -> str:
    """Press the provider's button; returns where one is sent."""
    html = client.get("/admin/sign-in").get_data(as_text=True)
    assert faults(html) == []
    assert "Log ind med Kommunen" in html
    form = {"csrf_token": token_in(html)}
    answer = client.post("/admin/sign-in/start/provider", data=form)
    assert answer.status_code == 302
    return str(answer.location)


def come_back(client: FlaskClient, away: str, subject: str) -> TestResponse:
    """Sign in over there as somebody, and come back."""
    back = requests.post(away, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert back.is_redirect, back.text
    parts = urlsplit(back.headers["Location"])
    assert f"{parts.scheme}://{parts.netloc}" == "http://127.0.0.1:8000", "our own address"
    return client.get(f"{parts.path}?{parts.query}")


def is_in(client: FlaskClient) -> bool:
    return client.get("/admin/").status_code == 200


def test_whoever_was_invited_signs_in_over_there(client: FlaskClient) -> None:
    away = leave(client)
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce"} <= set(asked)
    answer = come_back(client, away, "1234")
    assert (answer.status_code, answer.location) == (302, "/admin/")
    assert is_in(client)


def test_an_address_the_provider_does_not_vouch_for_opens_nothing(client: FlaskClient) -> None:
    come_back(client, leave(client), "5678")
    assert not is_in(client)


def test_whoever_was_not_invited_is_told(client: FlaskClient) -> None:
    answer = come_back(client, leave(client), "9999")
    assert answer.location == "/admin/sign-in"
    assert "Bed ejeren om en invitation" in client.get(answer.location).get_data(as_text=True)
    assert not is_in(client)


def test_once_bound_an_account_is_not_anothers(client: FlaskClient, provider: str) -> None:
    come_back(client, leave(client), "1234")
    know(provider, "7777", email=ADDRESS, email_verified=True)
    stranger = client.application.test_client()
    come_back(stranger, leave(stranger), "7777")
    assert not is_in(stranger)


def test_a_stopped_account_is_not_let_in(client: FlaskClient) -> None:
    come_back(client, leave(client), "1234")
    store: Store = client.application.extensions[NAME].store
    with store.look() as connection:
        (user_id,) = connection.exec_driver_sql("SELECT id FROM staff_user").scalars()
    set_active(store, user_id, active=False)
    stranger = client.application.test_client()
    come_back(stranger, leave(stranger), "1234")
    assert not is_in(stranger)


def test_a_way_back_that_was_not_begun_here_leads_nowhere(client: FlaskClient) -> None:
    away = leave(client)
    stranger = client.application.test_client()
    answer = come_back(stranger, away, "1234")
    assert answer.location == "/admin/sign-in"
    assert not is_in(stranger)
    assert "Prøv igen" in stranger.get(answer.location).get_data(as_text=True)

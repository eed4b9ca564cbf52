"""A passkey in a real browser: made by an invitation, used to sign in, removed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.clock import utc_now
from survey.staff import Grant, Role
from survey.store.engine import open_store
from survey.store.people_queries import invite
from tests.browsing import PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways
from tests.serving import serving

PASSWORD = "plum tractor winter seven"


@contextmanager
def authenticator(page: Page) -> Iterator[None]:
    """A device that keeps passkeys, and whose holder shows her finger at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    session.send("WebAuthn.disable")


@pytest.fixture
def invitation(sqlite_template: Path, tmp_path: Path) -> Iterator[str]:
    """The address of an invitation at an instance that is reached by a name."""
    path = tmp_path / "lydhoer.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = open_store(f"sqlite:///{path}")
    grants = [Grant(Role.COORDINATOR)]
    _, token = invite(store, "Anna", "anna@example.org", grants, utc_now())
    with serving(tmp_path / "instance", f"sqlite:///{path}", name="localhost") as base:
        yield f"{base}/admin/sign-in/link/{token}"
    store.engine.dispose()


def looked_at(page: Page) -> None:
    """Nothing on the page is in somebody's way."""
    assert (accessibility_faults(page), sideways(page)) == ([], False)


def make_account(page: Page, invitation: str) -> None:
    """From the invitation to an account with a passkey."""
    page.goto(invitation)
    looked_at(page)
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Din egen konto")
    looked_at(page)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Videre").click()
    expect(page.locator("h1")).to_have_text("Et ekstra trin, når du logger ind")
    looked_at(page)
    page.get_by_role("link", name="Lav en adgangsnøgle").click()
    page.get_by_label("Hvad kalder du enheden?").fill("min telefon")
    looked_at(page)
    page.get_by_role("button", name="Lav en adgangsnøgle").click()
    expect(page.locator("h1")).to_have_text("Nødkoder")
    looked_at(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_passkey_is_made_used_and_removed(
    invitation: str, browser: Browser, size: dict[str, int]
) -> None:
    base = invitation.split("/admin", maxsplit=1)[0]
    with visit(browser, viewport=size) as page, authenticator(page):
        make_account(page, invitation)
        page.get_by_role("button", name="Vis mig otte koder").click()
        expect(page.locator(".codes code")).to_have_count(8)
        looked_at(page)
        page.get_by_role("button", name="Log ud").click()
        expect(page.locator("h1")).to_have_text("Log ind")
        looked_at(page)
        page.get_by_role("button", name="Log ind med adgangsnøgle").click()
        expect(page.locator("h1")).to_have_text("Forside")
        page.goto(f"{base}/admin/account/passkeys")
        looked_at(page)
        page.get_by_role("button", name="Fjern").click()
        page.goto(f"{base}/admin/")
        expect(page.locator("h1")).to_have_text("Et ekstra trin, når du logger ind")


def test_a_password_does_not_get_past_a_passkey(invitation: str, browser: Browser) -> None:
    base = invitation.split("/admin", maxsplit=1)[0]
    with visit(browser, viewport=DESK) as page, authenticator(page):
        make_account(page, invitation)
    with visit(browser, viewport=DESK) as thief:
        thief.goto(f"{base}/admin/sign-in")
        thief.get_by_label("E-mailadresse").fill("anna@example.org")
        thief.get_by_label("Adgangskode").fill(PASSWORD)
        thief.get_by_role("button", name="Log ind", exact=True).click()
        expect(thief.locator("h1")).to_have_text("Log ind")
        expect(thief.get_by_role("alert")).to_contain_text("med din adgangsnøgle")
        thief.goto(f"{base}/admin/account/second-step")
        expect(thief.locator("h1")).to_have_text("Log ind")


def test_a_device_that_says_no_is_told_of(invitation: str, browser: Browser) -> None:
    base = invitation.split("/admin", maxsplit=1)[0]
    with visit(browser, viewport=DESK) as page, authenticator(page):
        page.goto(f"{base}/admin/sign-in")
        page.get_by_role("button", name="Log ind med adgangsnøgle").click()
        expect(page.locator(".passkey-failed")).to_be_visible()
        looked_at(page)

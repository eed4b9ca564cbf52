"""What waits on a relative's phone: sealed, sent under its own code, and there when she comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from survey.channels import secret_hash
from survey.intake.sealing import MEDIA_TYPE
from survey.store.tables import FreeText, Quarantine, Response, SingleUseCode
from tests.answering import Robot
from tests.browsing import PHONE, visit
from tests.served import Site
from tests.world import World, make_codes

WORDS = "kanariefugl"
RESPONSES = re.compile(r"/responses/[0-9a-f]{32}$")
KEY = "**/responses/key"
ON_THE_DISK = """async () => {
  const request = indexedDB.open("lydhoer.phone");
  await new Promise((done) => { request.onsuccess = done; });
  const got = request.result.transaction("sealed").objectStore("sealed").getAll();
  const rows = await new Promise((done) => { got.onsuccess = () => done(got.result); });
  request.result.close();
  return rows;
}"""
HURRIED = """
  const wait = AbortSignal.timeout;
  AbortSignal.timeout = (ms) => wait.call(AbortSignal, ms === 10_000 ? 500 : ms);
"""
"""Ten seconds for the key go by in half of one."""
ON_THE_PHONE = "JSON.stringify({...localStorage})"


@contextmanager
def phone(browser: Browser) -> Iterator[Robot]:
    with visit(browser, viewport=PHONE, has_touch=True) as page:
        yield Robot(page)


def answer(robot: Robot, site: Site, code: str) -> None:
    """Open a link's interview and answer it to the end."""
    robot.page.goto(f"{site.base}/s/{code}/da/as_resident")
    robot.answer_all({"matters": WORDS})


def cut_off(page: Page) -> None:
    page.route(RESPONSES, lambda route: route.abort())


def answer_without_connection(robot: Robot, site: Site, code: str) -> None:
    cut_off(robot.page)
    answer(robot, site, code)
    expect(robot.page.locator('[data-told="waiting"]')).to_be_visible()


def stored(cast: World) -> int:
    with cast.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(Response)) or 0


def await_sent(page: Page, cast: World, count: int = 1) -> None:
    """Let the phone's time go by until so many have come and nothing waits."""
    for _ in range(200):
        page.clock.run_for(5_000)
        if stored(cast) == count and page.evaluate(ON_THE_DISK) == []:
            return
    raise AssertionError(f"{stored(cast)} came, {page.evaluate(ON_THE_DISK)} wait")


def told(page: Page, heading: str) -> None:
    expect(page.locator("h1:visible")).to_have_text(heading)


def test_what_goes_out_is_sealed_and_nothing_remains(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        with robot.page.expect_request(RESPONSES) as sent:
            answer(robot, site, cast.link_code)
        told(robot.page, "Tak for dine svar")
        assert sent.value.headers["content-type"] == MEDIA_TYPE
        assert WORDS not in (sent.value.post_data or "")
        assert robot.page.evaluate(ON_THE_PHONE) == "{}"
        assert robot.page.evaluate(ON_THE_DISK) == []
        assert WORDS not in robot.page.locator("main").inner_text()
    with cast.store.read() as connection:
        assert list(connection.scalars(select(FreeText.words))) == [WORDS]
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0


def test_once_it_is_sealed_nothing_readable_stays_on_the_phone(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        answer_without_connection(robot, site, cast.link_code)
        assert robot.page.evaluate(ON_THE_PHONE) == "{}"
        (row,) = robot.page.evaluate(ON_THE_DISK)
        assert "ciphertext" in json.loads(row["body"])
        assert WORDS not in json.dumps(row)


def test_she_comes_back_to_where_it_waits_and_it_is_sent(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        answer_without_connection(robot, site, cast.link_code)
        robot.page.reload()
        expect(robot.page.locator('[data-told="waiting"]')).to_be_visible()
        robot.page.unroute(RESPONSES)
        robot.press("retry")
        told(robot.page, "Tak for dine svar")
    assert stored(cast) == 1


def test_one_that_is_refused_is_never_thanked_for(
    site: Site, cast: World, browser: Browser
) -> None:
    refusal = {"error": "too_large", "message": "x"}
    with phone(browser) as robot:
        answer_without_connection(robot, site, cast.link_code)
        robot.page.unroute(RESPONSES)
        robot.page.route(RESPONSES, lambda route: route.fulfill(status=413, json=refusal))
        robot.page.reload()
        told(robot.page, "Dine svar kunne ikke gemmes")
        answer(robot, site, cast.link_code)
        told(robot.page, "Dine svar kunne ikke gemmes")
    assert stored(cast) == 0


def test_a_key_that_never_comes_holds_nothing_up(site: Site, cast: World, browser: Browser) -> None:
    with phone(browser) as robot:
        robot.page.add_init_script(HURRIED)
        robot.page.route(KEY, lambda _route: None)
        answer(robot, site, cast.link_code)
        told(robot.page, "Tak for dine svar")
    assert stored(cast) == 1


def test_what_waits_is_sent_under_its_own_code_whatever_link_is_open(
    site: Site, cast: World, browser: Browser
) -> None:
    (code,) = make_codes(cast, 1)
    with phone(browser) as robot:
        answer_without_connection(robot, site, code)
        robot.page.goto(f"{site.base}/s/{cast.link_code}")
        robot.page.unroute(RESPONSES)
        await_sent(robot.page, cast)
    with cast.store.read() as connection:
        used = connection.scalars(select(SingleUseCode.code_hash).where(SingleUseCode.used))
        assert list(used) == [secret_hash(code)]


def test_a_link_that_is_closed_to_it_holds_up_no_other(
    site: Site, cast: World, browser: Browser
) -> None:
    """Two waited; the first one's code opens nothing any more."""
    (gone, good) = make_codes(cast, 2)
    with phone(browser) as robot:
        for code in (gone, good):
            answer_without_connection(robot, site, code)
        with cast.store.write() as connection:
            connection.exec_driver_sql(
                "DELETE FROM single_use_code WHERE code_hash = ?", (secret_hash(gone),)
            )
        robot.page.unroute(RESPONSES)
        robot.page.goto(f"{site.base}/s/{cast.link_code}")
        for _ in range(200):
            robot.page.clock.run_for(5_000)
            if stored(cast):
                break
        assert stored(cast) == 1
        expect_rows(robot.page, [gone])


def expect_rows(page: Page, codes: list[str]) -> None:
    """Only what was given under these codes waits, and goes on waiting."""
    found: list[str] = []
    for _ in range(200):
        page.clock.run_for(5_000)
        found = [row["code"] for row in page.evaluate(ON_THE_DISK)]
        if found == codes:
            return
    raise AssertionError(found)


def test_the_first_page_of_a_personal_link_sends_what_waits_and_then_says_it_is_used(
    site: Site, cast: World, browser: Browser
) -> None:
    (code,) = make_codes(cast, 1)
    with phone(browser) as robot:
        answer_without_connection(robot, site, code)
        robot.page.unroute(RESPONSES)
        robot.page.goto(f"{site.base}/s/{code}")
        told(robot.page, "Linket er brugt.")
        assert robot.page.evaluate(ON_THE_DISK) == []
    assert stored(cast) == 1


def test_a_lost_reply_is_sent_again_from_the_page_that_says_it_is_used(
    site: Site, cast: World, browser: Browser
) -> None:
    (code,) = make_codes(cast, 1)
    with phone(browser) as robot:
        lose_reply = lambda route: (route.fetch(), route.abort())  # noqa: E731 a handler
        robot.page.route(RESPONSES, lose_reply, times=1)
        answer(robot, site, code)
        expect(robot.page.locator('[data-told="waiting"]')).to_be_visible()
        assert stored(cast) == 1
        robot.page.goto(f"{site.base}/s/{code}")
        told(robot.page, "Linket er brugt.")
        await_sent(robot.page, cast)
    with cast.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0


def test_another_page_that_sent_it_is_believed(site: Site, cast: World, browser: Browser) -> None:
    with phone(browser) as robot:
        answer_without_connection(robot, site, cast.link_code)
        other = robot.page.context.new_page()
        other.goto(f"{site.base}/s/{cast.link_code}/da/as_resident")
        told(other, "Tak for dine svar")
        robot.page.clock.run_for(600_000)
        told(robot.page, "Tak for dine svar")
    assert stored(cast) == 1


WITHOUT = {
    "a database": "indexedDB.open = () => { throw new Error('none here'); };",
    "cryptography": "Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });",
    "storage": "Storage.prototype.setItem = () => { throw new Error('full'); };",
    "locks": "Object.defineProperty(navigator, 'locks', { value: undefined });",
}


@pytest.mark.parametrize("what", WITHOUT)
def test_without_this_it_still_arrives(
    site: Site, cast: World, browser: Browser, what: str
) -> None:
    with phone(browser) as robot:
        robot.page.add_init_script(WITHOUT[what])
        robot.page.route(RESPONSES, lambda route: route.abort(), times=1)
        answer(robot, site, cast.link_code)
        robot.press("retry")
        told(robot.page, "Tak for dine svar")
    assert stored(cast) == 1


def test_a_browser_that_cannot_seal_keeps_the_draft_until_it_has_arrived(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        robot.page.add_init_script(WITHOUT["a database"])
        cut_off(robot.page)
        answer(robot, site, cast.link_code)
        expect(robot.page.locator('[data-told="unsent"]')).to_be_visible()
        assert WORDS in robot.page.evaluate(ON_THE_PHONE)
        robot.page.unroute(RESPONSES)
        robot.page.reload()
        told(robot.page, "Tak for dine svar")
        assert WORDS not in robot.page.evaluate(ON_THE_PHONE)
    assert stored(cast) == 1


@pytest.mark.parametrize("body", ["", "{}", '{"key": "x", "public": "AAAA"}', "<p>Hej"])
def test_a_network_that_lies_about_the_key_seals_nothing_and_loses_nothing(
    site: Site, cast: World, browser: Browser, body: str
) -> None:
    with phone(browser) as robot:
        robot.page.route(KEY, lambda route: route.fulfill(status=200, body=body))
        answer(robot, site, cast.link_code)
        told(robot.page, "Tak for dine svar")
    assert stored(cast) == 1

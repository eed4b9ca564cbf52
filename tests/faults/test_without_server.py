"""The server is gone: the tablet starts, asks in every language, says it aloud and keeps answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from survey.store.tables import Quarantine, Response
from tests.answering import Robot
from tests.browsing import open_paired, visit
from tests.faults.house import KEPT, SILENT, House, provided_tablet
from tests.faults.tablet import WAITING, await_stored, give_answers
from tests.world import World

WEEK = 7 * 24 * 3600 * 1000
LISTEN = """(file) => new Promise((done, failed) => {
  const sound = new Audio(file);
  sound.onended = () => done(true);
  sound.onerror = () => failed(new Error(file));
  sound.playbackRate = 4;
  sound.play().catch(failed);
})"""
PART = """async (file) => {
  const reply = await fetch(file, { headers: { Range: "bytes=10-19" } });
  return [reply.status, reply.headers.get("Content-Range"), (await reply.arrayBuffer()).byteLength];
}"""
FAILING = """async () => {
  const { installing } = await navigator.serviceWorker.register("/k/worker.js");
  await new Promise((done) => {
    installing.onstatechange = () => installing.state === "redundant" && done();
  });
}"""
"""Let a worker be installed; done when it has failed."""
FILES = """async (list) => {
  const kept = await (await caches.open("lydhoer.content")).match(list);
  return (await kept.json()).spoken.flatMap(({ files }) => files);
}"""


@pytest.mark.parametrize("house", [SILENT], indirect=True)
def test_the_tablet_starts_and_asks_without_a_server(
    house: House, here: World, browser: Browser
) -> None:
    with provided_tablet(house, here, browser) as page:
        house.stop()
        page.reload()
        expect(page.locator('button[value="begin"]')).to_be_visible()
        give_answers(page)
        page.reload()
        expect(page.locator(".news")).to_contain_text("1")
        page.clock.fast_forward(WEEK)
        give_answers(page)
        assert page.evaluate(WAITING) == [2, 0]
        house.start()
        await_stored(page, here, 2)
    with here.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0
        assert set(connection.scalars(select(Response.day))) == {here.today}


def test_every_language_and_wording_is_there_with_its_sound(
    house: House, here: World, browser: Browser
) -> None:
    with provided_tablet(house, here, browser) as page:
        house.stop()
        kept = page.evaluate(KEPT)
        interviews = [path for path in kept if path.startswith("/i/")]
        ways = {tuple(path.split("/")[3:]) for path in interviews}
        assert ways == {(lg, w) for lg in ("da", "en") for w in ("self", "as_resident")}
        for path in interviews:
            files = page.evaluate(FILES, path.replace("/i/", "/v/"))
            assert files
            assert page.evaluate(LISTEN, files[0])
            assert page.evaluate(PART, files[0])[::2] == [206, 10]
        page.reload()
        robot = Robot(page)
        robot.tap(page.locator('button[value="language"][lang="en"]'))
        expect(page.locator("html")).to_have_attribute("lang", "en")
        for value in ("begin", "choice", "yes"):
            robot.press(value)
        expect(page.locator("form.interview")).to_have_attribute("data-language", "en")
        expect(page.locator('button[value="read"]')).to_be_visible()


@pytest.mark.parametrize("house", [SILENT], indirect=True)
def test_without_a_whole_release_there_is_none(house: House, here: World, browser: Browser) -> None:
    """The page itself is asked of the server then, as before."""
    house.renew("tests.newer:create_half_app('missing')")
    with visit(browser, service_workers="allow") as page:
        open_paired(page, house.base, here.device_token)
        page.evaluate(FAILING)
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.controller") is None

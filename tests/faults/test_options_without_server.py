"""The server is gone: what residents choose among is still shown, with its uploaded pictures."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from survey.images import keep_image, ready_image
from survey.questionnaire.versions import freeze
from survey.store.setup_queries import Asking, add_round
from survey.store.tables import Round
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.answering import Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.codesign import OPTIONS, options
from tests.core.test_images import drawn, saved
from tests.faults.house import House, run_until
from tests.world import World

HAS_PICTURE = """async (address) => Boolean(
  await (await caches.open("lydhoer.content")).match(address))"""


def test_uploaded_pictures_are_there_without_a_server(
    house: House, here: World, browser: Browser
) -> None:
    image = keep_image(house.instance, ready_image(saved(drawn((400, 300)))))
    asked = options(images=dict.fromkeys(OPTIONS, image))
    version, _ = store_version(here.store, freeze(asked), here.today)
    with here.store.session() as session:
        session.get_one(Round, here.round_id).archived_on = here.today
        voices = {Voice.RESIDENT: [Perspective.SELF]}
        add_round(session, Asking(version.id, voices, here.today, here.today), [here.centre_id])
    how = {"viewport": KIOSKS["810x1080"], "has_touch": True, "service_workers": "allow"}
    with visit(browser, **how) as page:
        open_paired(page, house.base, here.device_token)
        run_until(page, HAS_PICTURE, f"/images/{image}")
        house.stop()
        page.reload()
        robot = Robot(page)
        robot.press("begin")
        robot.press("yes")
        photo = page.locator("label.ranked .photo").first
        expect(photo).to_be_visible()
        run_until(page, "document.querySelector('label.ranked .photo').naturalWidth === 400")

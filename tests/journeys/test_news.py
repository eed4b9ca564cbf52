"""What the staff should know of the answers that wait stands clear of the invitation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.boxes import box_faults
from tests.journeys.staff import tablet
from tests.journeys.test_corner_pairing import answer_without_a_connection
from tests.served import Site
from tests.world import World


@pytest.mark.parametrize("size", ["810x1080", "800x1280"])
def test_on_a_standing_tablet_it_is_below_the_second_room(
    site: Site, cast: World, browser: Browser, size: str
) -> None:
    with tablet(site, cast, browser, size) as page:
        answer_without_a_connection(page)
        news, room = page.locator(".news"), page.locator(".promise")
        expect(news).to_contain_text("venter")
        below, above = news.bounding_box(), room.bounding_box()
        assert below
        assert above
        assert below["y"] >= above["y"] + above["height"]
        assert box_faults(page) == []

"""What the staff corner asks of the server, and what the tablet needs to be an app."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from kiosk.corner_views import WRONG_PINS
from survey.pages.security import POLICY
from survey.pins import keep_pin
from survey.store.device_queries import set_pin
from survey.store.setup_queries import add_centre, add_device, offer_pairing, units_of
from survey.version import version
from tests.visiting import Pages
from tests.world import NOW


def ask(pages: Pages, path: str, body: Any, token: str | None = None) -> TestResponse:
    headers = {"Authorization": f"Bearer {token or pages.world.device_token}"}
    return pages.client.post(path, json=body, headers=headers)


def set_a_pin(pages: Pages, pin: str = "2468") -> None:
    world = pages.world
    assert set_pin(world.store, world.channel(world.device_token).id, keep_pin(pin))


def staff(pages: Pages) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {pages.world.device_token}"}
    told: dict[str, Any] = pages.client.get("/k/rounds", headers=headers).get_json()["staff"]
    return told


def test_the_right_pin_fits_and_the_wrong_one_does_not(pages: Pages) -> None:
    assert ask(pages, "/k/pin", {"pin": "2468"}).get_json() == {"fits": False}
    set_a_pin(pages)
    assert ask(pages, "/k/pin", {"pin": "2468"}).get_json() == {"fits": True}
    assert ask(pages, "/k/pin", {"pin": "2469"}).get_json() == {"fits": False}


def test_three_wrong_pins_hold_that_tablet_and_no_other(pages: Pages) -> None:
    set_a_pin(pages)
    for _ in range(WRONG_PINS):
        assert ask(pages, "/k/pin", {"pin": "0000"}).status_code == 200
    held = ask(pages, "/k/pin", {"pin": "2468"})
    assert (held.status_code, held.get_json()["error"]) == (429, "too_many_tries")
    assert ask(pages, "/k/pin", {"pin": "0000"}, other_tablet(pages)).status_code == 200


def other_tablet(pages: Pages) -> str:
    """The token of another tablet, paired as staff do."""
    world = pages.world
    with world.store.session() as session:
        device = add_device(session, world.centre_id, "Tablet 2")
        code = offer_pairing(session, device.id, NOW.replace(hour=13))
    paired = pages.client.post("/k/pair", json={"code": code})
    assert paired.status_code == 201
    assert paired.get_json()["has_pin"] is False
    assert paired.get_json()["device"] == device.id
    return str(paired.get_json()["token"])


def test_what_cannot_be_read_is_refused_and_counts_for_nothing(pages: Pages) -> None:
    set_a_pin(pages)
    pins: list[Any] = [{}, [], {"pin": 2468}, {"pin": None}, "2468", None]
    for body in pins:
        assert ask(pages, "/k/pin", body).status_code == 400
    for body in ({}, {"unit": "1"}, {"unit": True}, {"unit": 0}, {"unit": 2**31}, {"unit": 1.5}):
        assert ask(pages, "/k/unit", body).status_code == 400
    assert ask(pages, "/k/pin", {"pin": "2468"}).get_json() == {"fits": True}


def test_a_links_code_opens_no_corner(pages: Pages) -> None:
    code = pages.world.link_code
    for path, body in (("/k/pin", {"pin": "1"}), ("/k/unit", {"unit": None}), ("/k/unpair", {})):
        assert ask(pages, path, body, code).status_code == 401
        assert ask(pages, path, body, "t-nonsense").status_code == 401


def test_the_tablet_is_told_what_its_corner_shows(pages: Pages) -> None:
    told = staff(pages)
    assert told["pin"] is None
    assert told["version"] == version()
    assert [unit["name"] for unit in told["units"]] == ["Eg", "Birk"]
    set_a_pin(pages)
    pin = staff(pages)["pin"]
    assert set(pin) == {"slowness", "salt", "hash"}
    assert "2468" not in pin.values()


def test_a_tablet_is_moved_to_a_unit_of_its_own_centre(pages: Pages) -> None:
    unit = staff(pages)["units"][1]["id"]
    assert ask(pages, "/k/unit", {"unit": unit}).get_json() == {
        "centre": "Solsikken",
        "unit": "Birk",
    }
    assert staff(pages)["unit"] == unit
    with pages.world.store.session() as session:
        strange = add_centre(session, "Lindehuset", ["Have"]).id
        (have,) = (one.id for one in units_of(session, strange))
    refused = ask(pages, "/k/unit", {"unit": have})
    assert (refused.status_code, refused.get_json()["error"]) == (404, "unknown_unit")
    assert ask(pages, "/k/unit", {"unit": None}).get_json()["unit"] is None


def test_an_unpaired_tablet_must_be_paired_again(pages: Pages) -> None:
    assert ask(pages, "/k/unpair", {}).status_code == 204
    assert ask(pages, "/k/unpair", {}).status_code == 401


def test_the_page_is_an_app(pages: Pages) -> None:
    assert 'rel="manifest" href="/k/manifest.webmanifest"' in pages.open("/k/")
    assert "manifest-src 'self'" in POLICY
    answer = pages.client.get("/k/manifest.webmanifest?lang=en")
    assert answer.mimetype == "application/manifest+json"
    told = answer.get_json()
    assert (told["lang"], told["dir"], told["start_url"]) == ("en", "ltr", "/k/")
    assert told["display"] == "fullscreen"
    assert (told["background_color"], told["theme_color"]) == ("#faf6ee", "#0b4753")
    for icon in told["icons"]:
        picture = pages.client.get(icon["src"])
        assert (picture.status_code, picture.mimetype) == (200, icon["type"])
        if icon["type"] == "image/png":
            width = int.from_bytes(picture.data[16:20], "big")
            assert icon["sizes"] == f"{width}x{width}"

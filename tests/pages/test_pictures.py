"""Pictures beside answers: off unless switched on, never without words, and credited."""

from __future__ import annotations

import re
from typing import Any

import pytest

from survey.pages.assets import read_names
from survey.pages.document import render_document
from survey.questionnaire.library import library
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.pictures import PICTURES, asset_name
from survey.questionnaire.versions import freeze
from survey.store.setup_queries import Asking, add_link, add_round
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.visiting import Pages
from tests.world import World

IMAGE = re.compile(r"<img [^>]*>")
TILE = re.compile(r'<label class="tile[^>]*>.*?</label>', re.DOTALL)


def pictured(**facts: Any) -> Questionnaire:
    """The library's needs questionnaire with its pictures, and a question that has one."""
    garden = {
        "key": "garden",
        "kind": "yes_no",
        "text": {"da": "Vil du mere ud?", "en": "Out more?"},
        "picture": "garden",
        "picture_text": {"da": "En spire", "en": "A sprout"},
    }
    whole = library()["needs_before"].model_dump(mode="json", exclude_defaults=True)
    whole["questions"].append(garden)
    return Questionnaire.model_validate(whole | {"pictures": True} | facts)


def document(pages: Pages, asked: Questionnaire) -> str:
    with pages.client.application.test_request_context():
        return render_document(asked, "f" * 64, "da", Perspective.SELF)


def test_pictures_stay_off_unless_switched_on(pages: Pages) -> None:
    assert IMAGE.findall(document(pages, pictured(pictures=False))) == []
    assert len(IMAGE.findall(document(pages, pictured()))) > 10
    assert [name for name, one in library().items() if one.pictures] == []


def test_a_picture_never_stands_without_its_words(pages: Pages) -> None:
    html = document(pages, pictured())
    tiles = [tile for tile in TILE.findall(html) if "<img" in tile]
    assert len(tiles) > 10
    for tile in tiles:
        assert 'alt=""' in tile, "it would be read twice"
        assert re.search(r"<span>\s*\w+.*</span>", tile, re.DOTALL)
    assert 'class="illustration"' in html
    assert 'alt="En spire"' in html


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_comes_along(pages: Pages, picture: str) -> None:
    drawn = pages.client.get(f"/static/{read_names()[asset_name(picture)]}")
    assert (drawn.status_code, drawn.mimetype) == (200, "image/svg+xml")
    assert drawn.data.startswith(b"<svg ")
    assert b"#000" in drawn.data, "it has lines"
    assert b"OpenMoji" in drawn.data, "its credit goes with it"


def test_a_picture_that_is_gone_leaves_the_words(pages: Pages) -> None:
    """A frozen version may name a picture that a later release no longer brings along."""
    whole = pictured().model_dump(mode="json")
    whole["questions"][-1]["picture"] = "no_longer_there"
    html = document(pages, Questionnaire.model_validate(whole))
    assert "Vil du mere ud?" in html
    assert 'class="illustration"' not in html


CREDIT = "Billederne er fra OpenMoji (CC BY-SA 4.0)."


def test_what_the_pictures_are_taken_from_is_told(pages: Pages) -> None:
    assert CREDIT not in pages.open(f"/s/{pages.world.link_code}")
    assert CREDIT in pages.open(f"/s/{_link(pages.world, pictured())}")


def _link(world: World, asked: Questionnaire) -> str:
    """A relative's link to a round that asks this."""
    version, _ = store_version(world.store, freeze(asked), world.today)
    voices = {Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    asking = Asking(version.id, voices, world.today, world.today)
    with world.store.session() as session:
        round_ = add_round(session, asking, [world.centre_id])
        return add_link(session, round_.id, world.centre_id, Voice.RELATIVE)

"""Uploaded pictures: asked for by hash, kept for good, and refused in forms in plain words."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Form

from admin.picture_field import MANY_PIXELS, NO_PICTURE, PICTURE_IS_LARGE, PictureField
from survey.images import keep_image, ready_image
from survey.services import NAME, Services
from tests.core.test_images import claimed, drawn, saved
from tests.visiting import Pages


class OnePicture(Form):
    """A form of one picture."""

    picture = PictureField()


def services_of(pages: Pages) -> Services:
    """The parts of the instance that is visited."""
    return cast(Services, pages.client.application.extensions[NAME])


def filled(content: bytes, name: str = "billede.jpg") -> OnePicture:
    """The form, with this file chosen."""
    return OnePicture(MultiDict({"picture": FileStorage(BytesIO(content), name)}))


def test_a_picture_is_shown_to_anyone_who_knows_its_hash(pages: Pages) -> None:
    ready = ready_image(saved(drawn()))
    kept = keep_image(services_of(pages).settings.instance, ready)
    answer = pages.client.get(f"/images/{kept}")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.data == ready.content
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["f" * 64, "lydhoer.db", "..%2flydhoer.db"])
def test_nothing_else_is_there(pages: Pages, name: str) -> None:
    assert pages.client.get(f"/images/{name}").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", NO_PICTURE),
        (claimed(9000, 9000), MANY_PIXELS),
        (saved(drawn()) + bytes(200 * 1024 * 1024), PICTURE_IS_LARGE),
    ],
    ids=["pdf", "bomb", "200-mb"],
)
def test_a_form_says_what_is_wrong_with_a_picture(content: bytes, told: str) -> None:
    form = filled(content)
    with Flask("here").test_request_context():
        assert not form.validate()
    assert form.errors == {"picture": [told]}


def test_a_form_hands_over_a_picture_made_anew() -> None:
    form = filled(saved(drawn((2400, 1200))), "hvad-som-helst.exe")
    with Flask("here").test_request_context():
        assert form.validate()
    assert form.picture.ready
    assert form.picture.ready.width == 1200

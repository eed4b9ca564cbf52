"""The picture of whoever signs a promise: uploaded, made anew without its traces, shown in public."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from survey.store.action_queries import find_action
from tests.core.test_images import with_whereabouts
from tests.pages.test_staff_actions import LIST, NEW, hidden, sent, written
from tests.visiting import Pages

TELLS = b"her room"


@pytest.fixture
def inside(pages: Pages) -> Pages:
    pages.sign_in()
    return pages


def upload(content: bytes, name: str = "leder.jpg") -> FileStorage:
    return FileStorage(BytesIO(content), filename=name)


def signed_with(pages: Pages) -> str | None:
    with pages.world.store.read() as connection:
        found = find_action(connection, 1)
    assert found
    return found.promise.signed.picture


def shown(pages: Pages) -> str:
    """The address of the picture on the public page."""
    html = pages.open(f"/svar/{pages.world.centre_id}")
    found = re.search(rf'<img[^>]* src="([^"]*{signed_with(pages)}[^"]*)"', html)
    assert found, html
    return found[1]


def test_it_is_shown_in_public_without_what_it_told(inside: Pages) -> None:
    content = with_whereabouts()
    assert TELLS in content
    assert dict(Image.open(BytesIO(content)).getexif())
    sent(inside, NEW, {**written(inside.world), "picture": upload(content)})  # type: ignore[dict-item]
    visitor = inside.client.application.test_client()
    answer = visitor.get(shown(inside))
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert TELLS not in answer.data
    assert dict(Image.open(BytesIO(answer.data)).getexif()) == {}


def test_it_stays_when_the_promise_is_changed_and_can_be_left_out(inside: Pages) -> None:
    sent(inside, NEW, {**written(inside.world), "picture": upload(with_whereabouts())})  # type: ignore[dict-item]
    before = signed_with(inside)
    assert before
    path = f"{LIST}1/change"
    sent(inside, path, written(inside.world, said_da="Vi savner musik."))
    assert signed_with(inside) == before
    sent(inside, path, written(inside.world, without_picture="y"))
    assert signed_with(inside) is None
    assert before not in inside.open(f"/svar/{inside.world.centre_id}")


def test_what_is_no_picture_is_told_and_nothing_is_saved(inside: Pages) -> None:
    form = {**written(inside.world), **hidden(inside, NEW), "picture": upload(b"%PDF-1.7")}
    answer = inside.client.post(f"{NEW}?lang=en", data=form)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "This is no picture that can be shown." in html
    assert "Et kor kommer i maj." in html, "what was written stays"
    assert "Nothing has been promised yet." in inside.open(f"{LIST}?lang=en")

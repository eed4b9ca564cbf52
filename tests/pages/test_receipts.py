"""The receipt code on the page behind a link without JavaScript; with it, see tests/journeys."""

from __future__ import annotations

import re

from sqlalchemy import select, update

from survey.intake.receipts import id_of
from survey.store.tables import Response, Round
from tests.pages.test_link_pages import FORM, start
from tests.visiting import Pages
from tests.world import make_codes

CODE = re.compile(r'data-slot="receipt" dir="ltr">([0-9A-Z-]{34})<')


def offer(pages: Pages) -> None:
    with pages.world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))


def test_the_thanks_show_the_code_of_the_answer(pages: Pages) -> None:
    offer(pages)
    html = pages.post(start(pages), FORM, 200)
    assert "Tak for dine svar" in html
    (code,) = CODE.findall(html)
    with pages.world.store.read() as connection:
        assert list(connection.scalars(select(Response.id))) == [id_of(code)]


def test_sent_again_it_is_one_answer_with_the_same_code(pages: Pages) -> None:
    offer(pages)
    address = start(pages)
    assert len({CODE.findall(pages.post(address, FORM, 200))[0] for _ in range(3)}) == 1
    with pages.world.store.read() as connection:
        assert len(list(connection.scalars(select(Response.id)))) == 1


def test_a_personal_link_shows_it_once(pages: Pages) -> None:
    offer(pages)
    (code,) = make_codes(pages.world, 1)
    html = pages.post(start(pages, code), FORM, 200)
    assert CODE.findall(html)
    assert "Det kan ikke ses, hvilke svar der er dine." in html
    assert not CODE.findall(pages.open(f"/s/{code}/thanks"))


def test_the_thanks_speak_the_language_of_the_form(pages: Pages) -> None:
    offer(pages)
    address = start(pages).replace("/da/", "/en/")
    headers = {"Accept-Language": "da"}
    html = pages.look(pages.client.post(address, data=FORM, headers=headers), 200)
    assert 'lang="en"' in html
    assert "Your receipt code:" in html


def test_the_code_is_kept_nowhere_by_the_browser(pages: Pages) -> None:
    offer(pages)
    answer = pages.client.post(start(pages), data=FORM)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Location" not in answer.headers


def test_a_round_without_receipts_shows_none(pages: Pages) -> None:
    assert 'name="receipt"' not in pages.open(f"/s/{pages.world.link_code}")
    answered = pages.client.post(start(pages), data=FORM)
    assert answered.status_code == 303
    assert not CODE.findall(pages.open(answered.location))

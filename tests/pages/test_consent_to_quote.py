"""The consent to be quoted: said by whoever wrote, in each channel; silence is no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from survey.intake.again import try_again
from survey.store.tables import FreeText, Quarantine, Round
from tests.pages.test_link_pages import FORM, start
from tests.visiting import Pages
from tests.world import EVERY_ANSWER, World, relatives_answer

ID = "0123456789abcdef" * 2
TICK = "q.matters.may_quote"


def said(world: World, **given: Any) -> dict[str, Any]:
    return {**EVERY_ANSWER, "matters": {"status": "answered", "value": "Sang", **given}}


def consent(world: World) -> list[bool]:
    with world.store.read() as connection:
        return list(connection.scalars(select(FreeText.may_quote)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, False),
        ({"may_quote": None}, False),
        ({"may_quote": False}, False),
        ({"may_quote": True}, True),
    ],
)
def test_only_a_yes_is_a_yes(world: World, given: dict[str, Any], kept: bool) -> None:
    world.deliver(world.submission(answers=said(world, **given)), ID)
    assert consent(world) == [kept]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("again", {"status": "answered", "value": "yes", "may_quote": True}),
        ("matters", {"status": "skipped", "may_quote": True}),
        ("matters", {"status": "answered", "value": "Sang", "may_quote": "maybe"}),
    ],
)
def test_consent_to_nothing_is_kept_aside(
    world: World, question: str, answer: dict[str, Any]
) -> None:
    answers = {**EVERY_ANSWER, question: answer}
    assert world.deliver(world.submission(answers=answers), ID).result == "quarantined"
    with world.store.read() as connection:
        assert connection.scalar(select(Quarantine.reason)) in ("wrong_value", "envelope")


def test_through_a_link(world: World) -> None:
    answers = said(world, may_quote=True)
    world.deliver(relatives_answer(world, answers=answers), ID, world.link_code)
    assert consent(world) == [True]


def test_in_a_form_without_script_nothing_is_ticked_before(pages: Pages) -> None:
    html = pages.open(start(pages))
    tick = html.split(f'name="{TICK}"')[1].split(">")[0]
    assert "checked" not in tick
    assert 'type="checkbox"' in html.split(f'name="{TICK}"')[0][-40:]


@pytest.mark.parametrize("ticked", [True, False])
def test_in_a_form_without_script(pages: Pages, ticked: bool) -> None:
    form = {**FORM, **({TICK: "yes"} if ticked else {})}
    assert pages.client.post(start(pages), data=form).status_code == 303
    assert consent(pages.world) == [ticked]


def test_a_tick_without_words_says_nothing(pages: Pages) -> None:
    assert pages.client.post(start(pages), data={TICK: "yes"}).status_code == 303
    assert consent(pages.world) == []


def test_a_form_that_comes_back_keeps_the_tick(pages: Pages) -> None:
    html = pages.post(start(pages), {**FORM, TICK: "yes", "q.visits": "x"}, 400)
    assert "checked" in html.split(f'name="{TICK}"')[1].split(">")[0]


def test_what_is_tried_again_keeps_it(world: World) -> None:
    day = world.today + timedelta(days=20)
    answers = said(world, may_quote=True)
    late = world.submission(day=day.isoformat(), answers=answers)
    assert world.deliver_on(day, late, ID).reason == "after_closing"
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=day))
    assert len(list(try_again(world.intake))) == 1
    assert consent(world) == [True]


def test_words_are_known_by_a_number_of_their_own(world: World) -> None:
    """The id of the response is what a receipt code stands for; staff are not to see it."""
    world.deliver(world.submission(), ID)
    with world.store.read() as connection:
        row = connection.execute(select(FreeText.comment_id, FreeText.response_id)).one()
    assert len(row.comment_id) == 32
    assert row.comment_id != row.response_id

"""Before and after a promise: each voice's numbers of two rounds beside each other, or a break."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from survey.actions import ActionState, Origin, Outcome, Place, Promise
from survey.asked_again import helped_key, with_question
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.rounds import Days
from survey.store.action_queries import add_action, find_action, settle_action
from survey.store.engine import Store
from survey.store.round_edit_queries import make_round
from survey.store.tables import Round
from survey.store.versions import KnownVersion, store_version
from tests.pages.test_report_page import CLAIMS
from tests.planning import plan_of
from tests.visiting import Pages
from tests.world import EVERY_ANSWER, World

WHO = {"voice": "resident", "perspective": "self", "mode": "alone", "helper": None}
HELPED_WHO = {**WHO, "mode": "read_by", "helper": "volunteer"}
TEXTS = {"da": "Vi savner sang.", "en": "We miss singing."}


@pytest.fixture
def staff(pages: Pages) -> Pages:
    pages.sign_in()
    return pages


def answered(
    world: World, version: KnownVersion, round_id: int, needs: dict[str, int], **more: Any
) -> None:
    """So many residents chose each need."""
    for need, n in needs.items():
        answers = {**EVERY_ANSWER, "needs": {"status": "answered", "value": [need]}, **more}
        for _ in range(n):
            sent_in = world.submission(
                round=round_id, version=version.hash, answers=answers, respondent=WHO
            )
            receipt = world.deliver(sent_in)
            assert receipt.result == "stored", receipt


def moved(store: Store, round_id: int, opens_on: date, closes_on: date) -> None:
    with store.write() as connection:
        days = {"opens_on": opens_on, "closes_on": closes_on}
        connection.execute(update(Round).where(Round.id == round_id).values(**days))


def begun(world: World, needs: dict[str, int], question: str = "needs") -> int:
    """A round that is over, and a promise that came of it."""
    answered(world, world.version, world.round_id, needs)
    moved(world.store, world.round_id, world.today - timedelta(60), world.today - timedelta(40))
    promise = Promise(Place(world.centre_id), TEXTS, TEXTS, "Anna", None, True)
    id_ = add_action(world.store, promise, world.today, Origin(world.round_id, question))
    settle_action(world.store, id_, 1, Outcome(ActionState.DONE, TEXTS, world.today))
    return id_


def once_more(
    world: World, needs: dict[str, int], version: KnownVersion | None = None, **more: Any
) -> int:
    """A later round, asked and closed."""
    asks = version or world.version
    days = Days(world.today - timedelta(2), world.today + timedelta(9))
    round_id = make_round(world.store, plan_of(world, version_id=asks.id, days=days))
    answered(world, asks, round_id, needs, **more)
    moved(world.store, round_id, world.today - timedelta(2), world.today - timedelta(1))
    return round_id


def page(pages: Pages, action_id: int, language: str = "en") -> str:
    html = pages.open(f"/admin/actions/{action_id}?lang={language}")
    return re.sub(r"\s+", " ", html)


def row(html: str, label: str) -> list[str]:
    """What is said of an answer where two rounds are held together: the numbers, how far apart."""
    (lines,) = re.findall(r'<ul class="beside-answers">.*?</ul>', html)
    found = re.search(rf"<strong>{label}</strong>(.*?)</li>", lines)
    assert found, lines
    return [one.strip() for one in re.findall(r"<span>(.*?)</span>", found.group(1))]


def test_two_rounds_far_apart_are_told_without_a_cause(staff: Pages) -> None:
    id_ = begun(staff.world, {"music": 18, "walks": 2})
    once_more(staff.world, {"music": 6, "walks": 14})
    html = page(staff, id_)
    assert row(html, "Music") == [
        "First: 18 of 20. Later: 6 of 20.",
        "Between 30 and 78 percentage points apart. "
        "We cannot know whether the promise is the reason.",
    ]
    assert row(html, "Nothing")[1] == "No sure difference."


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_claims_a_change_or_a_cause(staff: Pages, language: str) -> None:
    id_ = begun(staff.world, {"music": 18, "walks": 2})
    once_more(staff.world, {"music": 6, "walks": 14})
    said = re.sub(r"<[^>]+>", " ", page(staff, id_, language))
    assert not re.search(rf"\b({CLAIMS[language]})\b", said, re.IGNORECASE)
    if language == "da":
        assert "Vi kan ikke vide, om løftet er grunden." in said
        assert "Ingen sikker forskel." in said


@pytest.mark.parametrize(("later", "told"), [(9, "Too few to hold"), (10, "No sure difference.")])
def test_fewer_than_ten_are_not_held_against_each_other(
    staff: Pages, later: int, told: str
) -> None:
    id_ = begun(staff.world, {"music": 12})
    once_more(staff.world, {"music": later})
    assert told in row(page(staff, id_), "Music")[1]


def test_a_small_group_is_hidden_and_held_against_nothing(staff: Pages) -> None:
    id_ = begun(staff.world, {"music": 12})
    once_more(staff.world, {"music": 4})
    html = page(staff, id_)
    assert "Fewer than 5 have answered." in html
    assert "4 of 4" not in html
    assert "beside" not in html.partition('id="before-after"')[2].partition("<footer")[0]


def test_a_sensitive_question_is_banded_in_both(staff: Pages) -> None:
    id_ = begun(staff.world, {"music": 12}, "again")
    once_more(staff.world, {"music": 12})
    numbers, said = row(page(staff, id_), "Yes")
    assert numbers == "First: more than 7 of 12. Later: more than 7 of 12."
    assert said == "Not held against each other: the numbers are not shown exactly."


def test_other_words_are_a_break(staff: Pages) -> None:
    id_ = begun(staff.world, {"music": 18, "walks": 2})
    asked = staff.world.version.questionnaire.model_dump()
    (needs,) = [one for one in asked["questions"] if one["key"] == "needs"]
    needs["options"] = [one for one in needs["options"] if one["key"] != "company"]
    newer = freeze(Questionnaire.model_validate(asked))
    version, _ = store_version(staff.world.store, newer, staff.world.today)
    once_more(staff.world, {"music": 6, "walks": 14}, version)
    html = page(staff, id_)
    assert "The two rounds cannot be held against each other." in html
    assert "The question or its answers were changed between the rounds." in html
    assert "beside-answers" not in html
    assert "6 of 20" in html, "each round still stands by itself"


def test_whether_it_helped_is_held_against_the_first_time_it_was_asked(staff: Pages) -> None:
    world = staff.world
    id_ = begun(world, {"music": 18, "walks": 2})
    with world.store.read() as connection:
        action = find_action(connection, id_)
    assert action
    longer = freeze(with_question(world.version.questionnaire, action))
    version, _ = store_version(world.store, longer, world.today, made_of=world.version)
    helped = {helped_key(id_): {"status": "answered", "value": "yes"}}
    first = once_more(world, {"music": 20}, version, **helped)
    moved(world.store, first, world.today - timedelta(30), world.today - timedelta(20))
    html = page(staff, id_)
    assert html.count("beside-answers") == 1, "the question it came from; nobody asked before it"
    helped = {helped_key(id_): {"status": "answered", "value": "no"}}
    once_more(world, {"music": 20}, version, **helped)
    html = page(staff, id_)
    assert html.count("beside-answers") == 3
    assert "First: 20 of 20. Later: 0 of 20." in html


def test_help_that_moved_is_a_break(staff: Pages) -> None:
    world = staff.world
    id_ = begun(world, {"music": 12})
    later = once_more(world, {"music": 12})
    moved(world.store, later, world.today - timedelta(2), world.today)
    for _ in range(12):
        receipt = world.deliver(world.submission(round=later, respondent=HELPED_WHO))
        assert receipt.result == "stored", receipt
    moved(world.store, later, world.today - timedelta(2), world.today - timedelta(1))
    html = page(staff, id_)
    assert "had help to answer than in the round before" in html
    assert "beside-answers" not in html

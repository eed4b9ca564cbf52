"""The form of a round offers the promises that wait, and asks about those that stay ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from survey.actions import Place, Promise
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.services import NAME
from survey.store.action_queries import (
    add_action,
    ask_in_the_next_round,
    change_action,
    find_action,
)
from survey.store.offer_queries import newest_published
from survey.store.setup_queries import add_centre
from survey.store.tables import Version
from survey.store.versions import store_version
from tests.drafting import Desk
from tests.planning import kept
from tests.statements import counted
from tests.visiting import Pages
from tests.world import World

NEW = "/admin/rounds/new?use=every_kind"
TEXTS = {"da": "Vi savner sang.", "en": "We miss singing."}


@pytest.fixture
def staff(pages: Pages) -> Pages:
    pages.sign_in()
    return pages


def waiting(world: World, centre_id: int | None = None, **texts: str) -> int:
    """A promise that waits for the next round."""
    said = texts or TEXTS
    place = Place(centre_id or world.centre_id)
    id_ = add_action(world.store, Promise(place, said, said, "Anna", None, True), world.today)
    ask_in_the_next_round(world.store, id_, wanted=True)
    return id_


def waits(world: World, action_id: int) -> bool:
    with world.store.read() as connection:
        found = find_action(connection, action_id)
    assert found
    return found.asks_again


def filled(world: World, ticked: list[int], **changes: Any) -> dict[str, Any]:
    return {
        "centres": [str(world.centre_id)],
        "voices": ["resident:self"],
        "opens_on": "2027-01-04",
        "closes_on": "2027-01-24",
        "keeps_days": "730",
        "asks_again": [str(one) for one in ticked],
        **changes,
    }


def made(pages: Pages, form: Mapping[str, Any], path: str = NEW, revision: str = "0") -> int:
    answer = pages.client.post(path, data={**pages.csrf(path), "revision": revision, **form})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return int(str(answer.location).rsplit("/", 1)[1])


def asks(world: World, round_id: int) -> list[str]:
    hash_ = kept(world, round_id).version_hash
    found = world.versions.get(hash_).questionnaire.questions
    return [one.key for one in found if one.key.startswith("helped_action_")]


def test_what_waits_is_ticked_already_and_asked(staff: Pages) -> None:
    id_ = waiting(staff.world)
    html = staff.open(NEW)
    assert f'name="asks_again" type="checkbox" value="{id_}" checked' in html
    assert "Vi savner sang. – Solsikken" in html
    round_id = made(staff, filled(staff.world, [id_]))
    assert asks(staff.world, round_id) == [f"helped_action_{id_}"]
    assert not waits(staff.world, id_)
    assert 'name="asks_again"' not in staff.open(NEW), "it has found its round"


def test_the_next_round_elsewhere_asks_nothing_of_it(staff: Pages) -> None:
    id_ = waiting(staff.world)
    made(staff, filled(staff.world, [id_]))
    assert asks(staff.world, made(staff, filled(staff.world, []))) == []
    with staff.world.store.read() as connection:
        assert newest_published(connection)["every_kind"].version_id == staff.world.version.id


def test_without_the_tick_it_goes_on_waiting(staff: Pages) -> None:
    id_ = waiting(staff.world)
    round_id = made(staff, filled(staff.world, []))
    assert kept(staff.world, round_id).plan.version_id == staff.world.version.id
    assert waits(staff.world, id_)


def test_a_tick_taken_away_stays_away_when_the_form_comes_back(staff: Pages) -> None:
    id_ = waiting(staff.world)
    faulty = {**staff.csrf(NEW), "revision": "0", **filled(staff.world, [], centres=[])}
    html = staff.post(NEW, faulty, 400)
    assert f'type="checkbox" value="{id_}">' in html


def test_it_is_asked_about_only_where_it_belongs(staff: Pages) -> None:
    with staff.world.store.session() as session:
        other = add_centre(session, "Åhaven").id
    here, there = waiting(staff.world), waiting(staff.world, other)
    round_id = made(staff, filled(staff.world, [here, there]))
    assert asks(staff.world, round_id) == [f"helped_action_{here}"]
    assert waits(staff.world, there)


def test_two_are_asked_about_in_one_edition(staff: Pages) -> None:
    ids = [waiting(staff.world), waiting(staff.world)]
    round_id = made(staff, filled(staff.world, ids))
    assert sorted(asks(staff.world, round_id)) == [f"helped_action_{id_}" for id_ in ids]


def test_a_language_it_lacks_is_told_at_the_field(staff: Pages) -> None:
    id_ = waiting(staff.world, da="Vi savner sang.")
    form = {**staff.csrf(NEW), "revision": "0", **filled(staff.world, [id_])}
    html = staff.post(f"{NEW}&lang=en", form, 400)
    assert html.count("The round asks in English too") == 2, "in the summary and at the field"
    assert '<a href="#asks_again">' in html
    assert waits(staff.world, id_)


def test_one_that_is_not_offered_is_refused(staff: Pages) -> None:
    form = {**staff.csrf(NEW), "revision": "0", **filled(staff.world, [999])}
    html = staff.post(f"{NEW}&lang=en", form, 400)
    assert "one of them is not there any more" in html


def test_a_planned_round_takes_it_in_and_lets_it_go(staff: Pages) -> None:
    world = staff.world
    round_id = made(staff, filled(world, []))
    id_ = waiting(world)
    path = f"/admin/rounds/{round_id}/change"
    assert f'value="{id_}">' in staff.open(path), "offered, and not ticked"
    made(staff, filled(world, [id_]), path, "1")
    assert asks(world, round_id) == [f"helped_action_{id_}"]
    assert not waits(world, id_)
    assert f'value="{id_}" checked>' in staff.open(path)
    made(staff, filled(world, []), path, "2")
    assert kept(world, round_id).plan.version_id == world.version.id
    assert waits(world, id_), "it is offered to the next round"


def test_what_stays_ticked_stays_in_its_words(staff: Pages) -> None:
    world = staff.world
    id_ = waiting(world)
    round_id = made(staff, filled(world, [id_]))
    before = kept(world, round_id).plan.version_id
    made(
        staff, filled(world, [id_], closes_on="2027-01-30"), f"/admin/rounds/{round_id}/change", "1"
    )
    assert kept(world, round_id).plan.version_id == before


def test_a_pulse_is_offered_nothing(staff: Pages) -> None:
    waiting(staff.world)
    html = staff.open("/admin/rounds/new?use=volunteer_visit")
    assert 'name="opens_on"' in html
    assert 'name="asks_again"' not in html


def test_the_form_costs_the_same_however_many_wait(staff: Pages) -> None:
    store = staff.client.application.extensions[NAME].store
    waiting(staff.world)
    with counted(store) as few:
        staff.open(NEW)
    for _ in range(30):
        waiting(staff.world)
    with counted(store) as many:
        html = staff.open(NEW)
    assert len(few) == len(many) <= 12
    assert html.count('name="asks_again"') == 20


def newer_edition(world: World) -> int:
    """The world's questionnaire with another title, published."""
    before = world.version.questionnaire
    titled = before.model_dump(mode="json") | {"title": {"da": "Nyere", "en": "Newer"}}
    newer = freeze(Questionnaire.model_validate(titled))
    version, _ = store_version(world.store, newer, world.today)
    return version.id


def test_a_round_that_goes_over_to_a_newer_edition_still_asks(staff: Pages) -> None:
    world = staff.world
    id_ = waiting(world)
    round_id = made(staff, filled(world, [id_]))
    before = kept(world, round_id).plan.version_id
    page = f"/admin/rounds/{round_id}"
    newer = newer_edition(world)
    staff.client.post(f"{page}/edition?to={newer}", data=staff.csrf(page))
    now = kept(world, round_id)
    assert "Nyere" in world.versions.get(now.version_hash).questionnaire.model_dump_json()
    assert asks(world, round_id) == [f"helped_action_{id_}"]
    assert f"to={newer}" not in staff.open(page), "it asks the newest one now"
    staff.client.post(f"{page}/edition?to={before}", data=staff.csrf(page))
    assert kept(world, round_id).plan.version_id == before, "back to how it was"


def test_going_over_needs_the_promise_in_every_language_asked(staff: Pages) -> None:
    world = staff.world
    id_ = waiting(world)
    round_id = made(staff, filled(world, [id_]))
    before = kept(world, round_id).plan.version_id
    only = {"da": "Vi savner sang."}
    change_action(world.store, id_, 1, Promise(Place(world.centre_id), only, only, "", None, True))
    page = f"/admin/rounds/{round_id}"
    target = f"{page}/edition?to={newer_edition(world)}&lang=en"
    answer = staff.client.post(target, data=staff.csrf(page), follow_redirects=True)
    assert "The round asks in English too" in answer.get_data(as_text=True)
    assert kept(world, round_id).plan.version_id == before


def test_a_published_draft_leaves_the_question_in_the_rounds_that_go_over(staff: Pages) -> None:
    world, desk = staff.world, Desk(staff)
    id_ = waiting(world)
    round_id = made(staff, filled(world, [id_]))
    draft = desk.begin(f"version:{world.version.id}")
    desk.save(f"{draft}/questions/2", {"text.self.da": "Hvad fylder mest?"})
    desk.press(f"{draft}/publish", **desk.seen(draft))
    answer = desk.press(f"{draft}/rounds", round=[str(round_id)])
    told = staff.open(answer.location)
    own, published = newest_numbers(world)
    assert f"spørger den med udgave {own}, som er udgave {published} med de spørgsmål" in told
    assert f"de runder, du valgte, med udgave {published}" not in told
    asked = world.versions.get(kept(world, round_id).version_hash).questionnaire
    assert "Hvad fylder mest?" in asked.model_dump_json()
    assert asks(world, round_id) == [f"helped_action_{id_}"]


def newest_numbers(world: World) -> tuple[int, int]:
    """The two newest editions of the world's questionnaire, the newest first."""
    wanted = select(Version.number).where(
        Version.questionnaire_key == world.version.questionnaire.key
    )
    with world.store.read() as connection:
        newest, before, *_ = connection.scalars(wanted.order_by(Version.number.desc()).limit(2))
    return newest, before

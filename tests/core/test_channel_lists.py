"""Links and tablets as the staff list and change them, on each database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from survey.channels import ChannelKind, new_code
from survey.staff import EVERYWHERE, Reach
from survey.store.channel_queries import pair, revoke
from survey.store.device_queries import (
    Pairing,
    change_device,
    find_seen,
    gaps_told,
    move_device,
    pairing_of,
    remove_new_device,
)
from survey.store.ledger_queries import all_tablets, find_tablet, report_gaps
from survey.store.link_queries import (
    Wanted,
    change_link,
    end_link,
    find_asking,
    link_of_code,
    restore_link,
    some_links,
)
from survey.store.setup_queries import (
    add_centre,
    add_codes,
    add_device,
    add_link,
    offer_pairing,
)
from survey.store.spot_queries import spots_of_round, spots_within
from survey.voices import Voice
from tests.pages.test_staff_tablets import tell
from tests.world import NOW, World, make_codes, relatives_answer


def labels(world: World, wanted: Wanted, skipped: int = 0, most: int = 25) -> list[str]:
    with world.store.read() as connection:
        links, _ = some_links(connection, wanted, skipped, most)
    return [one.label for one in links]


def add_labelled(world: World, *names: str) -> None:
    with world.store.session() as session:
        for name in names:
            add_link(session, world.round_id, world.centre_id, Voice.RELATIVE, label=name)


def test_links_are_found_by_label_place_and_voice(world: World) -> None:
    add_labelled(world, "Elevator", "100%", "a_b")
    assert labels(world, Wanted(EVERYWHERE)) == ["a_b", "100%", "Elevator", ""]
    assert labels(world, Wanted(EVERYWHERE, word="eleva")) == ["Elevator"]
    assert labels(world, Wanted(EVERYWHERE, word="%")) == ["100%"]
    assert labels(world, Wanted(EVERYWHERE, word="_")) == ["a_b"]
    assert len(labels(world, Wanted(EVERYWHERE, word="SOLSIKKEN"))) == 4
    assert len(labels(world, Wanted(EVERYWHERE, word="x", voices=[Voice.RELATIVE]))) == 4
    assert labels(world, Wanted(EVERYWHERE, round_id=999)) == []
    assert labels(world, Wanted(Reach(centres=frozenset({999})))) == []
    assert labels(world, Wanted(Reach(initiatives=frozenset({1})))) == []
    assert labels(world, Wanted(EVERYWHERE), skipped=1, most=2) == ["100%", "Elevator"]


def test_codes_and_answers_are_counted(world: World) -> None:
    code, *_ = make_codes(world, 3)
    world.deliver(relatives_answer(world), token=code)
    with world.store.read() as connection:
        (personal, _), total = some_links(connection, Wanted(EVERYWHERE), 0, 25)
    assert (total, personal.is_personal) == (2, True)
    assert (personal.made, personal.used) == (3, 1)


def test_a_link_is_found_by_the_code_it_was_made_with(world: World) -> None:
    with world.store.read() as connection:
        found = link_of_code(connection, world.link_code)
        assert link_of_code(connection, new_code()) is None
        asking = find_asking(connection, world.round_id)
        assert find_asking(connection, 999) is None
    assert found
    assert asking
    assert (found.place, found.title.say("da")) == ("Solsikken", "Alle slags")
    assert asking.voices == (Voice.RESIDENT, Voice.RELATIVE)


def test_a_link_works_within_its_days_and_until_it_is_closed(world: World) -> None:
    def works(days: int = 0) -> bool:
        with world.store.read() as connection:
            found = link_of_code(connection, world.link_code)
        assert found
        return found.works(world.today + timedelta(days=days))

    assert [works(days) for days in (-1, 0, 14, 15)] == [False, True, True, False]
    with world.store.write() as connection:
        end_link(connection, 1, world.today + timedelta(days=3))
        end_link(connection, 1, world.today + timedelta(days=5))
    assert [works(days) for days in (3, 4)] == [True, False], "the sooner end stays"
    revoke(world.store, ChannelKind.LINK, 1, world.today)
    assert not works()
    restore_link(world.store, 1)
    assert works()


def test_a_change_of_an_older_link_is_not_saved(world: World) -> None:
    assert change_link(world.store, 1, 1, "First", None)
    assert not change_link(world.store, 1, 1, "Second", world.today)
    assert labels(world, Wanted(EVERYWHERE)) == ["First"]


@pytest.mark.parametrize("state", Pairing)
def test_how_far_a_pairing_is(world: World, state: Pairing) -> None:
    with world.store.session() as session:
        number = add_device(session, world.centre_id, "New").id
        code = offer_pairing(session, number, NOW + timedelta(minutes=10))
    now = NOW + timedelta(minutes=11) if state is Pairing.VOID else NOW
    if state is Pairing.DONE:
        assert pair(world.store, code, "t-" + "y" * 43, NOW, world.today) == number
    with world.store.look() as connection:
        assert pairing_of(connection, number, now) is state


def test_a_change_of_an_older_tablet_is_not_saved(world: World) -> None:
    assert move_device(world.store, 1, 2), "somebody moves it in its own corner meanwhile"
    assert not change_device(world.store, 1, 1, name="Old", unit_id=None)
    assert change_device(world.store, 1, 2, name="New", unit_id=1)
    with world.store.read() as connection:
        found = find_seen(connection, 1)
    assert found
    assert (found.name, found.place, found.revision) == ("New", "Solsikken, Eg", 3)


def test_a_tablet_is_removed_only_while_nothing_came_of_it(world: World) -> None:
    with world.store.session() as session:
        number = add_device(session, world.centre_id, "Slip").id
        offer_pairing(session, number, NOW)
    assert remove_new_device(world.store, number)
    assert not remove_new_device(world.store, number)
    world.deliver(world.submission())
    assert not remove_new_device(world.store, 1)
    with world.store.read() as connection:
        assert [one.id for one in all_tablets(connection)] == [1]


def test_one_tablet_is_told_as_among_all(world: World) -> None:
    tell(world, made=3, waiting=1)
    report_gaps(world.store, world.today)
    with world.store.read() as connection:
        assert [find_tablet(connection, 1)] == all_tablets(connection)
        assert find_tablet(connection, 999) is None
        told, total = gaps_told(connection, 1, 0, 25)
    assert total == 1
    assert (told[0].day, told[0].missing, told[0].waiting) == (world.today, 2, 1)


def test_places_are_offered_whole_and_in_parts(world: World) -> None:
    with world.store.session() as session:
        other = add_centre(session, "Anemonen").id
    with world.store.read() as connection:
        everywhere = [one.name for one in spots_within(connection, EVERYWHERE)]
        at_other = spots_within(connection, Reach(centres=frozenset({other})))
        of_round = [one.key for one in spots_of_round(connection, world.round_id)]
    assert everywhere == ["Anemonen", "Solsikken", "Solsikken, Eg", "Solsikken, Birk"]
    assert [one.name for one in at_other] == ["Anemonen"]
    assert of_round == ["centre-1", "unit-1", "unit-2"]


def test_what_was_put_away_is_not_offered(world: World) -> None:
    with world.store.write() as connection:
        connection.exec_driver_sql("UPDATE unit SET archived_on = '2026-11-01' WHERE id = 1")
    with world.store.read() as connection:
        names = [one.name for one in spots_within(connection, EVERYWHERE)]
    assert names == ["Solsikken", "Solsikken, Birk"]


def test_codes_are_as_many_as_asked_for_and_all_different(world: World) -> None:
    with world.store.session() as session:
        assert len(set(add_codes(session, 1, 50))) == 50

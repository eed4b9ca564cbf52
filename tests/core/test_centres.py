"""Centres and units: names nobody else has, edits that meet, the archive, and what is deleted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, insert, select

from survey.actions import Place as ActionPlace
from survey.staff import EVERYWHERE, Reach
from survey.store.action_queries import places
from survey.store.centre_changes import (
    Saving,
    archive_centre,
    archive_unit,
    make_centre,
    make_units,
    remove_centre,
    remove_unit,
    rename_centre,
    rename_unit,
)
from survey.store.centre_queries import CentrePage, Place, find_centre, list_centres
from survey.store.device_queries import move_device, units_at
from survey.store.engine import Store
from survey.store.report_queries import round_counts
from survey.store.setup_queries import add_headcount, units_of
from survey.store.tables import Centre, Quarantine, Response, Unit
from survey.voices import Voice
from tests.world import World

TODAY = date(2026, 11, 24)


def page(store: Store, centre_id: int) -> CentrePage:
    with store.read() as connection:
        found = find_centre(connection, centre_id)
    assert found
    return found


def made(store: Store, name: str, *units: str) -> int:
    id_ = make_centre(store, name, units)
    assert isinstance(id_, int)
    return id_


def listed(
    store: Store, word: str = "", *, archived: bool = False, reach: Reach = EVERYWHERE
) -> list[str]:
    with store.read() as connection:
        found, total = list_centres(connection, reach, word, archived=archived, skip=0, most=10)
    assert total == len(found)
    return [one.name for one in found]


def unit(store: Store, centre_id: int, name: str) -> Place:
    there = page(store, centre_id)
    return next(one for one in (*there.units, *there.put_away) if one.name == name)


def test_a_centre_is_made_with_its_units(store: Store) -> None:
    id_ = made(store, "Rosenhaven", "Eg", "Birk")
    assert [one.name for one in page(store, id_).units] == ["Birk", "Eg"]
    assert listed(store) == ["Rosenhaven"]


@pytest.mark.parametrize("name", ["Ærtehaven", "ærteHAVEN"])
def test_a_name_belongs_to_one_centre(store: Store, name: str) -> None:
    id_ = made(store, "Ærtehaven")
    assert make_centre(store, name, ["Eg"]) is Saving.TAKEN
    archive_centre(store, id_, TODAY)
    assert make_centre(store, name, []) is Saving.TAKEN_IN_ARCHIVE
    other = made(store, "Rosenhaven")
    assert rename_centre(store, other, name, 1) is Saving.TAKEN_IN_ARCHIVE
    assert rename_centre(store, id_, name, 2) is Saving.DONE, "its own name in other letters"


def test_a_units_name_belongs_to_one_unit_of_a_centre(store: Store) -> None:
    here, there = made(store, "Rosenhaven", "Eg"), made(store, "Solgården", "Ask")
    assert make_units(store, here, ["Birk", "EG"]) == {"EG": Saving.TAKEN}
    assert [one.name for one in page(store, here).units] == ["Eg"], "all or none"
    assert make_units(store, there, ["Eg", "Birk"]) == {}
    archive_unit(store, unit(store, here, "Eg").id, TODAY)
    assert make_units(store, here, ["eg"]) == {"eg": Saving.TAKEN_IN_ARCHIVE}
    assert make_units(store, here, ["Birk"]) == {}
    birk = unit(store, here, "Birk")
    assert rename_unit(store, here, birk.id, "Eg", birk.revision) is Saving.TAKEN_IN_ARCHIVE


def test_who_saves_second_is_told(store: Store) -> None:
    id_ = made(store, "Rosenhaven", "Eg")
    eg = unit(store, id_, "Eg")
    assert rename_centre(store, id_, "Rosengården", 1) is Saving.DONE
    assert rename_centre(store, id_, "Rosenborg", 1) is Saving.CHANGED
    assert rename_unit(store, id_, eg.id, "Egen", eg.revision) is Saving.DONE
    assert rename_unit(store, id_, eg.id, "Egetræet", eg.revision) is Saving.CHANGED
    assert (page(store, id_).centre.name, page(store, id_).centre.revision) == ("Rosengården", 2)
    assert unit(store, id_, "Egen").revision == eg.revision + 1


def test_a_name_in_the_database_is_no_fault_of_the_server(store: Store) -> None:
    """Two processes that look at the same moment: the database has the last word."""
    made(store, "Rosenhaven")
    other = made(store, "Solgården")
    assert rename_centre(store, other, "Rosenhaven", 1) is Saving.TAKEN


def test_the_archive_is_apart_and_leads_back(store: Store) -> None:
    id_ = made(store, "Rosenhaven", "Eg", "Birk")
    archive_centre(store, id_, TODAY)
    assert (listed(store), listed(store, archived=True)) == ([], ["Rosenhaven"])
    archive_centre(store, id_, date(2026, 12, 1))
    assert page(store, id_).centre.archived_on == TODAY, "the first day stays"
    archive_centre(store, id_, None)
    assert (listed(store), listed(store, archived=True)) == (["Rosenhaven"], [])
    archive_unit(store, unit(store, id_, "Eg").id, TODAY)
    there = page(store, id_)
    assert ([one.name for one in there.units], [one.name for one in there.put_away]) == (
        ["Birk"],
        ["Eg"],
    )


@pytest.mark.parametrize("word", ["ærte", "Ærte", "HAVEN", "ærtehaven på"])
def test_a_part_of_the_name_is_found(store: Store, word: str) -> None:
    made(store, "Ærtehaven På Bakken")
    made(store, "Solgården")
    assert listed(store, word) == ["Ærtehaven På Bakken"]


def test_signs_of_the_database_are_letters(store: Store) -> None:
    made(store, "Hus_1")
    made(store, "Hus 2")
    assert listed(store, "_") == ["Hus_1"]
    assert listed(store, "%") == []


def test_only_what_is_within_reach_is_listed(store: Store) -> None:
    id_ = made(store, "Rosenhaven")
    made(store, "Solgården")
    assert listed(store, reach=Reach(centres=frozenset({id_}))) == ["Rosenhaven"]
    assert listed(store, reach=Reach(initiatives=frozenset({1}))) == []


def test_what_is_bare_can_be_deleted(store: Store) -> None:
    id_ = made(store, "Rosenhaven", "Eg", "Birk")
    assert page(store, id_).centre.is_bare
    assert unit(store, id_, "Eg").is_bare
    assert remove_unit(store, unit(store, id_, "Eg").id, TODAY)
    assert [one.name for one in page(store, id_).units] == ["Birk"]
    assert remove_centre(store, id_, TODAY)
    with store.read() as connection:
        assert connection.scalars(select(Centre.id)).all() == []
        assert connection.scalars(select(Unit.id)).all() == []


def test_what_a_number_was_counted_of_is_kept(store: Store) -> None:
    id_ = made(store, "Rosenhaven", "Eg", "Birk")
    eg = unit(store, id_, "Eg").id
    with store.session() as session:
        add_headcount(session, id_, eg, Voice.RESIDENT, 24, TODAY)
    assert not unit(store, id_, "Eg").is_bare
    assert not page(store, id_).centre.is_bare
    assert unit(store, id_, "Birk").is_bare
    assert not remove_unit(store, eg, TODAY)
    assert unit(store, id_, "Eg").archived_on == TODAY
    assert not remove_centre(store, id_, TODAY)
    assert page(store, id_).centre.archived_on == TODAY
    assert len(page(store, id_).units) == 1, "its units are with it"


def test_what_belongs_to_a_unit_keeps_the_whole_centre(store: Store) -> None:
    """Nothing points at the centre itself, and the database knows of no key to the unit."""
    id_ = made(store, "Rosenhaven", "Eg")
    aside = {"submission_id": "a" * 32, "digest": "d", "channel": "device", "channel_id": 1}
    why = {"reason": "unknown_version", "detail": "", "body": b"", "day": TODAY}
    with store.write() as connection:
        unit_id = unit(store, id_, "Eg").id
        connection.execute(insert(Quarantine).values(unit_id=unit_id, **aside, **why))
    assert not page(store, id_).centre.is_bare
    assert not remove_centre(store, id_, TODAY)
    assert len(page(store, id_).units) == 1


def test_what_was_answered_keeps_its_unit_when_the_answers_are_gone(world: World) -> None:
    """Counts point at a unit without a key in the database."""
    with world.store.session() as session:
        eg, _ = (one.id for one in units_of(session, world.centre_id))
    tablet = world.channel(world.device_token).id
    assert move_device(world.store, tablet, eg)
    world.deliver(world.submission(), "a" * 32)
    assert move_device(world.store, tablet, None)
    with world.store.write() as connection:
        connection.execute(delete(Response))
    assert not unit(world.store, world.centre_id, "Eg").is_bare
    assert not remove_unit(world.store, eg, TODAY)


def test_tablets_are_not_offered_what_is_in_the_archive(world: World) -> None:
    eg = unit(world.store, world.centre_id, "Eg").id
    tablet = world.channel(world.device_token).id
    archive_unit(world.store, eg, TODAY)
    with world.store.read() as connection:
        assert [one.name for one in units_at(connection, world.centre_id)] == ["Birk"]
    assert not move_device(world.store, tablet, eg)
    assert world.channel(world.device_token).unit_id is None


def test_promises_are_not_made_to_centres_in_the_archive(world: World) -> None:
    archive_centre(world.store, world.centre_id, TODAY)
    here = ActionPlace(centre_id=world.centre_id)
    with world.store.read() as connection:
        assert places(connection, EVERYWHERE) == []
        assert [one.name for one in places(connection, EVERYWHERE, here)] == ["Solsikken"]


def units_in_report(world: World) -> list[str]:
    with world.store.read() as connection:
        counts = round_counts(connection, world.round_id)
    assert counts
    return [one.name for one in counts.centres[0].units]


def test_reports_show_the_units_of_their_time(world: World) -> None:
    eg = unit(world.store, world.centre_id, "Eg").id
    archive_unit(world.store, eg, date(2026, 11, 25))
    assert units_in_report(world) == ["Eg", "Birk"], "it was there when the round opened"
    archive_unit(world.store, eg, None)
    archive_unit(world.store, eg, TODAY)
    assert units_in_report(world) == ["Birk"]


def test_reports_show_a_unit_in_the_archive_where_somebody_answered(world: World) -> None:
    eg = unit(world.store, world.centre_id, "Eg").id
    assert move_device(world.store, world.channel(world.device_token).id, eg)
    archive_unit(world.store, eg, date(2026, 1, 1))
    world.deliver(world.submission())
    assert units_in_report(world) == ["Eg", "Birk"]


def test_reports_show_centres_in_the_archive(world: World) -> None:
    archive_centre(world.store, world.centre_id, date(2026, 1, 1))
    assert units_in_report(world) == ["Eg", "Birk"]

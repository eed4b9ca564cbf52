"""The live board: rungs from counts and notes, small numbers hidden, silent groups first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from admin.report.board import BoardPlace, Followed, Ladder, Way, board_of, ways_at
from admin.report.coverage import CoverageStatus
from admin.report.grid import CellKind
from admin.report.groups import Speaker
from admin.report.noted import Few
from survey.asking_notes import Note, NoteKind, NoteReason
from survey.round_counts import Modes
from survey.store.device_queries import move_device
from survey.store.follow_queries import (
    add_note,
    codes_made,
    modes_of,
    notes_of,
    restore_note,
    tablets_told,
    withdraw_note,
)
from survey.store.report_queries import round_replies
from survey.store.setup_queries import add_headcount, units_of
from survey.voices import Perspective, Voice
from tests.world import World, make_codes, relatives_answer

HELPED = {"voice": "resident", "perspective": "self", "mode": "read_by", "helper": "volunteer"}
BY_OTHER = {**HELPED, "mode": "answered_by_other"}


def board(world: World, k: int = 5) -> list[BoardPlace]:
    with world.store.read() as connection:
        counts = round_replies(connection, world.round_id)
        assert counts
        return board_of(
            Followed(
                counts=counts,
                first_questions={world.version.id: "matters"},
                modes=modes_of(connection, world.round_id),
                codes=codes_made(connection, world.round_id),
                notes=notes_of(connection, world.round_id),
                tablets=tablets_told(connection, [world.centre_id]),
                k=k,
                today=world.today,
            )
        )


def units(world: World) -> list[int]:
    with world.store.session() as session:
        return [unit.id for unit in units_of(session, world.centre_id)]


def count(world: World, unit_id: int | None, voice: Voice, people: int, days_ago: int = 0) -> None:
    with world.store.session() as session:
        day = world.today - timedelta(days=days_ago)
        add_headcount(session, world.centre_id, unit_id, voice, people, day)


def answer(world: World, times: int, **changes: Any) -> None:
    for _ in range(times):
        world.deliver(world.submission(**changes))


def ladder(places: list[BoardPlace], unit: str, voice: Voice = Voice.RESIDENT) -> Ladder:
    (place,) = [one for one in places if one.unit == unit and not one.apart]
    return next(one for one in place.ladders if one.speaker.voice is voice)


def test_what_is_not_known_is_not_zero(world: World) -> None:
    one = ladder(board(world), "")
    assert (one.people, one.counted_on, one.asked, one.able) == (None, None, None, None)
    assert not one.is_silent
    assert one.ways == {}


def test_those_counted_and_not_heard_are_silent_and_stand_first(world: World) -> None:
    eg, birk = units(world)
    for unit in (eg, birk):
        count(world, unit, Voice.RESIDENT, 12)
    move_device(world.store, world.channel(world.device_token).id, eg)
    answer(world, 7)
    places = board(world)
    assert [one.unit for one in places if one.silent] == ["Birk"]
    assert places[0].unit == "Birk"
    eg_ladder = ladder(places, "Eg")
    assert (eg_ladder.answered.n, eg_ladder.answered.status) == (7, CoverageStatus.HEARD)


def test_a_place_with_help_alone_is_not_silent(world: World) -> None:
    count(world, None, Voice.RESIDENT, 12)
    answer(world, 6, respondent=HELPED)
    one = ladder(board(world), "")
    assert one.answered.kind is CellKind.SILENT
    assert one.assisted
    assert one.assisted.n == 6
    assert not one.is_silent
    assert one.ways == {Way.HELPED: 6}


@pytest.mark.parametrize("n", [1, 4])
def test_few_answers_are_not_told(world: World, n: int) -> None:
    count(world, None, Voice.RESIDENT, 12)
    answer(world, n)
    one = ladder(board(world), "")
    assert (one.answered.kind, one.answered.n) == (CellKind.FEW, None)
    assert not one.is_silent


def test_a_small_unit_cannot_be_found_by_subtraction(world: World) -> None:
    eg, birk = units(world)
    for unit, n in ((eg, 9), (birk, 3)):
        count(world, unit, Voice.RESIDENT, 12)
        move_device(world.store, world.channel(world.device_token).id, unit)
        answer(world, n)
    places = board(world)
    assert ladder(places, "").answered.n == 12
    assert [ladder(places, unit).answered.n for unit in ("Eg", "Birk")] == [None, None]


def test_how_they_answered_is_told_where_no_part_is_small(world: World) -> None:
    answer(world, 6, respondent=HELPED)
    answer(world, 5, respondent=BY_OTHER)
    assert ladder(board(world), "").ways == {Way.HELPED: 6, Way.BY_OTHER: 5}


def test_how_they_answered_is_not_told_where_a_part_is_small(world: World) -> None:
    answer(world, 9, respondent=HELPED)
    answer(world, 1, respondent=BY_OTHER)
    assert ladder(board(world), "").ways == {}


def test_a_small_part_cannot_be_found_over_the_centres() -> None:
    modes = [
        Modes(centre, "resident_assisted", "self", how, n)
        for centre, how, n in ((1, "read_by", 9), (1, "interpreted", 7), (2, "interpreted", 3))
    ]
    assert ways_at(modes, 5) == {}


def test_how_relatives_answered_is_not_known(world: World) -> None:
    for _ in range(6):
        world.deliver(relatives_answer(world), token=world.link_code)
    assert ladder(board(world), "", Voice.RELATIVE).ways == {Way.NOT_TOLD: 6}


def test_codes_and_notes_tell_who_was_asked(world: World) -> None:
    make_codes(world, 8)
    note(world, Note(world.centre_id, 0, "relative", NoteKind.ASKED, 5))
    places = board(world)
    assert ladder(places, "", Voice.RELATIVE).asked == 13
    assert ladder(places, "").asked is None


def note(world: World, noted: Note) -> int:
    return add_note(world.store, world.round_id, noted, "Anna", world.today)


def test_notes_tell_who_was_able_and_why_others_were_not_heard(world: World) -> None:
    eg = units(world)[0]
    count(world, eg, Voice.RESIDENT, 20)
    note(world, Note(world.centre_id, eg, "resident", NoteKind.NOT_ABLE, 4, NoteReason.SENSES))
    note(world, Note(world.centre_id, eg, "resident", NoteKind.NOT_ABLE, 3, NoteReason.SENSES))
    note(world, Note(world.centre_id, eg, "resident", NoteKind.DID_NOT_WANT, 2))
    one = ladder(board(world), "Eg")
    assert one.able == 13
    assert [(r.kind, r.reason, r.people) for r in one.reasons] == [
        (NoteKind.NOT_ABLE, NoteReason.SENSES, Few(7)),
        (NoteKind.DID_NOT_WANT, None, Few(None)),
    ]
    whole = ladder(board(world), "")
    assert len(whole.reasons) == 2, "a unit's notes count at its centre"


def test_few_who_were_not_able_are_not_told(world: World) -> None:
    count(world, None, Voice.RESIDENT, 20)
    note(world, Note(world.centre_id, 0, "resident", NoteKind.NOT_ABLE, 4))
    one = ladder(board(world), "")
    assert (one.not_able, one.able) == (Few(None), None)


def test_a_note_is_taken_back_and_counts_again(world: World) -> None:
    id_ = note(world, Note(world.centre_id, 0, "resident", NoteKind.ASKED, 9))
    assert withdraw_note(world.store, world.round_id, id_, world.today)
    assert not withdraw_note(world.store, world.round_id, id_, world.today)
    assert ladder(board(world), "").asked is None
    assert not restore_note(world.store, world.round_id + 1, id_)
    assert restore_note(world.store, world.round_id, id_)
    assert ladder(board(world), "").asked == 9


@pytest.mark.parametrize(("days_ago", "stale"), [(0, False), (183, False), (184, True)])
def test_a_headcount_goes_stale_in_half_a_year(world: World, days_ago: int, stale: bool) -> None:
    count(world, None, Voice.RESIDENT, 12, days_ago)
    assert ladder(board(world), "").is_stale is stale


def test_a_centre_counted_by_its_units_is_as_old_as_the_oldest(world: World) -> None:
    eg, birk = units(world)
    count(world, eg, Voice.RESIDENT, 12)
    assert ladder(board(world), "").counted_on is None
    count(world, birk, Voice.RESIDENT, 8, 200)
    one = ladder(board(world), "")
    assert (one.people, one.is_stale) == (20, True)


def test_help_by_staff_is_help() -> None:
    assisted = Speaker(Voice.RESIDENT_ASSISTED, Perspective.SELF)
    told = ways_at([Modes(1, "resident_assisted", "self", "read_by:staff", 6)], 5)
    assert told == {(assisted, 1): {Way.HELPED: 6}}

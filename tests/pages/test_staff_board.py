"""The live board's page: who is heard, in words; nudges; and notes of who was asked."""

from __future__ import annotations

from typing import Any

import pytest

from survey.asking_notes import Note, NoteKind, NoteReason
from survey.services import NAME
from survey.store.follow_queries import add_note, notes_of
from survey.store.round_edit_queries import archive_round
from survey.store.setup_queries import add_headcount, units_of
from survey.voices import Voice
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World, relatives_answer

BOARD = "/admin/rounds/1/board"
TODAY = NOW.date()


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


def noted(world: World, **changes: Any) -> dict[str, Any]:
    """A note as it should be; `changes` replace its fields."""
    return {
        "place": f"{world.centre_id}-0",
        "voice": "resident",
        "kind": "not_able",
        "people": "7",
        "reason": "senses",
        **changes,
    }


def post(pages: Pages, form: dict[str, Any]) -> str:
    answer = pages.client.post(f"{BOARD}?lang=en", data={**form, **pages.csrf(BOARD)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return pages.open(f"{answer.location}?lang=en")


def notes(world: World) -> list[Note]:
    with world.store.read() as connection:
        return [one.note for one in notes_of(connection, world.round_id)]


def count(world: World, people: int) -> None:
    with world.store.session() as session:
        for voice in (Voice.RESIDENT, Voice.RELATIVE):
            add_headcount(session, world.centre_id, None, voice, people, TODAY)


def test_what_nobody_knows_is_said(inside: Pages) -> None:
    html = inside.open(f"{BOARD}?lang=en")
    for told in ("we do not know: nobody has counted", "we do not know", "nothing is noted"):
        assert told in html
    assert "No group that has been counted is silent." in html
    assert ">0<" not in html, "what is not known is not zero"


def test_small_numbers_are_told_as_fewer_than_k(inside: Pages) -> None:
    count(inside.world, 23)
    for _ in range(4):
        inside.world.deliver(inside.world.submission())
    html = inside.open(f"{BOARD}?lang=en")
    assert "fewer than 5" in html
    assert "<strong>4</strong>" not in html
    for _ in range(3):
        inside.world.deliver(inside.world.submission())
    assert "<strong>7</strong> – partly heard" in inside.open(f"{BOARD}?lang=en")


def test_nothing_of_what_was_said_is_shown(inside: Pages) -> None:
    for _ in range(9):
        inside.world.deliver(inside.world.submission())
    html = inside.open(f"{BOARD}?lang=en")
    for said in ("At synge", "Company", "Music", "Garden", "Mood"):
        assert said not in html


def test_answers_through_an_open_link_are_not_people(inside: Pages) -> None:
    count(inside.world, 23)
    for _ in range(6):
        inside.world.deliver(relatives_answer(inside.world), token=inside.world.link_code)
    html = inside.open(f"{BOARD}?lang=en")
    assert "<strong>6</strong> (answers through an open link, not people)" in html
    assert "6 not known how" in html


def test_the_staff_of_a_silent_place_are_nudged_in_both_languages(inside: Pages) -> None:
    count(inside.world, 12)
    html = inside.open(f"{BOARD}?lang=en")
    assert "Silent: residents, relatives" in html
    assert "Hello to all of you at Solsikken!" in html
    assert "“Every kind” until December 8, 2026" in html
    assert 'readonly lang="da"' in html
    assert html.split("<main")[1].count("Anna") == html.split("<main")[1].count(">Anna<"), (
        "a nudge names nobody"
    )


def test_a_round_that_is_over_nudges_nobody(inside: Pages) -> None:
    count(inside.world, 12)
    archive_round(inside.world.store, 1, TODAY)
    assert "Hello to all of you" not in inside.open(f"{BOARD}?lang=en")


def test_a_note_is_written_taken_back_and_restored(inside: Pages) -> None:
    count(inside.world, 20)
    html = post(inside, noted(inside.world))
    assert "It is noted." in html
    assert "7 were not able to answer: could not see or hear well enough" in html
    assert notes(inside.world) == [
        Note(inside.world.centre_id, 0, "resident", NoteKind.NOT_ABLE, 7, NoteReason.SENSES)
    ]
    csrf = inside.csrf(BOARD)
    for step, left in (("withdraw", 0), ("restore", 1)):
        assert inside.client.post(f"{BOARD}/notes/1/{step}", data=csrf).status_code == 303
        assert len(notes(inside.world)) == left
        inside.post(f"{BOARD}/notes/1/{step}", csrf, 404)


def test_a_note_may_be_of_a_unit_and_being_asked_has_no_reason(inside: Pages) -> None:
    world = inside.world
    with world.store.session() as session:
        unit = units_of(session, world.centre_id)[0].id
    post(inside, noted(world, place=f"{world.centre_id}-{unit}", kind="asked"))
    assert notes(world) == [Note(world.centre_id, unit, "resident", NoteKind.ASKED, 7, None)]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"place": ""}, "Choose the centre or unit."),
        ({"place": "999-0"}, "Choose the centre or unit."),
        ({"voice": "partner"}, "Choose who they were."),
        ({"kind": "gone"}, "Choose whether they were asked"),
        ({"people": "0"}, "as a whole number from 1 to 9999"),
        ({"people": "10000"}, "as a whole number from 1 to 9999"),
        ({"people": "mange"}, "as a whole number from 1 to 9999"),
        ({"people": ""}, "as a whole number from 1 to 9999"),
        ({"reason": "gossip"}, "Choose the reason"),
    ],
)
def test_what_is_wrong_with_a_note_is_told(
    inside: Pages, changes: dict[str, Any], advice: str
) -> None:
    form = {**noted(inside.world, **changes), **inside.csrf(BOARD)}
    html = inside.post(f"{BOARD}?lang=en", form, 400)
    assert html.count(advice) == 2
    assert notes(inside.world) == []


def test_a_note_of_another_round_is_not_there(inside: Pages) -> None:
    note = Note(inside.world.centre_id, 0, "resident", NoteKind.ASKED, 7)
    id_ = add_note(inside.world.store, 1, note, "Anna", TODAY)
    csrf = inside.csrf(BOARD)
    inside.post(f"/admin/rounds/2/board/notes/{id_}/withdraw", csrf, 404)
    assert len(notes(inside.world)) == 1


def test_places_are_found_by_name(inside: Pages) -> None:
    assert "Solsikken</h2>" in inside.open(f"{BOARD}?find=solsik")
    assert "No place is called that." in inside.open(f"{BOARD}?find=Åhaven&lang=en")


def test_the_cost_does_not_grow_with_answers_and_notes(inside: Pages) -> None:
    world, store = inside.world, inside.client.application.extensions[NAME].store
    inside.open(BOARD)
    with counted(store) as few:
        inside.open(BOARD)
    for _ in range(20):
        world.deliver(world.submission())
        note = Note(world.centre_id, 0, "resident", NoteKind.ASKED, 7)
        add_note(world.store, 1, note, "Anna", TODAY)
    with counted(store) as many:
        inside.open(BOARD)
    assert len(few) == len(many) <= 12

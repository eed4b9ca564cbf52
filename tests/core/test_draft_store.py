"""Drafts in the database: the way back, two who write at once, and rounds that go over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from survey.questionnaire.draft.content import Content, blank, from_questionnaire
from survey.questionnaire.draft.operations import add_question, set_about, set_words
from survey.questionnaire.draft.parts import ABOUT, mark_of
from survey.questionnaire.versions import freeze
from survey.staff import EVERYWHERE, Reach
from survey.store.draft_queries import (
    MOST_STEPS,
    ONE_CHANGE,
    By,
    Closed,
    KeptDraft,
    Meanwhile,
    Seen,
    add_draft,
    change_draft,
    close_draft,
    find_draft,
    open_drafts,
    redo_change,
    throw_away,
    undo_change,
)
from survey.store.edition_queries import ask_newer, rounds_asking
from survey.store.tables import DraftStep
from survey.store.versions import KnownVersion, store_version
from tests.world import NOW, World, one_of_each_kind

ANNA, BO = By("Anna", NOW), By("Bo", NOW)


def begun(world: World) -> int:
    content, id_ = add_question(blank(), "yes_no")
    content, _other = add_question(content, "yes_no")
    assert id_ == "1"
    return add_draft(world.store, content, ANNA)


def kept(world: World, draft_id: int) -> KeptDraft:
    with world.store.read() as connection:
        found = find_draft(connection, draft_id)
    assert found
    return found


def write(
    world: World, draft_id: int, words: str, by: By = ANNA, id_: str = "1", seen: Seen | None = None
) -> Content:
    def change(content: Content) -> Content:
        return set_words(content, id_, "text", "every", "da", words)

    return change_draft(world.store, draft_id, by, id_, change, seen)


def words(world: World, draft_id: int, at: int = 0) -> str:
    text = kept(world, draft_id).content["questions"][at]["text"]
    return str(text["every"].get("da", ""))


def steps(world: World) -> int:
    with world.store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(DraftStep)) or 0)


def test_each_change_can_be_undone_and_made_again(world: World) -> None:
    draft = begun(world)
    for said in ("En", "To", "Tre"):
        write(world, draft, said)
    assert undo_change(world.store, draft, kept(world, draft).revision, BO)
    assert words(world, draft) == "To"
    assert undo_change(world.store, draft, kept(world, draft).revision, BO)
    assert words(world, draft) == "En"
    assert redo_change(world.store, draft, kept(world, draft).revision, BO)
    assert words(world, draft) == "To"
    assert kept(world, draft).can_redo
    write(world, draft, "Fire")
    assert not kept(world, draft).can_redo
    assert not redo_change(world.store, draft, kept(world, draft).revision, BO)
    assert words(world, draft) == "Fire"


def test_what_changes_nothing_is_no_change(world: World) -> None:
    draft = begun(world)
    write(world, draft, "En")
    before = kept(world, draft)
    write(world, draft, "En")
    assert kept(world, draft) == before


def test_the_last_hundred_changes_are_kept(small_world: World) -> None:
    draft = begun(small_world)
    for number in range(MOST_STEPS + 5):
        write(small_world, draft, f"Nr. {number}")
    assert steps(small_world) == MOST_STEPS
    undone = 0
    while undo_change(small_world.store, draft, kept(small_world, draft).revision, ANNA):
        undone += 1
        assert steps(small_world) == MOST_STEPS
    assert undone == MOST_STEPS
    assert words(small_world, draft) == "Nr. 4"


def test_what_is_saved_while_somebody_writes_on_is_one_change(small_world: World) -> None:
    draft = begun(small_world)
    for second, said in enumerate(("E", "En", "En to")):
        at = NOW + timedelta(seconds=second)
        write(small_world, draft, said, By("Anna", at, by_itself=True))
    assert steps(small_world) == 1
    later = By("Anna", NOW + ONE_CHANGE + timedelta(seconds=9), by_itself=True)
    write(small_world, draft, "Noget andet", later)
    write(small_world, draft, "Bo retter", By("Bo", NOW, by_itself=True))
    assert steps(small_world) == 3
    assert undo_change(small_world.store, draft, kept(small_world, draft).revision, ANNA)
    assert words(small_world, draft) == "Noget andet"


def test_two_in_one_question_are_told_and_nothing_is_overwritten(world: World) -> None:
    draft = begun(world)
    seen = Seen("1", mark_of(kept(world, draft).content, "1"))
    write(world, draft, "Annas", seen=seen)
    with pytest.raises(Meanwhile):
        write(world, draft, "Bos", BO, seen=seen)
    assert words(world, draft) == "Annas"


def test_two_in_different_questions_do_not_meet(world: World) -> None:
    draft = begun(world)
    content = kept(world, draft).content
    marks = {part: Seen(part, mark_of(content, part)) for part in ("1", "2", ABOUT)}
    write(world, draft, "Annas", seen=marks["1"])
    write(world, draft, "Bos", BO, "2", seen=marks["2"])
    change_draft(
        world.store,
        draft,
        BO,
        ABOUT,
        lambda one: set_about(one, {"title": {"da": "Titel"}}),
        marks[ABOUT],
    )
    assert (words(world, draft), words(world, draft, 1)) == ("Annas", "Bos")
    assert kept(world, draft).changed_by == "Bo"


def test_undoing_what_one_has_not_seen_is_told(world: World) -> None:
    draft = begun(world)
    seen = kept(world, draft).revision
    write(world, draft, "Bos", BO)
    with pytest.raises(Meanwhile):
        undo_change(world.store, draft, seen, ANNA)
    assert words(world, draft) == "Bos"


def test_what_is_published_or_thrown_away_is_not_changed(world: World) -> None:
    draft, other = begun(world), begun(world)
    close_draft(world.store, draft, world.version.id, ANNA)
    assert throw_away(world.store, other, world.today, ANNA)
    for one in (draft, other):
        with pytest.raises(Closed):
            write(world, one, "For sent")
    assert not throw_away(world.store, draft, world.today, ANNA)
    assert throw_away(world.store, other, None, ANNA)
    write(world, other, "Tilbage")
    with world.store.read() as connection:
        found, total = open_drafts(connection, 0, 10)
    assert ([one.id for one in found], total) == ([other], 1)


def newer(world: World) -> KnownVersion:
    """Edition 2 of what the round asks."""
    content = set_about(from_questionnaire(one_of_each_kind()), {"title": {"da": "Ny"}})
    frozen = freeze(one_of_each_kind().model_copy(update={"five_steps": True}))
    assert content["key"] == frozen.questionnaire.key
    return store_version(world.store, frozen, world.today)[0]


def test_a_round_that_was_answered_goes_over_and_keeps_its_answers(world: World) -> None:
    world.deliver(world.submission(), "a" * 32)
    second = newer(world)
    assert ask_newer(world.store, [world.round_id], second.id) == [world.round_id]
    assert world.deliver(world.submission(), "b" * 32).result.value == "stored"
    with world.store.read() as connection:
        (asking,) = rounds_asking(connection, EVERYWHERE, world.today, "every_kind")
    assert (asking.version_id, asking.number, asking.centres) == (second.id, 2, ("Solsikken",))


def test_a_round_goes_to_no_older_edition_and_to_no_other_questionnaire(world: World) -> None:
    second = newer(world)
    ask_newer(world.store, [world.round_id], second.id)
    assert ask_newer(world.store, [world.round_id], world.version.id) == []
    other = one_of_each_kind().model_copy(update={"key": "another"})
    foreign, _ = store_version(world.store, freeze(other), world.today)
    assert ask_newer(world.store, [world.round_id], foreign.id) == []


def test_rounds_of_others_are_not_told_of(world: World) -> None:
    with world.store.read() as connection:
        assert rounds_asking(connection, Reach(), world.today) == []
        assert len(rounds_asking(connection, EVERYWHERE, world.today)) == 1
        late = world.today + timedelta(days=99)
        assert rounds_asking(connection, EVERYWHERE, late) == []

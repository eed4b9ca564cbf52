"""What somebody suggested in her own words becomes an idea when it is approved, and only then."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey.ideas import CameBy, Idea, IdeaKind, IdeaState, Reply
from survey.intake.erase import erase
from survey.staff import EVERYWHERE
from survey.store.comment_queries import settle, take_back
from survey.store.idea_queries import Answerer, Wanted, answer_idea, listed_ideas
from survey.store.tables import FreeText
from survey.words.given import State
from survey.words.moderated import NEVER_SEEN, Decision
from tests.world import KEY, World


def wrote(world: World) -> str:
    """Two answer in their own words; returns what staff call those of one."""
    for id_ in ("a" * 32, "b" * 32):
        world.deliver(world.submission(), id_)
    with world.store.read() as connection:
        hers = select(FreeText.comment_id).where(FreeText.response_id == "a" * 32)
        return str(connection.scalar(hers))


def read(world: World, comment_id: str, seen: int, masked: str = "Et kor") -> bool:
    decision = Decision(comment_id, seen, State.APPROVED, masked, "", (), None, "Anna")
    return settle(world.store, decision, world.today, IdeaKind.OFFER)


def ideas(world: World) -> list[Idea]:
    with world.store.read() as connection:
        return listed_ideas(connection, EVERYWHERE, Wanted(), world.today)[0]


def test_approved_words_are_an_idea_in_those_words(world: World) -> None:
    comment_id = wrote(world)
    assert ideas(world) == []
    assert read(world, comment_id, NEVER_SEEN)
    (idea,) = ideas(world)
    given = idea.given
    assert (given.kind, given.words, given.came_by) == (IdeaKind.OFFER, "Et kor", CameBy.ANSWER)
    assert (given.centre_id, given.comment_id) == (world.centre_id, comment_id)


def test_approved_anew_it_is_the_same_idea_in_the_new_words(world: World) -> None:
    comment_id = wrote(world)
    assert read(world, comment_id, NEVER_SEEN)
    assert read(world, comment_id, NEVER_SEEN + 1, "Et [navn]")
    assert [one.given.words for one in ideas(world)] == ["Et [navn]"]


def test_somebody_elses_decision_gives_nothing(world: World) -> None:
    comment_id = wrote(world)
    assert not read(world, comment_id, 7)
    assert ideas(world) == []


@pytest.mark.parametrize("answered", [False, True])
def test_taken_back_it_is_gone_unless_somebody_answered(world: World, answered: bool) -> None:
    comment_id = wrote(world)
    read(world, comment_id, NEVER_SEEN)
    (idea,) = ideas(world)
    if answered:
        reply = Reply(IdeaState.TAKEN, {"da": "Et kor"}, {"da": "Tak."})
        assert answer_idea(world.store, idea, idea.revision, reply, Answerer("Bo", world.today))
    assert take_back(world.store, comment_id, NEVER_SEEN + 1)
    assert bool(ideas(world)) == answered


def test_an_erased_answer_takes_its_idea_along(world: World) -> None:
    read(world, wrote(world), NEVER_SEEN)
    assert ideas(world)
    erase(world.store, world.versions, KEY, "a" * 32)
    assert ideas(world) == []

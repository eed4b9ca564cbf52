"""Random histories of answers leave counts that are exactly what the responses say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from survey.intake.erase import erase
from survey.store.tables import FreeText, Quarantine, Response, Tally, Tombstone
from survey.store.tally_check import rebuild_tally, verify_tally
from tests.world import EVERY_ANSWER, KEY, World

IDS = [f"{n:032x}" for n in range(4)]

status_only = st.sampled_from(["dont_know", "not_relevant", "skipped", "not_reached"]).map(
    lambda status: {"status": status}
)


def answered(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return values.map(lambda value: {"status": "answered", "value": value})


ANSWERS = {
    "matters": answered(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)),
    "needs": answered(
        st.lists(
            st.sampled_from(["company", "music", "walks"]), min_size=1, max_size=2, unique=True
        )
        | st.just(["nothing"])
    ),
    "enough": answered(st.sampled_from(["enough", "little", "none"])),
    "again": answered(st.sampled_from(["yes", "no"])),
    "barriers": answered(
        st.lists(st.sampled_from(["tired", "late", "lift"]), min_size=1, unique=True)
    ),
    "visits": answered(st.integers(-5, 40)),
}
submissions: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    outcome=st.sampled_from(["finished", "stopped", "idle"]),
    respondent=st.builds(
        dict,
        voice=st.just("resident"),
        perspective=st.just("self"),
        mode=st.sampled_from([None, "alone", "read_by"]),
        helper=st.sampled_from([None, "staff"]),
    ),
    answers=st.fixed_dictionaries(
        {}, optional={key: said | status_only for key, said in ANSWERS.items()}
    ),
)
steps = st.lists(
    st.tuples(
        st.sampled_from(["send", "send", "again", "erase"]), st.sampled_from(IDS), submissions
    ),
    max_size=12,
)
"""What happens to an id: it is sent with new content, sent once more as it was, or erased."""


def empty(world: World) -> None:
    with world.store.write() as connection:
        for table in (FreeText, Response, Tally, Tombstone, Quarantine):
            connection.execute(delete(table))


def run(world: World, history: list[tuple[str, str, dict[str, Any]]]) -> None:
    sent: dict[str, dict[str, Any]] = {}
    for what, id_, said in history:
        if what == "erase":
            erase(world.store, world.versions, KEY, id_)
        else:
            first = sent.setdefault(id_, said)
            world.deliver(world.submission(**(first if what == "again" else said)), id_)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=steps)
def test_no_history_leaves_a_difference(
    world: World, history: list[tuple[str, str, dict[str, Any]]]
) -> None:
    empty(world)
    run(world, history)
    assert list(verify_tally(world.store, world.versions)) == []


def test_a_wrong_count_is_found_and_mended(world: World) -> None:
    world.deliver(world.submission())
    with world.store.write() as connection:
        wrong = update(Tally).where(Tally.question == "enough").values(n=7)
        connection.execute(wrong)
    (found,) = verify_tally(world.store, world.versions)
    assert (found.cell.question, found.counted, found.recounted) == ("enough", 7, 1)
    rebuild_tally(world.store, world.versions)
    assert list(verify_tally(world.store, world.versions)) == []


@pytest.mark.parametrize("lost", ["enough", "response"])
def test_a_lost_count_is_found(small_world: World, lost: str) -> None:
    small_world.deliver(small_world.submission())
    with small_world.store.write() as connection:
        connection.execute(delete(Tally).where(Tally.question == lost))
    assert list(verify_tally(small_world.store, small_world.versions))


def test_the_number_of_counts_does_not_grow_with_the_number_of_responses(
    small_world: World,
) -> None:
    small_world.deliver(small_world.submission())
    before = counts(small_world)
    for _ in range(20):
        small_world.deliver(small_world.submission(answers=EVERY_ANSWER))
    assert counts(small_world) == before


def counts(world: World) -> int:
    with world.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM tally").scalar_one())

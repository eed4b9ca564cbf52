"""What was told of a closed round stays so, until enough has come to tell it anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from survey.releases import Released, corrections, may_replace
from survey.releasing import release_due
from survey.round_counts import RoundCounts, Said
from survey.services import NAME, Services
from survey.store.export_queries import counts as exported
from survey.store.release_queries import released
from survey.store.report_queries import round_counts
from survey.store.setup_queries import add_headcount
from survey.store.tables import Release, Round
from survey.voices import Voice
from tests.reporting import TODAY, Group, wave
from tests.visiting import Pages
from tests.world import World

K = 5
NOW = wave([Group(20, {"enough": {"yes": 10, "no": 10}})]).counts


def told(counts: RoundCounts) -> Released:
    return Released(TODAY, counts.replies, counts.said, counts.sizes)


def with_more(n: int, answer: str = "yes", answers: int | None = None) -> RoundCounts:
    """So many more answers have come at the same place."""
    (reply,) = NOW.replies
    said = [
        replace(row, n=row.n + (n if answers is None else answers)) if row.answer == answer else row
        for row in NOW.said
    ]
    return replace(NOW, replies=(replace(reply, n=reply.n + n),), said=tuple(said))


def test_few_late_answers_change_no_number() -> None:
    assert not may_replace(told(NOW), with_more(4), ["enough"], K)
    assert may_replace(told(NOW), with_more(5), ["enough"], K)


def test_an_answer_that_few_of_the_late_gave_keeps_a_sensitive_question_as_it_was() -> None:
    six = with_more(6, answers=4)
    assert not may_replace(told(NOW), six, ["enough"], K)
    assert may_replace(told(NOW), six, [], K)


def test_few_at_one_place_keep_all_as_it_was() -> None:
    (reply,) = NOW.replies
    elsewhere = replace(reply, centre_id=2, n=2)
    now = replace(with_more(8), replies=(*with_more(8).replies, elsewhere))
    assert not may_replace(told(NOW), now, [], K)


def test_what_was_erased_never_changes_what_was_told() -> None:
    assert not may_replace(told(NOW), with_more(-6), [], K)
    assert corrections(told(NOW), with_more(-6)).went == 6


def test_one_who_comes_and_one_who_goes_are_both_told_of() -> None:
    (reply,) = NOW.replies
    other = replace(reply, centre_id=2, n=7)
    now = replace(with_more(-6), replies=(*with_more(-6).replies, other))
    found = corrections(told(NOW), now)
    assert (found.came, found.went) == (7, 6)


def parts_of(pages: Pages) -> Services:
    parts: Services = pages.client.application.extensions[NAME]
    return parts


def close(world: World) -> None:
    yesterday = world.today - timedelta(days=1)
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=yesterday))


def answer(world: World, n: int) -> None:
    for _ in range(n):
        day = str(world.today - timedelta(days=1))
        assert world.deliver(world.submission(day=day)).result == "stored"


def heard(pages: Pages) -> int:
    with pages.world.store.read() as connection:
        counts = round_counts(connection, pages.world.round_id)
    assert counts
    return sum(
        row.n for row in counts.replies if row.question == "response" and row.status == "finished"
    )


def release(pages: Pages) -> int:
    with pages.client.application.app_context():
        return release_due(parts_of(pages))


def test_a_round_is_released_once_it_has_closed_and_not_before(pages: Pages) -> None:
    answer(pages.world, 6)
    assert release(pages) == 0
    close(pages.world)
    assert release(pages) == 1
    assert release(pages) == 0


def test_late_answers_are_stored_and_told_of_and_in_no_number(pages: Pages) -> None:
    answer(pages.world, 6)
    close(pages.world)
    release(pages)
    answer(pages.world, 2)
    assert heard(pages) == 6
    pages.sign_in()
    page = pages.open(f"/admin/rounds/{pages.world.round_id}/report?lang=en")
    assert "A few answers came after the numbers were settled." in page
    with pages.world.store.read() as connection:
        rows = exported(connection, pages.world.round_id)
    assert sum(one.n for one in rows if (one.question, one.status) == ("response", "finished")) == 6


def test_a_batch_of_late_answers_is_told_the_next_day(pages: Pages) -> None:
    answer(pages.world, 6)
    close(pages.world)
    release(pages)
    answer(pages.world, 7)
    assert release(pages) == 0, "once a day is often enough"
    with pages.world.store.read() as connection:
        before = released(connection, [pages.world.round_id])
    assert before[pages.world.round_id].released_on == pages.world.today
    with pages.world.store.write() as connection:
        connection.execute(update(Release).values(looked_on=pages.world.today - timedelta(days=1)))
    assert release(pages) == 1
    assert heard(pages) == 13


def test_a_new_headcount_is_told_of(pages: Pages) -> None:
    world = pages.world
    answer(world, 6)
    close(world)
    release(pages)
    with world.store.session() as session:
        add_headcount(session, world.centre_id, None, Voice.RESIDENT, 77, world.today)
    with world.store.read() as connection:
        counts = round_counts(connection, world.round_id)
    assert counts
    assert counts.corrections
    assert counts.corrections.recounted
    assert all(one.people != 77 for one in counts.sizes)


def test_rows_come_back_as_they_were(pages: Pages) -> None:
    answer(pages.world, 6)
    close(pages.world)
    with pages.world.store.read() as connection:
        before = round_counts(connection, pages.world.round_id)
    release(pages)
    with pages.world.store.read() as connection:
        after = round_counts(connection, pages.world.round_id)
    assert before
    assert after
    assert (after.replies, after.sizes) == (before.replies, before.sizes)
    assert set(after.said) == set(before.said)
    assert all(isinstance(row, Said) for row in after.said)

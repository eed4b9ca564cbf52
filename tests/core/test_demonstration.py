"""A made-up history: the same for the same seed, through the intake or counted at once."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select

from app import create_app
from config import Settings
from survey.actions import LONGEST_ANSWER, LONGEST_SAID, BackState
from survey.demonstration.making import Made, demonstrate
from survey.demonstration.places import FLOOR, SOURING
from survey.demonstration.plan import NEEDS, Plan, centres_for
from survey.demonstration.truth_file import NAME
from survey.keys import read_keys
from survey.services import NAME as PARTS
from survey.services import Services
from survey.simulation.others import BAD_WELCOMES, Troupe, relatives
from survey.simulation.shape import Shape
from survey.store.action_queries import told_at
from survey.store.tables import (
    Centre,
    Headcount,
    Initiative,
    InitiativePartner,
    Meeting,
    Quarantine,
    Response,
    Round,
    Tally,
    Tombstone,
    VisitTally,
)
from survey.store.tally_check import verify_tally
from survey.store.visit_queries import visits_of
from survey.visit_counts import WELCOME, first_two
from tests.world import NOW

SMALL = Plan(seed=7, centres=2, waves=2)
Cells = Counter[tuple[object, ...]]


def parts_in(settings: Settings, folder: Path) -> Services:
    folder.mkdir(exist_ok=True)
    shutil.copy(settings.database_url.removeprefix("sqlite:///"), folder / "lydhoer.db")
    fresh = {"instance": folder, "database": "", "simulated": True}
    app = create_app(settings.model_copy(update=fresh), lambda: NOW)
    parts: Services = app.extensions[PARTS]
    return parts


def counts(parts: Services, table: type[Tally] | type[VisitTally]) -> Cells:
    """Every count there is, by all that names it."""
    with parts.store.read() as connection:
        rows = connection.execute(select(*table.__table__.columns).where(table.n != 0))
        return Counter({tuple(row[:-1]): row[-1] for row in rows})


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Iterator[tuple[Services, Made]]:
    """A small demonstration that came through the intake."""
    parts = parts_in(settings, tmp_path / "kept")
    yield parts, demonstrate(parts, SMALL)
    parts.store.engine.dispose()


def test_counting_at_once_leaves_the_same_counts_as_the_intake(
    kept: tuple[Services, Made], settings: Settings, tmp_path: Path
) -> None:
    parts, made = kept
    fast = parts_in(settings, tmp_path / "fast")
    made_fast = demonstrate(fast, SMALL, fast=True)
    assert made_fast.responses == made.responses > 100
    for table in (Tally, VisitTally):
        assert counts(fast, table) == counts(parts, table) != Counter()
    with fast.store.read() as connection:
        closed = select(Round.id).where(Round.closes_on < NOW.date())
        of_closed = select(func.count()).where(Response.round_id.in_(closed))
        assert connection.scalar(of_closed) == 0, "they are counted and not kept"
    assert list(verify_tally(fast.store, fast.versions)) == []
    fast.store.engine.dispose()


def test_everything_fits_and_says_that_it_is_made_up(kept: tuple[Services, Made]) -> None:
    parts, made = kept
    with parts.store.read() as connection:
        displays = connection.scalars(select(Response.display)).all()
        voices = set(connection.scalars(select(Response.voice)))
        withdrawn = connection.scalar(select(func.count()).select_from(Tombstone)) or 0
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0
    assert all(display["simulated"] == "yes" for display in displays)
    assert len(displays) == made.responses - withdrawn, "what was sent twice is there once"
    assert voices == {"resident", "resident_assisted", "relative", "staff", "volunteer"}
    assert list(verify_tally(parts.store, parts.versions)) == []
    assert read_keys(parts.settings.instance)["simulated"] == "yes"


def test_no_more_answer_than_there_are(kept: tuple[Services, Made]) -> None:
    parts, made = kept
    with parts.store.read() as connection:
        counted = select(Headcount.centre_id, Headcount.people).where(
            Headcount.voice == "resident", Headcount.unit_id.is_(None)
        )
        heads = {row.centre_id: row.people for row in connection.execute(counted)}
        of_round = func.count().label("n")
        rows = connection.execute(
            select(Response.centre_id, Response.round_id, of_round)
            .where(Response.voice.in_(["resident", "resident_assisted"]))
            .group_by(Response.centre_id, Response.round_id)
        ).all()
    assert rows
    assert all(row.n <= (heads[row.centre_id] or 0) for row in rows)
    assert all(0 <= one.heard <= one.people for one in made.truth)


def test_the_same_seed_makes_the_same_history(
    kept: tuple[Services, Made], settings: Settings, tmp_path: Path
) -> None:
    _, made = kept
    again = parts_in(settings, tmp_path / "again")
    assert demonstrate(again, SMALL, fast=True).truth == made.truth
    again.store.engine.dispose()
    other = parts_in(settings, tmp_path / "other")
    assert demonstrate(other, replace(SMALL, seed=8), fast=True).truth != made.truth
    other.store.engine.dispose()


def test_the_truth_lies_beside_the_answers(kept: tuple[Services, Made]) -> None:
    parts, made = kept
    with (parts.settings.instance / NAME).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(made.truth)
    assert {row["wave"] for row in rows} == {"0", "1", "2"}
    assert all(0 <= float(row[need]) <= 1 for row in rows for need in NEEDS)


def test_the_silent_centre_is_silent_of_late(settings: Settings, tmp_path: Path) -> None:
    plan = Plan(seed=3, centres=3, waves=2)
    parts = parts_in(settings, tmp_path / "silent")
    demonstrate(parts, plan, fast=True)
    with parts.store.read() as connection:
        silent = connection.scalars(select(Centre.id).where(Centre.name == plan.name(2))).one()
        heard = set(connection.scalars(select(Tally.centre_id).distinct()))
    assert silent not in heard
    assert len(heard) == 2
    parts.store.engine.dispose()


def test_the_story_can_be_read(settings: Settings, tmp_path: Path) -> None:
    parts = parts_in(settings, tmp_path / "story")
    plan = Plan(centres=2, waves=2)
    made = demonstrate(parts, plan, fast=True)
    by_wave = {(one.house, one.wave): one for one in made.truth if one.people > 10}
    sings, garden = plan.name(0), plan.name(1)
    assert by_wave[sings, 2].enough > by_wave[sings, 0].enough + 0.08, "the singing works"
    assert by_wave[garden, 0].needs["getting_out"] * 100 > FLOOR
    assert by_wave[garden, 2].needs["getting_out"] * 100 < FLOOR, "the need has drifted"
    with parts.store.read() as connection:
        ends = connection.scalars(select(Initiative.funding_ends_on)).all()
        states = Counter(connection.scalars(select(Meeting.state)))
        told = told_at(connection, made.example.place.centre_id, 5)
        partner = select(InitiativePartner.id).where(InitiativePartner.name == SOURING)
        visits = first_two(visits_of(connection, connection.scalars(partner).one()))
    assert any(day and 0 < (day - NOW.date()).days < 270 for day in ends)
    assert states["held"] >= 2
    assert states["planned"] == 2
    assert {one.state for one in told} == {BackState.DONE, BackState.PROMISED}
    for one in told:
        assert one.languages == ["da", "en"]
        assert max(map(len, one.said.values())) <= LONGEST_SAID
        assert max(map(len, one.answer.values())) <= LONGEST_ANSWER
    (house,) = visits
    assert house.second
    first, second = house.first.said[WELCOME], house.second.said[WELCOME]
    assert first.n >= 5
    assert second.n >= 5
    assert first.x / first.n > 0.7
    assert second.x / second.n < 0.4, "its welcome sours on the second visit"
    parts.store.engine.dispose()


def test_whoever_was_received_badly_twice_comes_no_more() -> None:
    dice = np.random.default_rng(1)
    troupe = Troupe.of(10)
    came = [len(troupe.visit(dice, 0.0)) for _ in range(BAD_WELCOMES + 1)]
    assert came == [10, 10, 0]
    assert len(troupe.visit(dice, 1.0)) == 0


def test_relatives_speak_for_half_and_see_things_more_gloomily() -> None:
    dice = np.random.default_rng(2)
    sees = dice.normal(0, 1.3, 4000)
    theirs = relatives(dice, Shape(), sees)
    assert len(theirs.of) / 4000 == pytest.approx(0.5, abs=0.03)
    assert len(set(theirs.of)) == len(theirs.of), "nobody is spoken for twice"
    told = np.array(theirs.sees)
    assert np.corrcoef(told, sees[theirs.of])[0, 1] == pytest.approx(0.35, abs=0.05)
    own = told[np.array(theirs.own)].mean() - sees.mean()
    assert own == pytest.approx(-0.5 * 1.3, abs=0.12)


def test_the_number_of_answers_gives_the_number_of_centres() -> None:
    assert centres_for(1, 8) == 1
    assert centres_for(1_000_000, 8) > 500

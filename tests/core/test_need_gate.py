"""The need gate: which steps are open, and what of the voices of residents may be told."""

from __future__ import annotations

from datetime import date

import pytest

from survey.initiatives import (
    ALLOWED,
    Heard,
    Showable,
    State,
    Step,
    Verdict,
    need_stands,
    showable,
    verdicts,
    ways_on,
)

DAY = date(2026, 11, 24)
CONFIRMED = ("idea", "asking", "need_confirmed")


def went(*states: str, verdict: Verdict | None = None) -> list[Step]:
    """Steps through these states; the last of them with a verdict."""
    steps = [Step(State(one), DAY, "Anna") for one in states]
    return [*steps[:-1], Step(State(states[-1]), DAY, "Anna", verdict=verdict)]


@pytest.mark.parametrize("first", list(State))
@pytest.mark.parametrize("to", ["running", "adjusting"])
def test_nothing_is_set_going_before_the_need_is_confirmed(first: State, to: str) -> None:
    assert State(to) not in ways_on(first, went(first.value)) or first is State.NEED_CONFIRMED


def test_the_usual_road() -> None:
    steps: list[Step] = []
    taken = [State.IDEA]
    for _ in range(3):
        steps.append(Step(taken[-1], DAY, "Anna"))
        taken.append(ways_on(taken[-1], steps)[0])
    assert taken == [State.IDEA, State.ASKING, State.NEED_CONFIRMED, State.RUNNING]


def test_it_is_adjusted_and_goes_on() -> None:
    steps = went(*CONFIRMED, "running", "adjusting")
    assert ways_on(State.RUNNING, steps[:-1])[0] is State.ADJUSTING
    assert ways_on(State.ADJUSTING, steps)[0] is State.RUNNING


def test_asking_anew_puts_the_need_in_doubt() -> None:
    steps = went(*CONFIRMED, "running", "asking")
    assert not need_stands(steps)
    assert ways_on(State.ASKING, steps) == (State.NEED_CONFIRMED, State.IDEA, State.DECIDED)
    assert need_stands([*steps, *went("need_confirmed")])


@pytest.mark.parametrize(
    ("verdict", "first"),
    [
        (Verdict.GO_ON, State.RUNNING),
        (Verdict.ADJUST, State.ADJUSTING),
        (Verdict.STOP, State.ASKING),
    ],
)
def test_a_decision_leads_where_it_says(verdict: Verdict, first: State) -> None:
    steps = went(*CONFIRMED, "running", "decided", verdict=verdict)
    assert ways_on(State.DECIDED, steps)[0] is first


def test_what_was_stopped_begins_with_asking() -> None:
    steps = went(*CONFIRMED, "running", "decided", verdict=Verdict.STOP)
    assert ways_on(State.DECIDED, steps) == (State.ASKING,)
    assert verdicts([*steps, *went("asking")]) == (Verdict.STOP,)


def test_an_idea_can_only_be_stopped() -> None:
    assert verdicts(went("idea")) == (Verdict.STOP,)
    assert verdicts(went(*CONFIRMED)) == tuple(Verdict)


def test_every_state_leads_somewhere_and_none_to_itself() -> None:
    assert set(ALLOWED) == set(State)
    for state, ways in ALLOWED.items():
        assert state not in ways
        assert ways_on(state, went(state.value))


@pytest.mark.parametrize(
    ("alone", "helped", "enough"),
    [
        ((), (), False),
        ((4,), (4,), False),
        ((5,), (), True),
        ((), (2, 3), True),
        ((4, 1), (), True),
    ],
)
def test_either_voice_is_enough_and_they_are_never_added(
    alone: tuple[int, ...], helped: tuple[int, ...], enough: bool
) -> None:
    assert Heard(alone, helped).is_enough(5) is enough


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((), Showable(0)),
        ((4,), Showable(0, is_few=True)),
        ((5,), Showable(5)),
        ((6, 7), Showable(13)),
        ((6, 1), Showable(6, and_more=True)),
        ((3, 4), Showable(5, and_more=True)),
    ],
)
def test_a_count_gives_no_small_group_away(counts: tuple[int, ...], told: Showable) -> None:
    assert showable(counts, 5) == told


def test_only_what_may_be_shown_is_written_down() -> None:
    assert Heard((6, 2), (4,)).known(5) == {"resident": 6}

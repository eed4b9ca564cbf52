"""Change over time: what is usual, what is confirmed, and what nobody can tell yet."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from admin.report.involvement.build import involvement_report
from admin.report.involvement.curve import Trend, autocorrelation, trend
from admin.report.involvement.falls import confirmed, confirmed_falls
from admin.report.involvement.material import Material, Need, Wave
from admin.report.involvement.model import Mark, SectionKey
from admin.report.involvement.sections.change import compared, needs_have_moved
from admin.report.involvement.series import newest_of
from tests.reporting import ASSISTED, QUARTER, TODAY, Group, material, wave

FORBIDDEN = re.compile(
    r"\b(risen|rose|fallen|fell|better|worse|significant\w*|due to)\b", re.IGNORECASE
)
USUAL = [14, 16, 15, 17, 13, 15, 16, 14, 15, 17, 14, 16]
"""Of thirty in each of twelve rounds, those who are very happy."""


def waves(happy: Sequence[int], n: int = 30) -> list[Wave]:
    """A round a quarter, the newest a week ago: so many of `n` are very happy."""
    last = TODAY - timedelta(days=7)
    days = [last - QUARTER * back for back in range(len(happy) - 1, -1, -1)]
    return [
        asked(x, n, day, number) for number, (x, day) in enumerate(zip(happy, days, strict=True), 1)
    ]


def asked(happy: int, n: int, day: date, number: int, helped: int = 0) -> Wave:
    said = {
        "took_part": {"yes": n},
        "satisfied": {"very": happy, "somewhat": n - happy},
        "helped": {"yes": n},
    }
    groups = [Group(n, said)]
    if helped:
        groups.append(Group(helped, {"satisfied": {"very": helped}}, who=ASSISTED))
    people = {"resident": 80, "resident_assisted": 80}
    return wave(groups, "satisfaction", number=number, closes_on=day, people=people)


def happiness(found: Material) -> Trend:
    return trend(newest_of(found, "satisfaction")[0])


def said_of(found: Material, key: SectionKey) -> str:
    section = involvement_report(found).section(key)
    assert section
    return " ".join([*section.said, *(line for one in section.figures for line in one.said)])


def ours(found: Material) -> str:
    """All that a report says, without the words of the questions that it quotes."""
    text = involvement_report(found).model_dump_json()
    for wave_ in found.waves:
        for question in wave_.edition.questionnaire.asked():
            for whose in wave_.edition.questionnaire.wordings:
                text = text.replace(question.text.say(whose, "en"), "")
    return text


def test_under_six_rounds_there_are_dots_only() -> None:
    found = material(waves(USUAL[:5]))
    assert happiness(found).curve.mean is None
    assert "Too early to speak of what is usual: 5 of the 6 rounds" in said_of(
        found, SectionKey.SATISFACTION
    )


def test_from_six_on_limits_are_provisional_and_at_twelve_they_are_frozen() -> None:
    six, twelve = happiness(material(waves(USUAL[:6]))), happiness(material(waves(USUAL)))
    assert six.curve.provisional
    assert not twelve.curve.provisional
    later = happiness(material(waves([*USUAL, 15, 16])))
    assert (later.curve.low, later.curve.high) == (twelve.curve.low, twelve.curve.high)


def test_a_step_of_twenty_points_is_confirmed_and_said_to_be() -> None:
    found = material(waves([*USUAL, 29, 28, 29]))
    change = happiness(found).change
    assert change
    assert change.upwards
    assert "A confirmed change since" in said_of(found, SectionKey.SATISFACTION)
    assert "Confirmed change: more give the top answer" in said_of(found, SectionKey.SHORT)
    marks = [one.mark for one in happiness(found).curve.readings]
    assert marks.count(Mark.CONFIRMED) == 1


def test_a_confirmed_fall_is_known_to_the_decision_and_the_agenda() -> None:
    found = material(waves([*USUAL, 3, 2, 4]))
    assert len(confirmed_falls(found) or ()) == 1
    assert "What has happened at" in said_of(found, SectionKey.AGENDA)
    assert confirmed_falls(material(waves(USUAL))) is None
    assert confirmed_falls(material(waves([*USUAL, 15]))) == ()


def test_a_stable_series_never_claims_a_change() -> None:
    dice = random.Random(7)
    for _ in range(40):
        happy = [sum(dice.random() < 0.5 for _ in range(30)) for _ in range(14)]
        found = material(waves(happy))
        if not confirmed(found):
            text = ours(found)
            assert not FORBIDDEN.search(text), FORBIDDEN.search(text)
            assert "A confirmed change" not in text


def test_many_more_with_help_break_the_curve() -> None:
    day = TODAY - timedelta(days=7)
    before, after = asked(15, 30, day - QUARTER, 1, helped=5), asked(15, 30, day, 2, helped=40)
    found = material([before, after])
    assert happiness(found).curve.readings[1].breaks
    assert "the curve breaks: Many more" in said_of(found, SectionKey.SATISFACTION)


def test_the_same_season_last_year_is_told_in_words() -> None:
    found = material(waves(USUAL[:7]))
    assert "The same season last year: 15 of 30" in said_of(found, SectionKey.SATISFACTION)


def test_waves_that_resemble_the_one_before_call_for_caution() -> None:
    assert autocorrelation([1, 2, 3, 4, 5, 6]) > 0.3
    assert autocorrelation([1, 5, 1, 5, 1, 5]) < 0
    slow = [10, 11, 12, 13, 14, 15, 16, 15, 14, 13, 12, 11]
    assert "Rounds resemble the one before them" in said_of(
        material(waves(slow)), SectionKey.SATISFACTION
    )


def needs(music: int, out: int, day: date, number: int) -> Wave:
    picks = {"needs": {"music": music, "getting_out": out}}
    return wave([Group(music + out, picks)], number=number, closes_on=day)


LAST = TODAY - timedelta(days=7)


def test_needs_that_have_moved_are_told_beside_what_chance_gives() -> None:
    found = material([needs(30, 5, LAST - QUARTER, 1), needs(5, 30, LAST, 2)])
    said = said_of(found, SectionKey.CHANGE)
    assert "further than chance usually moves them. This is provisional" in said
    assert "Chance alone gives up to" in said
    assert "Most sure of it: Getting out more" in said or "Most sure of it: Music" in said
    assert "Do we still do the right thing?" in said_of(found, SectionKey.AGENDA)


def test_needs_that_stand_still_are_never_called_unchanged() -> None:
    found = material([needs(18, 17, LAST - QUARTER, 1), needs(17, 18, LAST, 2)])
    assert not needs_have_moved(found)
    said = said_of(found, SectionKey.CHANGE)
    assert "No sure change" in said
    assert "unchanged" not in said


def test_they_are_held_against_the_round_of_the_agreement_too() -> None:
    rounds = [
        needs(30, 5, LAST - 2 * QUARTER, 1),
        needs(20, 15, LAST - QUARTER, 2),
        needs(5, 30, LAST, 3),
    ]
    agreed = Need(addressed=("music",), agreed_on=LAST - 2 * QUARTER)
    found = material(rounds, need=agreed)
    pairs = compared(found, newest_of(found, "need")[0])
    assert [one.since for one in pairs] == ["Since the round before", "Since the need was agreed"]
    assert all(one.p >= one.drift.p for one in pairs), "the family is held together"


@pytest.mark.parametrize("few", [(5, 4), (4, 5)])
def test_with_few_in_a_round_nobody_can_tell(few: tuple[int, int]) -> None:
    found = material([needs(*few, LAST - QUARTER, 1), needs(5, 30, LAST, 2)])
    assert "Too few to tell" in said_of(found, SectionKey.CHANGE)

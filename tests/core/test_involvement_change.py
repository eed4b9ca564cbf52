"""Change in the involvement report: only what is confirmed is worded as one, and never why."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from admin.report.involvement.build import involvement_report
from admin.report.involvement.curve import autocorrelation, curve_of, trend_of, trend_words
from admin.report.involvement.drifted import moved
from admin.report.involvement.material import Material, Need, Wave
from admin.report.involvement.model import About, Curve, Mark, SectionKey
from admin.report.involvement.sections.satisfaction import residents_trend
from admin.report.involvement.tell import Teller
from survey.actions import Action, ActionState, Outcome, Place, Promise
from survey.round_counts import Centre
from survey.tally import SCALE
from tests.reporting import OAK, QUARTER, RESIDENT, SUN, TODAY, Group, material, wave

FORBIDDEN = re.compile(r"\b(risen|fallen|better|worse|significant|due to)\b", re.IGNORECASE)
STABLE = (20, 22, 21, 19, 23, 20, 21, 22, 18, 21, 20, 22)
"""Of thirty, wave by wave: what is usual."""


def day_of(place: int, of: int) -> date:
    return TODAY - timedelta(days=7) - QUARTER * (of - 1 - place)


def satisfied(numbers: tuple[int, ...], n: int = 30) -> list[Wave]:
    return [
        wave(
            [Group(n, {"took_part": {"yes": n}, "satisfied": _split(very, n)})],
            "satisfaction",
            number=place + 1,
            closes_on=day_of(place, len(numbers)),
        )
        for place, very in enumerate(numbers)
    ]


def _split(very: int, n: int) -> dict[str, int]:
    rest = n - very
    return {"very": very, "somewhat": rest - rest // 2, "not_at_all": rest // 2}


def words(found: Material) -> str:
    trend = residents_trend(found)
    assert trend
    return " ".join(trend_words(Teller(found), trend))


def test_a_stable_series_never_says_a_forbidden_word() -> None:
    found = involvement_report(material(satisfied((*STABLE, *STABLE[::-1]))))
    assert not FORBIDDEN.search(found.model_dump_json())
    short = found.section(SectionKey.SHORT)
    assert short
    assert "No sure change." in short.said


@pytest.mark.parametrize(("very", "verb"), [(28, "risen"), (13, "fallen")])
def test_a_large_step_is_confirmed_and_said_in_short(very: int, verb: str) -> None:
    found = involvement_report(material(satisfied((*STABLE, *(very,) * 8))))
    short = found.section(SectionKey.SHORT)
    assert short
    assert "Confirmed change" in short.said[-1]
    assert f"has {verb}" in short.said[-1]
    assert "due to" not in found.model_dump_json()
    agenda = found.section(SectionKey.AGENDA)
    assert agenda
    assert ("confirmedly gone down" in " ".join(agenda.said)) is (verb == "fallen")


def test_twenty_points_for_eight_waves_are_confirmed_while_limits_alone_would_not() -> None:
    wide = (14, 22, 15, 23, 16, 21, 14, 22, 17, 23, 15, 22)
    trend = residents_trend(material(satisfied((*wide, *(25,) * 7))))
    assert trend
    assert trend.side == 0
    trend = residents_trend(material(satisfied((*wide, *(25,) * 8))))
    assert trend
    assert trend.side == 1
    assert trend.marks[-1] is Mark.CONFIRMED
    assert Mark.CONFIRMED not in trend.marks[:-1]


@pytest.mark.parametrize(
    ("waves", "limits", "provisional"),
    [(5, False, False), (6, True, True), (11, True, True), (12, True, False)],
)
def test_how_many_waves_tell_what_is_usual(waves: int, limits: bool, provisional: bool) -> None:
    found = material(satisfied(STABLE[:waves]))
    trend = residents_trend(found)
    assert trend
    curve = curve_of(trend)
    assert ((curve.mean is not None), curve.provisional) == (limits, provisional)
    assert ("Too early" in words(found)) is not limits
    assert ("provisional" in words(found)) is provisional


def test_the_baseline_is_frozen_at_twelve() -> None:
    short, long = (residents_trend(material(satisfied(STABLE + more))) for more in ((), (28,) * 10))
    assert short
    assert long
    assert short.lines == long.lines


def test_limits_are_clipped_for_drawing_only() -> None:
    trend = residents_trend(material(satisfied((30, 24, 30, 25, 30, 24, 30))))
    assert trend
    assert trend.lines
    assert trend.lines[2] > 100
    assert curve_of(trend).high == 100


def test_other_centres_break_the_curve_and_it_is_said_why() -> None:
    waves = satisfied(STABLE[:8])
    waves[4:] = [
        wave(
            [Group(30, {"took_part": {"yes": 30}, "satisfied": _split(20, 30)})],
            "satisfaction",
            number=place + 1,
            closes_on=day_of(place, 8),
            centres=(SUN, OAK),
        )
        for place in range(4, 8)
    ]
    found = material(waves)
    trend = residents_trend(found)
    assert trend
    assert trend.lines is None
    assert [one.breaks for one in curve_of(trend).readings].index(True) == 4
    assert "not asked at the same centres" in words(found)


def test_a_wave_that_is_too_small_is_a_gap() -> None:
    waves = satisfied(STABLE[:8])
    few = Group(4, {"took_part": {"yes": 4}, "satisfied": {"very": 4}})
    waves[3] = wave([few], "satisfaction", number=4, closes_on=day_of(3, 8))
    found = material(waves)
    trend = residents_trend(found)
    assert trend
    assert curve_of(trend).readings[3].percent is None
    assert len(trend.told) == 7
    assert "gaps in the curve" in words(found)


def test_waves_that_linger_get_a_caution() -> None:
    slow = (15, 15, 16, 16, 17, 18, 19, 20, 21, 22, 23, 23)
    assert autocorrelation([1, 2, 3, 4, 5, 6]) > 0.3 > autocorrelation([1, 2, 1, 2, 1, 2])
    assert "resembles the one before" in words(material(satisfied(slow)))
    assert "resembles the one before" not in words(material(satisfied(STABLE)))


def test_a_year_ago_is_held_against_now_in_words() -> None:
    assert "same season last year: no sure" in words(material(satisfied(STABLE[:5])))
    assert "same season last year: a difference" in words(material(satisfied((5, 9, 9, 9, 28))))


def needs(*picks: dict[str, int], **values: object) -> Material:
    waves = [
        wave(
            [Group(sum(one.values()), {"needs": one})],
            number=place + 1,
            closes_on=day_of(place, len(picks)),
            people={"resident": 60},
        )
        for place, one in enumerate(picks)
    ]
    return material(waves, **values)


MUSIC = {"music": 30, "getting_out": 6, "getting_out+music": 4}
OUT = {"music": 6, "getting_out": 30, "getting_out+music": 4}
NEARLY = {"music": 28, "getting_out": 7, "getting_out+music": 5}


def section_text(found: Material) -> str:
    section = involvement_report(found).section(SectionKey.CHANGE)
    assert section
    return " ".join([*section.said, *(line for one in section.figures for line in one.said)])


def test_a_swap_at_the_top_is_found_and_provisional() -> None:
    said = section_text(needs(MUSIC, OUT))
    assert "larger than chance" in said
    assert "Provisional" in said
    assert "It has moved at: Getting out more; Music and singing." in said
    agenda = involvement_report(needs(MUSIC, OUT)).section(SectionKey.AGENDA)
    assert agenda
    assert "what residents ask for has moved" in " ".join(agenda.said)


def test_alike_waves_have_no_sure_change_beside_the_size_of_chance() -> None:
    said = section_text(needs(MUSIC, NEARLY))
    assert "not larger than chance" in said
    assert "not the same as no change" in said
    assert "one time in twenty" in said
    assert "It has moved" not in said


def test_the_next_wave_that_points_the_same_way_ends_the_provision() -> None:
    agreed = Need(agreed_on=day_of(0, 3))
    found = moved(needs(MUSIC, OUT, OUT, need=agreed))
    assert [(one.agreed, one.is_sure, one.preliminary) for one in found] == [
        (False, False, True),
        (True, True, False),
    ]


def test_nine_people_in_a_wave_cannot_say() -> None:
    said = section_text(needs(MUSIC, {"getting_out": 9}))
    assert "We cannot say whether it has moved" in said
    assert "chance" not in said


def test_one_round_cannot_say_what_has_changed() -> None:
    assert "in one round only" in section_text(needs(MUSIC))


def test_voices_are_held_each_by_themselves() -> None:
    relative = ("relative", "as_resident")
    waves = [
        wave(
            [Group(40, {"needs": MUSIC}), Group(40, {"needs": theirs}, who=relative)],
            number=number,
            closes_on=day_of(number, 3),
            people={"resident": 60, "relative": 60},
        )
        for number, theirs in ((1, MUSIC), (2, OUT))
    ]
    found = moved(material(waves))
    assert [(one.series.speaker, one.is_sure) for one in found] == [
        (RESIDENT, False),
        (relative, True),
    ]
    agenda = involvement_report(material(waves)).section(SectionKey.AGENDA)
    assert agenda
    assert "what residents ask for has moved" not in " ".join(agenda.said)


def test_trends_need_nobody_else() -> None:
    trend = residents_trend(material(satisfied(STABLE)))
    assert trend
    assert trend_of(trend.series) == trend


def kept(day: date) -> Action:
    promise = Promise(Place(1), {"en": "Sing"}, {"en": "A song every day"}, "", None, False)
    outcome = Outcome(ActionState.DONE, {"en": "We sing"}, day)
    return Action(1, promise, outcome, day, "Solsikken")


def done_text(found: Material) -> str:
    section = involvement_report(found).section(SectionKey.DONE)
    assert section
    assert not FORBIDDEN.search(" ".join(section.said))
    return " ".join(section.said)


def test_after_an_action_it_is_told_what_happened_and_never_why() -> None:
    waves = satisfied((10, 10, 10, 10, 27, 27, 27, 27))
    day = waves[3].report.closes_on + timedelta(days=1)
    said = done_text(material(waves, actions=[kept(day)]))
    assert "before “A song every day”: 33 %, after it: 90 %" in said
    assert "We cannot know whether it is the action." in said
    few = done_text(material(waves[:-1], actions=[kept(day)]))
    assert "we cannot say what happened then" in few
    assert "%" not in few


def test_the_action_stands_on_the_curve_on_its_day() -> None:
    found = involvement_report(material(satisfied(STABLE), actions=[kept(day_of(6, 12))]))
    section = found.section(SectionKey.DONE)
    assert section
    chart = section.figures[-1].chart
    assert isinstance(chart, Curve)
    assert [one.day for one in chart.events] == [day_of(6, 12)]


def lonely(often: int, n: int) -> Material:
    answers = {"lonely": {"often": often, "rarely": (n - often) // 2}}
    answers["lonely"]["sometimes"] = n - often - answers["lonely"]["rarely"]
    return material([wave([Group(n, answers)], "satisfaction")])


def test_few_lonely_people_are_never_counted_out() -> None:
    section = involvement_report(lonely(2, 30)).section(SectionKey.WELL_BEING)
    assert section
    assert "2 of 30" not in section.model_dump_json()
    assert involvement_report(lonely(8, 30)).section(SectionKey.WELL_BEING)


def test_nine_answers_on_loneliness_cannot_say() -> None:
    section = involvement_report(lonely(3, 9)).section(SectionKey.WELL_BEING)
    assert section
    assert section.cannot_say
    assert "fewer than 10" in section.figures[0].said[0]
    assert section.figures[0].chart is None


def test_a_scale_is_told_by_its_bands() -> None:
    scores = {SCALE + "who5": {"20": 10, "60": 12}}
    found = involvement_report(material([wave([Group(22, scores)], "who5")]))
    section = found.section(SectionKey.WELL_BEING)
    assert section
    assert "who5-resident-self" in [one.key for one in section.figures]


def test_among_many_centres_the_one_that_moved_is_looked_at() -> None:
    places = [Centre(number, f"Centre {number}") for number in range(1, 7)]
    waves = [
        wave(
            [
                Group(40, {"needs": OUT if round_ == 2 and one.id == 4 else MUSIC}, centre=one.id)
                for one in places
            ],
            number=round_,
            closes_on=day_of(round_, 3),
            people={"resident": 60},
            centres=places,
        )
        for round_ in (1, 2)
    ]
    whole = About(kind="organisation", id=None, name="Kommunen")
    said = section_text(material(waves, about=whole))
    assert "Centres to look at more closely: Centre 4." in said
    assert "look at more closely" not in section_text(material(waves))


def test_outside_the_limits_but_not_rare_is_worth_a_talk_only() -> None:
    found = material(satisfied((*(20, 21) * 6, 24)))
    trend = residents_trend(found)
    assert trend
    assert (trend.marks[-1], trend.side) == (Mark.LOOK, 0)
    assert "Worth talking about" in words(found)
    assert not FORBIDDEN.search(words(found))

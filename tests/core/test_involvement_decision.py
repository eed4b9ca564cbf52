"""What the answers speak for when it is decided whether an initiative goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from admin.report.involvement.build import involvement_report
from admin.report.involvement.evidence import Evidence, Weighed, speaks_for, weigh
from admin.report.involvement.material import Need, Wave
from admin.report.involvement.model import About, SectionKey
from survey.initiatives import State, Step, Verdict
from tests.reporting import TODAY, Group, material, wave

HELPS = Need(addressed=("music",), floor=30)
GO, ADJUST, STOP = Verdict.GO_ON, Verdict.ADJUST, Verdict.STOP
OLD = TODAY - timedelta(days=100)


def asked(music: int, out: int) -> Wave:
    return wave([Group(music + out, {"needs": {"music": music, "getting_out": out}})])


def went(part: int, away: int, helped: int, closes_on: date = OLD, number: int = 2) -> Wave:
    said = {
        "took_part": {"yes": part, "no": away},
        "helped": {"yes": helped, "no": part - helped, "not_relevant": away},
    }
    return wave([Group(part + away, said)], "satisfaction", number=number, closes_on=closes_on)


def points_at(found: Weighed) -> Mapping[Evidence, Verdict | None]:
    return {piece.about: piece.points_at for piece in found.pieces}


def test_everything_speaks_for_going_on() -> None:
    found = weigh(material([went(28, 4, 26), asked(25, 5)], need=HELPS), falls=())
    assert points_at(found) == dict.fromkeys(Evidence, GO)
    assert found.speaks_for is GO


def test_a_need_that_is_gone_is_reason_enough_to_talk_about_stopping() -> None:
    found = weigh(material([went(28, 4, 26), asked(1, 30)], need=HELPS), falls=())
    assert points_at(found)[Evidence.NEED] is STOP
    assert found.speaks_for is STOP


def test_what_nobody_asked_is_unknown_and_never_a_yes() -> None:
    found = weigh(material([asked(25, 5)], need=HELPS), falls=None)
    assert points_at(found) == {
        Evidence.NEED: GO,
        Evidence.REACH: None,
        Evidence.HELP: None,
        Evidence.FALL: None,
    }
    assert found.speaks_for is None


def test_reaching_few_speaks_for_stopping_only_the_second_time() -> None:
    once = weigh(material([went(2, 30, 1), asked(25, 5)], need=HELPS), falls=())
    assert points_at(once)[Evidence.REACH] is ADJUST
    earlier = went(1, 30, 1, OLD - timedelta(days=91), number=3)
    twice = weigh(material([earlier, went(2, 30, 1), asked(25, 5)], need=HELPS), falls=())
    assert points_at(twice)[Evidence.REACH] is STOP


@pytest.mark.parametrize(("helped", "wanted"), [(24, GO), (14, None), (3, ADJUST)])
def test_help_counts_only_where_the_whole_interval_is_on_one_side(
    helped: int, wanted: Verdict | None
) -> None:
    found = weigh(material([went(28, 4, helped)]), falls=())
    assert points_at(found)[Evidence.HELP] is wanted


def test_a_confirmed_fall_after_an_adjustment_speaks_for_stopping() -> None:
    fell = (TODAY - timedelta(days=30),)
    before = weigh(material([asked(25, 5)]), falls=fell)
    assert points_at(before)[Evidence.FALL] is ADJUST
    step = Step(State.ADJUSTING, TODAY - timedelta(days=60), "Anna")
    after = weigh(material([asked(25, 5)], steps=(step,)), falls=fell)
    assert points_at(after)[Evidence.FALL] is STOP


def test_one_reason_to_stop_is_enough_and_going_on_needs_all() -> None:
    assert speaks_for([GO, STOP, None]) is STOP
    assert speaks_for([GO, ADJUST, None]) is None
    assert speaks_for([GO, ADJUST]) is ADJUST


def test_the_section_writes_unknown_and_says_who_decides() -> None:
    ends_on = TODAY + timedelta(days=150)
    found = involvement_report(material([asked(25, 5)], need=HELPS, funding_ends_on=ends_on))
    section = found.section(SectionKey.DECISION)
    assert section
    assert section.cannot_say
    assert "The money runs out in 4 months" in section.said[0]
    assert "We do not know enough" in section.said[1]
    table = section.figures[0].table
    assert table
    assert table.rows[1][2:] == ("unknown", "unknown", "unknown")
    agenda = found.section(SectionKey.AGENDA)
    assert agenda
    assert any("Do we go on, adjust or stop?" in line for line in agenda.said)


def test_money_far_away_is_on_no_agenda_yet() -> None:
    far = TODAY + timedelta(days=400)
    found = involvement_report(material([asked(25, 5)], need=HELPS, funding_ends_on=far))
    agenda = found.section(SectionKey.AGENDA)
    assert agenda
    assert not any("Do we go on" in line for line in agenda.said)


def test_only_an_initiative_is_decided_on() -> None:
    found = involvement_report(
        material([asked(25, 5)], about=About(kind="centre", id=1, name="Solsikken"))
    )
    assert found.section(SectionKey.DECISION) is None

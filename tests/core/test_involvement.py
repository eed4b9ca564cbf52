"""The involvement report: who was heard, whether the need is there, and what to talk about."""

from __future__ import annotations

from datetime import timedelta

from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Need
from admin.report.involvement.model import InvolvementReport, SectionKey
from tests.reporting import OAK, SUN, TODAY, Group, material, wave

HELPS = Need(addressed=("music",), names={"music": "Music"}, floor=30)
SING = {"needs": {"music": 9, "getting_out+music": 12, "getting_out": 9}}
"""Thirty people: twenty-one of them pick music."""


def texts(found: InvolvementReport, key: SectionKey) -> str:
    section = found.section(key)
    return " ".join(section.said) if section else ""


def test_with_no_round_it_says_so_and_what_to_do() -> None:
    found = involvement_report(material([]))
    assert found.sections == ()
    assert found.nothing[0] == "There is nothing to report yet: no round has closed."
    assert "Plan a round" in found.nothing[1]


def test_a_need_that_is_there_is_said_with_its_base_and_interval() -> None:
    found = involvement_report(material([wave([Group(30, SING)])], need=HELPS))
    said = texts(found, SectionKey.NEED)
    assert said.startswith("Yes, the need is still there. 21 of 30 point at what")
    assert "We have heard 30 of 40 residents" in texts(found, SectionKey.SHORT)


def test_a_need_that_has_gone_is_on_the_agenda() -> None:
    away = {"needs": {"getting_out": 29, "music": 1}}
    found = involvement_report(material([wave([Group(30, away)])], need=HELPS))
    assert "The need is no longer supported." in texts(found, SectionKey.NEED)
    assert "Shall we do something else?" in texts(found, SectionKey.AGENDA)


def test_when_the_interval_spans_the_floor_nobody_can_tell() -> None:
    half = {"needs": {"getting_out": 7, "music": 3}}
    found = involvement_report(material([wave([Group(10, half)])], need=HELPS))
    assert "We cannot tell whether the need is still there." in texts(found, SectionKey.NEED)
    section = found.section(SectionKey.NEED)
    assert section
    assert section.cannot_say


def test_relatives_never_stand_in_for_residents() -> None:
    relatives = Group(30, SING, who=("relative", "as_resident"))
    found = involvement_report(
        material([wave([relatives], people={"resident": 40, "relative": 40})], need=HELPS)
    )
    assert texts(found, SectionKey.SHORT).startswith("We have not heard the residents")
    assert "Not uncovered" in texts(found, SectionKey.NEED)
    assert "How do we get to hear the residents" in texts(found, SectionKey.AGENDA)


def test_the_silent_centre_is_named_and_asked_about() -> None:
    found = involvement_report(material([wave([Group(30, SING)], centres=(SUN, OAK))], need=HELPS))
    assert "Silent: Egebo." in texts(found, SectionKey.HEARD)
    assert "these are silent: Egebo" in texts(found, SectionKey.AGENDA)


def test_the_leader_is_named_only_when_the_same_people_prefer_it() -> None:
    def leads(music: int, both: int, out: int) -> str:
        said = {"needs": {"music": music, "getting_out+music": both, "getting_out": out}}
        found = involvement_report(material([wave([Group(music + both + out, said)])], need=HELPS))
        section = found.section(SectionKey.NEED)
        assert section
        return " ".join(section.figures[-1].said)

    assert "Most often chosen: Music and singing." in leads(20, 6, 4)
    assert "Among the most often chosen: Music and singing; Getting out more." in leads(9, 12, 8)


def test_what_is_old_is_called_old() -> None:
    old = wave([Group(30, SING)], closes_on=TODAY - timedelta(days=300))
    found = involvement_report(material([old], need=HELPS))
    section = found.section(SectionKey.HEARD)
    assert section
    assert section.figures[0].stale
    assert "When do we ask again?" in texts(found, SectionKey.AGENDA)


def test_of_an_open_round_only_who_was_heard_is_told() -> None:
    closed = wave([Group(30, SING)], closes_on=TODAY - timedelta(days=100))
    still = wave([Group(20, SING)], number=2, closes_on=TODAY + timedelta(days=3))
    found = involvement_report(material([closed, still], need=HELPS))
    assert [one.round_id for one in found.open_waves] == [2]
    assert "21 of 30" in texts(found, SectionKey.NEED)
    section = found.section(SectionKey.HEARD)
    assert section
    assert "A round is open until" in section.figures[-1].said[0]


def test_more_answers_than_people_stops_the_numbers() -> None:
    found = involvement_report(material([wave([Group(30, SING)], people={"resident": 20})]))
    assert "Stop" in texts(found, SectionKey.SHORT)
    section = found.section(SectionKey.NEED)
    assert section
    assert section.cannot_say
    assert "%" not in section.model_dump_json()


def test_three_to_five_questions_and_one_on_silence() -> None:
    found = involvement_report(material([wave([Group(30, SING)], people={})], need=HELPS))
    section = found.section(SectionKey.AGENDA)
    assert section
    assert 3 <= len(section.said) <= 5
    assert "Whom have we not heard?" in section.said[0]

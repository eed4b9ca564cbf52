"""Each voice by itself: barriers, words, helpers and the welcome they met, and what others think."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Material, Need, Welcome
from admin.report.involvement.model import InvolvementReport, Section, SectionKey
from admin.report.involvement.welcome import warnings
from survey.visit_counts import FirstTwo, Share, Visits
from tests.reporting import RELATIVE, TODAY, Group, material, wave

VOLUNTEER = ("volunteer", "own_view")
FIRST, SECOND = TODAY - timedelta(days=60), TODAY - timedelta(days=30)


def section(found: InvolvementReport, key: SectionKey) -> Section:
    one = found.section(key)
    assert one
    return one


def texts(found: Material, key: SectionKey) -> str:
    one = section(involvement_report(found), key)
    return " ".join([*one.said, *(line for figure in one.figures for line in figure.said)])


def satisfied(very: int, n: int, who: tuple[str, str] = ("resident", "self")) -> Group:
    return Group(
        n, {"took_part": {"yes": n}, "satisfied": {"very": very, "somewhat": n - very}}, who
    )


def both(own: int, theirs: int, n: int = 30) -> Material:
    people = {"resident": 80, "relative": 80}
    groups = [satisfied(own, n), satisfied(theirs, n, RELATIVE)]
    return material([wave(groups, "satisfaction", people=people)])


def test_relatives_who_see_it_otherwise_are_held_beside_and_neither_is_right() -> None:
    said = texts(both(27, 9), SectionKey.VIEWS)
    assert "less often than residents themselves: by 3" in said
    assert "Neither of them is the key to the other." in said
    assert "What can relatives and residents tell each other" in texts(
        both(27, 9), SectionKey.AGENDA
    )


def test_a_gap_that_chance_may_give_is_never_called_agreement() -> None:
    said = texts(both(16, 15), SectionKey.VIEWS)
    assert "we cannot tell" in said
    assert "agree" not in said


def test_with_few_of_either_there_is_no_gap() -> None:
    assert section(involvement_report(both(9, 4, 9)), SectionKey.VIEWS).cannot_say


def test_voices_stand_in_rows_of_their_own_and_are_never_added() -> None:
    one = section(involvement_report(both(27, 9)), SectionKey.SATISFACTION)
    split = [figure for figure in one.figures if figure.key.startswith("split-satisfied")]
    assert [figure.base for figure in split] == ["30 of 80", "30 of 80"]
    assert "60" not in one.model_dump_json()


def wanted(answers: Mapping[str, int], n: int) -> Material:
    said = {"took_part": {"wanted_to": n}, "barrier": answers}
    return material([wave([Group(n, said)], "satisfaction")])


def test_a_barrier_is_named_only_where_it_leads_among_those_who_wanted_to_come() -> None:
    clear = wanted({"nobody_to_go_with": 22, "time_of_day": 4}, 26)
    assert "Of those who would have liked to come" in texts(clear, SectionKey.BARRIERS)
    assert "Most often chosen: Nobody to go with." in texts(clear, SectionKey.BARRIERS)
    assert "What can we do about “Nobody to go with”?" in texts(clear, SectionKey.AGENDA)
    even = wanted({"nobody_to_go_with": 13, "time_of_day": 13}, 26)
    assert "Most often chosen" not in texts(even, SectionKey.BARRIERS)
    assert "What can we do about" not in texts(even, SectionKey.AGENDA)


def test_few_who_wanted_to_come_are_told_nothing_of() -> None:
    one = section(involvement_report(wanted({"time_of_day": 3}, 3)), SectionKey.BARRIERS)
    assert one.cannot_say


def visits(first: tuple[int, int], second: tuple[int, int] | None) -> Material:
    told = [
        Visits(day, {"welcome": Share(*share), "expected": Share(0, 0)}) if share else None
        for day, share in ((FIRST, first), (SECOND, second))
    ]
    assert told[0]
    welcome = Welcome("Kaffeholdet", FirstTwo("Solsikken", told[0], told[1]))
    return material([wave([satisfied(20, 30)], "satisfaction")], welcomes=(welcome,))


def test_a_second_visit_that_sours_is_told_at_once() -> None:
    found = visits((8, 8), (3, 7))
    said = texts(found, SectionKey.HELPERS)
    assert "Fewer from Kaffeholdet felt welcome at Solsikken" in said
    assert "it may be chance" in said
    assert "Who receives the volunteers from Kaffeholdet" in texts(found, SectionKey.AGENDA)


def test_silence_after_the_second_visit_is_a_warning_too() -> None:
    found = visits((8, 8), (1, 2))
    assert "Nearly nobody from Kaffeholdet has answered" in texts(found, SectionKey.HELPERS)
    table = section(involvement_report(found), SectionKey.HELPERS).figures[0].table
    assert table
    assert table.rows == (
        ("Kaffeholdet, Solsikken", "Did you feel welcome?", "8 of 8", "fewer than 5"),
    )


def test_a_welcome_that_lasts_is_no_warning_and_few_are_told_nothing_of() -> None:
    assert warnings(visits((6, 8), (6, 8))) == []
    assert warnings(visits((3, 3), (0, 3))) == []
    assert warnings(visits((8, 8), None)) == []


def test_few_volunteers_are_to_be_asked_in_person() -> None:
    few = Group(3, {"welcome": {"yes": 3}, "expected": {"yes": 3}}, VOLUNTEER)
    found = material([wave([few], "volunteer_visit", people={"volunteer": 10})])
    assert "Raise it with them in person." in texts(found, SectionKey.HELPERS)


def test_need_reach_and_help_stand_beside_each_other() -> None:
    asked = wave([Group(30, {"needs": {"music": 24, "getting_out": 6}})])
    went = {"took_part": {"yes": 20, "no": 10}, "helped": {"yes": 15, "no": 5, "not_relevant": 10}}
    used = wave([Group(30, went)], "satisfaction", number=2)
    found = involvement_report(material([asked, used], need=Need(addressed=("music",), floor=30)))
    table = section(found, SectionKey.NEED).figures[-1].table
    assert table
    ((who, need, reach, helped),) = table.rows
    assert who == "Residents themselves"
    assert [one.split(" (")[0] for one in (need, reach, helped)] == [
        "24 of 30",
        "20 of 30",
        "15 of 20",
    ]

"""Barriers, own words, helpers and two views in the involvement report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Material, Need, Wave, Welcome
from admin.report.involvement.model import Figure, InvolvementReport, SectionKey
from admin.report.involvement.sections.views import gaps
from admin.report.involvement.welcome_watch import Warned, watched
from admin.report.round_report import round_report
from survey.visit_counts import FirstTwo, Share, Visits
from survey.words.moderated import Quoted, RoundWords, Themed
from tests.reporting import ASSISTED, RELATIVE, TODAY, Group, K, material, wave

VOLUNTEER = ("volunteer", "self")
STAFF = ("staff", "self")


def texts(found: InvolvementReport, key: SectionKey) -> str:
    section = found.section(key)
    return " ".join(section.said) if section else ""


def figures(found: InvolvementReport, key: SectionKey) -> tuple[Figure, ...]:
    section = found.section(key)
    assert section
    return section.figures


def wanted(**named: int) -> Material:
    """Residents of whom these wanted to come, and what kept them."""
    n = sum(named.values())
    said = {"took_part": {"wanted_to": n, "yes": 10}, "barrier": named}
    return material([wave([Group(n + 10, said)], "satisfaction")])


def test_one_barrier_is_named_only_when_it_leads_surely() -> None:
    sure = involvement_report(wanted(time_of_day=14, tired_or_ill=2))
    (figure,) = figures(sure, SectionKey.BARRIERS)
    assert "named most often: The time of day" in figure.said[0]
    assert "What can we do about “The time of day”?" in texts(sure, SectionKey.AGENDA)
    unsure = involvement_report(wanted(time_of_day=9, tired_or_ill=7))
    (figure,) = figures(unsure, SectionKey.BARRIERS)
    assert "we cannot tell" in figure.said[0]
    assert "What can we do about" not in texts(unsure, SectionKey.AGENDA)


def test_barriers_are_sorted_and_told_of_those_who_wanted_to_come() -> None:
    (figure,) = figures(
        involvement_report(wanted(tired_or_ill=2, time_of_day=14)), SectionKey.BARRIERS
    )
    assert figure.title.startswith("Of those who wanted to come")
    assert figure.base.startswith("16 of")
    assert figure.table
    assert figure.table.rows[0][0] == "The time of day"


def test_too_few_who_wanted_to_come_is_said_and_counted_nowhere() -> None:
    found = involvement_report(wanted(time_of_day=4))
    section = found.section(SectionKey.BARRIERS)
    assert section
    assert section.cannot_say
    assert "Fewer than 5" in section.figures[0].said[0]
    assert section.figures[0].chart is None
    assert section.figures[0].table is None


def test_why_it_did_not_happen_stands_beside_by_voice() -> None:
    staff = Group(12, {"reason": {"alone_on_duty": 11, "nobody_came": 1}}, who=STAFF)
    found = involvement_report(material([wave([staff], "why_not", people={"staff": 20})]))
    (figure,) = figures(found, SectionKey.BARRIERS)
    assert figure.voice == "Staff"
    assert figure.said[0] == "Named most often: I was alone on duty."
    assert "What can we do about" not in texts(found, SectionKey.AGENDA)


def with_words(words: RoundWords) -> Material:
    given = wave([Group(20, {"wish": {"": 8}})], "satisfaction")
    report = round_report(given.counts, given.editions, K, "en", TODAY, words)
    return material([Wave(given.counts, given.editions, report)])


def test_words_nobody_has_read_are_said_to_wait() -> None:
    found = involvement_report(with_words(RoundWords()))
    section = found.section(SectionKey.OWN_WORDS)
    assert section
    assert section.cannot_say
    assert "Nobody has read through what they wrote yet." in section.figures[0].said
    assert "waits to be read" in texts(found, SectionKey.AGENDA)


def test_quotes_are_approved_ones_and_themes_are_of_k_or_more() -> None:
    quotes = tuple(Quoted("resident", "self", 1, f"Quote {i}") for i in range(7))
    themes = Themed("resident", "self", "Music", 6), Themed("resident", "self", "Walks", 4)
    found = involvement_report(with_words(RoundWords(themes=themes, quotes=quotes)))
    (figure,) = figures(found, SectionKey.OWN_WORDS)
    assert figure.title == "From residents, shortened and approved:"
    assert figure.table
    assert figure.table.rows == (("Music", "6"),)
    assert sum("Quote" in line for line in figure.said) == 5
    assert figure.chart is None
    assert "%" not in figure.model_dump_json()


def visited(n: int, expected: int) -> Material:
    said = {
        "expected": {"yes": expected, "no": n - expected},
        "welcome": {"yes": n},
        "come_again": {"yes": n},
    }
    group = Group(n, said, who=VOLUNTEER)
    return material([wave([group], "volunteer_visit", people={"volunteer": 30})])


def test_volunteers_who_felt_expected_are_told_with_their_base() -> None:
    found = involvement_report(visited(20, 12))
    said = [line for one in figures(found, SectionKey.HELPERS) for line in one.said]
    assert "12 of 20 volunteers felt expected." in said


def test_too_few_helpers_are_spoken_with_in_person() -> None:
    found = involvement_report(visited(4, 1))
    section = found.section(SectionKey.HELPERS)
    assert section
    assert section.cannot_say
    assert not section.figures
    assert section.said == (
        "Fewer than 5 of these have answered, so raise it in person: Volunteers.",
    )


def visits(first: tuple[int, int], second: tuple[int, int] | None) -> Welcome:
    def one(day: int, x: int, n: int) -> Visits:
        return Visits(date(2026, 11, day), {"expected": Share(n, n), "welcome": Share(x, n)})

    later = one(8, *second) if second else None
    return Welcome("Kor", FirstTwo("Solsikken", one(1, *first), later))


def test_a_second_visit_that_felt_less_welcome_is_told_early() -> None:
    told = replace(visited(20, 20), welcomes=(visits((8, 8), (4, 7)),))
    found = involvement_report(told)
    said = texts(found, SectionKey.HELPERS)
    assert "4 of 7 felt welcome on the second visit, 8 of 8 on the first" in said
    assert "Who receives the volunteers from Kor at Solsikken?" in texts(found, SectionKey.AGENDA)


def test_silence_after_the_second_visit_is_a_warning_and_tells_no_answer() -> None:
    told = replace(visited(20, 20), welcomes=(visits((8, 8), (0, 3)),))
    (one,) = watched(told.welcomes, K)
    assert one.why is Warned.SILENT
    assert one.second is None
    said = texts(involvement_report(told), SectionKey.HELPERS)
    assert "fewer than 5 answered after the second visit" in said
    assert "3" not in said


def test_no_warning_without_a_first_visit_that_may_be_seen_or_without_a_second() -> None:
    few, alone, same = visits((4, 4), (0, 9)), visits((8, 8), None), visits((8, 8), (8, 8))
    assert not list(watched([few, alone, same], K))


def seen(mine: int, theirs: int, n: int = 20, helped: int = 0) -> Material:
    def said(very: int, of: int) -> dict[str, dict[str, int]]:
        return {"took_part": {"yes": of}, "satisfied": {"very": very, "not_at_all": of - very}}

    groups = [Group(n, said(mine, n)), Group(n, said(theirs, n), who=RELATIVE)]
    if helped:
        groups.append(Group(helped, said(helped, helped), who=ASSISTED))
    people = {"resident": 40, "relative": 40}
    return material([wave(groups, "satisfaction", people=people)])


def test_two_views_that_are_surely_apart_are_told_and_asked_about() -> None:
    found = involvement_report(seen(19, 4))
    assert "Neither of them is the right answer" in texts(found, SectionKey.VIEWS)
    (figure,) = figures(found, SectionKey.VIEWS)
    assert figure.said[0].startswith("Relatives rate it lower than residents")
    assert "as they think the resident would answer" in figure.voice
    assert "What can relatives and residents tell each other" in texts(found, SectionKey.AGENDA)


def test_two_views_that_are_alike_are_never_called_agreement() -> None:
    found = involvement_report(seen(12, 11))
    (figure,) = figures(found, SectionKey.VIEWS)
    assert figure.said[0].startswith("No sure difference.")
    assert "What can relatives and residents" not in texts(found, SectionKey.AGENDA)
    assert not re.search(r"\bagree", figure.model_dump_json())


def test_fewer_than_ten_of_either_are_not_compared() -> None:
    found = involvement_report(seen(9, 0, n=9))
    section = found.section(SectionKey.VIEWS)
    assert section
    assert section.cannot_say
    assert not list(gaps(seen(9, 0, n=9)))


def test_residents_who_had_help_stand_by_themselves_with_a_word_on_courtesy() -> None:
    (figure,) = figures(involvement_report(seen(19, 4, helped=8)), SectionKey.VIEWS)
    assert any(line.startswith("Residents who had help, by themselves") for line in figure.said)
    assert any("kinder" in line for line in figure.said)


def test_need_reach_and_help_stand_side_by_side_and_reach_says_of_whom() -> None:
    asked = wave([Group(20, {"needs": {"music": 15, "getting_out": 5}})], number=1)
    helped = {"took_part": {"yes": 16, "no": 4}, "helped": {"yes": 11, "no": 5}}
    after = wave([Group(20, helped)], "satisfaction", number=2)
    need = Need(addressed=("music",), names={"music": "Music"}, floor=30)
    found = involvement_report(material([asked, after], need=need))
    three = [one for one in figures(found, SectionKey.NEED) if one.key.startswith("three-")]
    table = three[0].table
    assert table
    assert [row[1] for row in table.rows] == [
        "15 of 20",
        "16 of 20",
        "11 of 16",
    ]
    assert "of all who answered" in three[0].said[0]


def test_the_table_of_who_was_heard_says_when_each_was_heard_last() -> None:
    two = {"resident": 40, "relative": 40}
    ages = TODAY - timedelta(days=300)
    relatives = Group(20, who=RELATIVE)
    old = wave([Group(20), relatives], number=1, closes_on=ages, people=two)
    few = Group(4, who=RELATIVE)
    new = wave([Group(20), few], number=2, people=two)
    (figure,) = figures(involvement_report(material([old, new])), SectionKey.HEARD)
    assert figure.table
    place, residents, *_, relatives_at = figure.table.rows[-1]
    assert place == "Last heard: Solsikken"
    assert residents == "November 21, 2026"
    assert relatives_at == "February 1, 2026, long ago"

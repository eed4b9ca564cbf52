"""Rounds of several places as one wave of the organisation, and none of them given away by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Wave
from admin.report.involvement.merge import merged_counts, merged_edition, together
from admin.report.involvement.model import About, SectionKey
from admin.report.round_report import round_report
from survey.round_counts import Centre
from tests.reporting import OAK, SUN, TODAY, Group, K, material, wave

ASH = Centre(3, "Askebo")
LAST = TODAY - timedelta(days=7)


def at(centre: Centre, n: int = 20, number: int | None = None, closes_on: date = LAST) -> Wave:
    said = {
        "needs": {"music": n - 5, "getting_out": 5},
        "enough": {"yes": n - 12, "some": 6, "no": 6},
    }
    group = Group(n, said, centre=centre.id)
    return wave([group], number=number or centre.id, centres=(centre,), closes_on=closes_on)


def merged(waves: Sequence[Wave]) -> Wave:
    counts, editions = merged_counts(waves), {1: merged_edition(waves)}
    return Wave(counts, editions, round_report(counts, editions, K, "en", TODAY))


def test_the_same_asked_at_once_in_other_places_is_one_wave() -> None:
    sun, oak = at(SUN), at(OAK)
    later = at(ASH, closes_on=LAST - timedelta(days=100))
    again = at(SUN, number=9)
    groups = together([sun, oak, later, again])
    assert [[one.counts.id for one in group] for group in groups] == [[3], [1, 2], [9]]


def test_the_whole_counts_every_centre_by_its_people() -> None:
    whole = merged([at(SUN), at(OAK, 30)])
    assert [centre.name for centre in whole.counts.centres] == ["Solsikken", "Egebo"]
    assert whole.report.grid.columns[0].whole.n == 50
    assert whole.report.grid.columns[0].whole.size == 80


def test_a_place_that_its_own_round_hides_is_in_no_whole() -> None:
    little = wave([Group(3, {"needs": {"music": 3}}, centre=2)], number=2, centres=(OAK,))
    whole = merged([at(SUN), little])
    assert whole.report.grid.columns[0].whole.n == 20


def test_a_sensitive_question_that_one_round_does_not_tell_is_not_asked_of_the_whole() -> None:
    def keys(waves: Sequence[Wave]) -> set[str]:
        return {question.key for question in merged(waves).report.groups[0].questions}

    closed = wave(
        [Group(20, {"needs": {"music": 20}, "enough": {"yes": 18, "no": 2}}, centre=2)],
        number=2,
        centres=(OAK,),
    )
    assert "enough" in keys([at(SUN), at(OAK)])
    assert "enough" not in keys([at(SUN), closed])
    assert "needs" in keys([at(SUN), closed])


def test_an_organisation_tells_what_is_asked_for_without_a_verdict() -> None:
    about = About(kind="organisation", id=None, name="Kommunen")
    found = involvement_report(material([merged([at(SUN), at(OAK)])], about=about))
    section = found.section(SectionKey.NEED)
    assert section
    assert section.said == ()
    assert section.figures[0].base == "40 of 80"
    assert found.section(SectionKey.DECISION) is None

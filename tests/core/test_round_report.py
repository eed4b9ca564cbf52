"""The report of a round as plain data: each group by itself, and nothing that gives people away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.report.answers import QuestionReport
from admin.report.edition_notes import Edition
from admin.report.group_report import GroupReport
from admin.report.middle import medians
from admin.report.numbers import Form
from admin.report.round_report import RoundReport, round_report
from admin.report.sentences import how_large, how_many, how_sure
from survey.questionnaire.model import Questionnaire
from survey.round_counts import Centre, Replies, RoundCounts, Said, Size
from survey.voices import Voice
from tests.world import one_of_each_kind

K = 5
SUN, OAK = Centre(1, "Solsikken"), Centre(2, "Egebo")
OPENED, CLOSED, LATER = date(2026, 11, 1), date(2026, 11, 14), date(2026, 11, 15)
WHO = ("resident", "self")


def said(
    question: str,
    answers: Mapping[str, int] = {},
    who: tuple[str, str] = WHO,
    version: int = 1,
    centre: int = 1,
    **statuses: int,
) -> list[Said]:
    """A question's rows of the tally: how many gave each answer, and the other statuses."""
    where = (version, centre, *who, question)
    given_ = [Said(*where, "answered", answer, n) for answer, n in answers.items() if n]
    return given_ + [Said(*where, status, "", n) for status, n in statuses.items()]


def heard(
    n: int,
    who: tuple[str, str] = WHO,
    version: int = 1,
    centre: int = 1,
    status: str = "finished",
) -> Replies:
    return Replies(version, centre, 0, *who, "response", status, n)


def report(
    replies: Iterable[Replies],
    rows: Iterable[Said] = (),
    people: int | None = None,
    today: date = LATER,
    linked: frozenset[str] = frozenset(),
    sizes: tuple[Size, ...] = (),
    centres: tuple[Centre, ...] = (SUN,),
    questionnaire: Questionnaire | None = None,
) -> RoundReport:
    counts = RoundCounts(
        id=1,
        version_id=1,
        initiative=None,
        opens_on=OPENED,
        closes_on=CLOSED,
        voices={"resident": ["self"]},
        linked=linked,
        centres=centres,
        sizes=sizes or ((Size(1, 0, "resident", people),) if people is not None else ()),
        replies=tuple(replies),
        said=tuple(rows),
    )
    asked = questionnaire or one_of_each_kind()
    editions = {1: Edition(2, asked), 2: Edition(1, asked)}
    return round_report(counts, editions, K, "en", today)


def asked(found: RoundReport, key: str, simple: bool = False) -> QuestionReport:
    """A question as the first group answered it."""
    questions = found.groups[0].questions
    return next(q for q in questions if q.key == key and q.simple is simple)


def told(question: QuestionReport) -> list[str]:
    """Every count of a question in plain English, as the page says it."""
    said_ = [how_many(line.share, K) for line in question.lines]
    return [one.msgid % one.values for one in said_]


def notes(question: QuestionReport) -> str:
    return " ".join(note.msgid % note.values for note in question.notes)


@pytest.mark.parametrize(
    ("n", "people", "headline"),
    [
        (0, 40, "We have not heard the residents"),
        (4, 40, "We have not heard the residents"),
        (7, 40, "We have not heard the residents"),
        (8, 40, "We have heard 8 of 40 residents"),
        (8, None, "We have heard 8 residents"),
        (41, 40, "Stop: there are more answers than residents"),
    ],
)
def test_the_headline_says_who_was_heard(n: int, people: int | None, headline: str) -> None:
    found = report([heard(n)], people=people).headline
    assert found.msgid % found.values == headline


def test_relatives_do_not_make_a_headline() -> None:
    found = report([heard(30, ("relative", "as_resident"))], people=40)
    assert found.headline.msgid == "We have not heard the residents"


def test_an_open_round_tells_nobodys_answers() -> None:
    found = report([heard(20)], said("enough", {"little": 20}), today=CLOSED)
    assert found.groups == ()
    assert not found.closed
    assert found.headline.values == {"n": 20}


def test_groups_stand_apart_and_residents_first() -> None:
    who = [("relative", "as_resident"), ("resident_assisted", "self"), WHO]
    found = report([heard(9, one) for one in who])
    assert [g.column.speaker.voice for g in found.groups] == [
        Voice.RESIDENT,
        Voice.RESIDENT_ASSISTED,
        Voice.RELATIVE,
    ]
    assert [g.heard for g in found.groups] == [9, 9, 9]


def test_fewer_than_k_are_told_nothing_of() -> None:
    (group,) = report([heard(4)], said("enough", {"little": 4})).groups
    assert (group.heard, group.questions, group.broken_off) == (None, (), 0)


def test_more_answers_than_people_stop_the_numbers() -> None:
    (group,) = report([heard(20)], said("enough", {"little": 20}), people=19).groups
    assert group.stop
    assert group.questions == ()


def test_broken_off_is_told() -> None:
    (group,) = report([heard(9), heard(2, status="stopped"), heard(1, status="idle")]).groups
    assert (group.heard, group.broken_off) == (12, 3)


def test_counts_are_as_exact_as_the_base_allows() -> None:
    few = asked(report([heard(9)], said("enough", {"enough": 6, "little": 3})), "enough")
    assert told(few) == ["6 of 9", "3 of 9", "0 of 9"]
    assert {line.share.percent for line in few.lines} == {None}
    some = asked(report([heard(19)], said("enough", {"enough": 19}), people=20), "enough")
    assert some.lines[0].share.percent == 100
    many = report([heard(30)], said("enough", {"enough": 20, "little": 10}), people=32)
    assert asked(many, "enough").lines[0].share.percent == 67


def test_a_wide_interval_has_no_percentage() -> None:
    found = asked(report([heard(12)], said("enough", {"enough": 6, "little": 6})), "enough")
    large = how_large(found.lines[0].share)
    assert large
    assert large.msgid == "we cannot say precisely"


def test_the_worst_case_stands_beside_the_interval_where_many_are_missing() -> None:
    rows = said("enough", {"enough": 20, "little": 10})
    missing = asked(report([heard(30)], rows, people=60), "enough").lines[0].share
    assert [one.msgid % one.values for one in how_sure(missing)] == [
        "between 53 and 79 %",
        "33 to 84 % at worst",
    ]
    nearly = asked(report([heard(30)], rows, people=32), "enough").lines[0].share
    assert len(how_sure(nearly)) == 1
    everybody = asked(report([heard(30)], rows, people=30), "enough").lines[0].share
    assert [one.msgid for one in how_sure(everybody)] == ["everyone has answered"]


def test_behind_an_open_link_no_size_is_used() -> None:
    rows = said("enough", {"enough": 20, "little": 10})
    share = (
        asked(report([heard(30)], rows, people=60, linked=frozenset({"resident"})), "enough")
        .lines[0]
        .share
    )
    assert share.N is None
    assert share.at_worst is None


def test_those_a_question_is_relevant_for_are_not_counted_anywhere() -> None:
    rows = said("enough", {"enough": 20}, not_relevant=10)
    assert asked(report([heard(30)], rows, people=60), "enough").lines[0].share.N is None


def test_several_answers_of_one_person_are_counted_one_by_one() -> None:
    rows = said("needs", {"company+music": 4, "company": 2, "nothing": 1})
    assert told(asked(report([heard(7)], rows), "needs")) == [
        "6 of 7",
        "4 of 7",
        "0 of 7",
        "1 of 7",
    ]


def test_what_became_of_the_others_is_always_told() -> None:
    rows = said("enough", {"enough": 18}, dont_know=1, skipped=2, not_reached=1)
    found = asked(report([heard(22)], rows), "enough")
    assert [(line.status, line.n) for line in found.statuses] == [
        ("answered", 18),
        ("dont_know", 1),
        ("skipped", 2),
        ("not_reached", 1),
    ]


def test_few_answers_are_not_found_among_the_statuses() -> None:
    rows = said("enough", {"enough": 3}, dont_know=1, skipped=9)
    found = asked(report([heard(13)], rows), "enough")
    assert found.base is None
    assert found.lines == ()
    hidden = [line.status for line in found.statuses if line.n is None]
    assert hidden == ["answered", "dont_know", "skipped"]


def test_too_many_unknown_give_no_conclusion() -> None:
    rows = said("enough", {"enough": 20}, dont_know=5, skipped=4)
    found = asked(report([heard(29)], rows, people=30), "enough")
    assert told(found)[0] == "20 of 20"
    assert found.lines[0].share.percent is None
    assert how_sure(found.lines[0].share) == []
    assert "No conclusion" in notes(found)
    enough = said("enough", {"enough": 21}, dont_know=5, skipped=4)
    assert "No conclusion" not in notes(asked(report([heard(30)], enough), "enough"))


def test_a_sensitive_answer_of_few_is_a_band() -> None:
    rows = said("again", {"yes": 9, "no": 3})
    assert told(asked(report([heard(12)], rows), "again")) == [
        "more than 7 of 12",
        "fewer than 5 of 12",
    ]


def test_a_sensitive_question_waits_for_nine() -> None:
    found = asked(report([heard(8)], said("again", {"yes": 5, "no": 3})), "again")
    assert {line.share.form for line in found.lines} == {Form.WITHHELD}
    assert found.base == 8


def test_a_question_after_a_sensitive_one_does_not_give_it_away() -> None:
    """How many it was not relevant for is how many said no."""
    rows = said("again", {"yes": 9, "no": 3}) + said("where", {"garden": 9}, not_relevant=3)
    found = asked(report([heard(12)], rows), "where")
    assert (found.base, found.statuses, found.lines) == (None, (), ())
    open_ = said("again", {"yes": 9, "no": 6}) + said("where", {"garden": 9}, not_relevant=6)
    assert asked(report([heard(15)], open_), "where").base == 9


def test_a_score_does_not_give_its_one_hidden_question_away() -> None:
    rows = said("enough", {"enough": 12}) + said("again", {"yes": 9, "no": 3})
    scores = said("scale:mood", {"3": 9, "2": 3})
    found = asked(report([heard(12)], rows + scores), "scale:mood")
    assert "mean" not in notes(found)
    seen = said("enough", {"enough": 12}) + said("again", {"yes": 6, "no": 6})
    found = asked(report([heard(12)], seen + scores), "scale:mood")
    assert "The mean is 2.75" in notes(found)


def test_the_same_as_a_yes_or_no_stands_apart() -> None:
    rows = said("enough", {"enough": 9}) + said("enough:simple", {"yes": 6, "no": 1})
    found = report([heard(16)], rows)
    graded, simple = asked(found, "enough"), asked(found, "enough", simple=True)
    assert told(graded) == ["9 of 9", "0 of 9", "0 of 9"]
    assert told(simple) == ["6 of 7", "1 of 7"]
    assert graded.statuses[-1].n == 7
    few = said("enough", {"enough": 9}) + said("enough:simple", {"yes": 3})
    assert asked(report([heard(12)], few), "enough", simple=True).lines == ()


def test_numbers_have_a_middle_and_a_mean_from_ten() -> None:
    found = asked(report([heard(10)], said("visits", {"0": 5, "2": 4, "31": 1})), "visits")
    assert notes(found) == "The middle lies between 0 and 2. The mean is 3.9."
    few = asked(report([heard(9)], said("visits", {"0": 9})), "visits")
    assert "mean is" not in notes(few)


def test_words_are_counted_and_not_shown() -> None:
    rows = said("matters", {"": 6}, skipped=20)
    assert "6 wrote" in notes(asked(report([heard(26)], rows), "matters"))
    few = asked(report([heard(9)], said("matters", {"": 2}, skipped=7)), "matters")
    assert "Fewer than 5" in notes(few)
    assert "2" not in notes(few)


def test_an_older_edition_stands_apart_under_its_number() -> None:
    rows = said("enough", {"enough": 9}) + said("enough", {"little": 6}, version=2)
    found = report([heard(9), heard(6, version=2)], rows)
    assert [(g.edition, g.heard) for g in found.groups] == [(None, 9), (1, 6)]
    assert not found.left_out


def test_a_small_older_edition_is_left_out_and_said_so() -> None:
    found = report([heard(9), heard(3, version=2)])
    assert [g.heard for g in found.groups] == [9]
    assert found.left_out
    assert found.headline.values == {"n": 9}


SIZES = (Size(1, 0, "resident", 90), Size(2, 0, "resident", 30))


def two_centres(**changes: Any) -> GroupReport:
    rows = said("enough", {"enough": 30, "little": 10}) + said(
        "enough", {"enough": 4, "little": 16}, centre=2
    )
    replies = [heard(40), heard(20, centre=2)]
    return report(replies, rows, centres=(SUN, OAK), **{"sizes": SIZES, **changes}).groups[0]


def test_each_centre_weighs_as_many_people_as_it_has() -> None:
    line = next(q for q in two_centres().questions if q.key == "enough").lines[0]
    assert (line.share.x, line.share.n) == (34, 60)
    assert line.share.percent == 61, "three quarters of 75 % and a quarter of 20 %"
    assert line.unweighted is None, "57 % is under 5 points away"


def test_weighting_that_matters_is_told() -> None:
    sizes = (Size(1, 0, "resident", 300), Size(2, 0, "resident", 20))
    line = next(q for q in two_centres(sizes=sizes).questions if q.key == "enough").lines[0]
    assert (line.share.percent, line.unweighted) == (72, 57)


def test_without_every_size_nothing_is_weighted() -> None:
    line = next(q for q in two_centres(sizes=SIZES[:1]).questions if q.key == "enough").lines[0]
    assert line.share.percent == 57


def test_a_small_centre_that_does_not_fit_its_headcount_weighs_nothing() -> None:
    rows = said("enough", {"enough": 40}) + said("enough", {"little": 4}, centre=2)
    sizes = (Size(1, 0, "resident", 90), Size(2, 0, "resident", 3))
    found = report([heard(40), heard(4, centre=2)], rows, sizes=sizes, centres=(SUN, OAK))
    assert asked(found, "enough").lines[0].share.percent == 91, "40 of 44"


def test_a_sensitive_share_is_not_weighted() -> None:
    """Beside the plain count, a weighted share would tell each centre's part of it."""
    rows = said("again", {"yes": 30, "no": 10}) + said("again", {"yes": 4, "no": 16}, centre=2)
    found = report([heard(40), heard(20, centre=2)], rows, sizes=SIZES, centres=(SUN, OAK))
    assert asked(found, "again").lines[0].share.percent == 57, "34 of 60"


def test_silent_centres_are_named() -> None:
    found = report([heard(40)], sizes=SIZES, centres=(SUN, OAK)).groups[0]
    assert [note.values["places"] for note in found.notes] == ["Egebo"]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_the_middle_is_the_middle(values: list[int]) -> None:
    ordered = sorted(set(values))
    low, high = medians(ordered, [values.count(value) for value in ordered])
    row = sorted(values)
    assert (low, high) == (row[(len(row) - 1) // 2], row[len(row) // 2])


@settings(deadline=None)
@given(st.integers(9, 40), st.data())
def test_a_sensitive_split_is_told_whole_or_not_at_all(n: int, data: st.DataObject) -> None:
    """With one count hidden among three, the others would be subtracted from n."""
    asked_ = one_of_each_kind().model_dump(mode="json")
    asked_["questions"][3]["sensitive"] = True
    first = data.draw(st.integers(0, n))
    second = data.draw(st.integers(0, n - first))
    counts = {"enough": first, "little": second, "none": n - first - second}
    found = asked(
        report(
            [heard(n)],
            said("enough", counts),
            questionnaire=Questionnaire.model_validate(asked_),
        ),
        "enough",
    )
    if all(K <= x <= n - K for x in counts.values()):
        assert told(found) == [f"{x} of {n}" for x in counts.values()]
    else:
        (line,) = found.lines
        assert line.is_open == (K <= first <= n - K)
        assert not found.is_open

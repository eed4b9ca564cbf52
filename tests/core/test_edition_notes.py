"""What the report says of an older edition: what can be compared, and where the curve is broken."""

from __future__ import annotations

import pytest

from admin.report.edition_notes import BROKEN, COMPARED, Edition, compared
from survey.questionnaire.versions import changes, trends
from survey.voices import Perspective
from tests.world import one_of_each_kind

OLD = one_of_each_kind()
NEW = OLD.model_copy(
    update={
        "questions": tuple(
            q.model_copy(update={"text": OLD.questions[1].text}) if q.key == "again" else q
            for q in OLD.questions
            if q.key != "barriers"
        )
    }
)


def said(same_meaning: tuple[str, ...]) -> dict[str, str]:
    """The questions of each sentence, in Danish."""
    kept = trends(1, OLD, {}, [])
    now = trends(2, NEW, kept, changes(OLD, NEW, same_meaning))
    told = compared(Edition(2, NEW, now), Edition(1, OLD, kept), Perspective.SELF, "da")
    return {one.msgid: str(one.values["questions"]) for one in told}


def test_a_reworded_question_breaks_its_curve() -> None:
    told = said(())
    assert told[BROKEN] == "“Vil du være med igen?”"
    assert "“Hvad har du brug for?”" in told[COMPARED]
    assert "Vil du være med igen?" not in told[COMPARED]


def test_what_means_the_same_goes_on() -> None:
    told = said(("again",))
    assert BROKEN not in told
    assert "Vil du være med igen?" in told[COMPARED]


@pytest.mark.parametrize("same_meaning", [(), ("again", "barriers")])
def test_what_is_asked_no_more_is_not_spoken_of(same_meaning: tuple[str, ...]) -> None:
    assert "Hvad kom i vejen?" not in " ".join(said(same_meaning).values())


def test_an_edition_made_of_an_older_one_goes_on_from_that_alone() -> None:
    """The third is the first again: what the second asked in other words is told in its words."""
    first = trends(1, OLD, {}, [])
    second = trends(2, NEW, first, changes(OLD, NEW, ()))
    told = compared(Edition(3, OLD, first), Edition(2, NEW, second), Perspective.SELF, "da")
    assert [str(one.values["questions"]) for one in told if one.msgid == BROKEN] == [
        "“Hvad betyder mest?”"
    ]

"""The six screens that matter most, in large text, in high contrast, and from right to left."""

from __future__ import annotations

from playwright.sync_api import expect

from survey.questionnaire.model import Questionnaire
from tests.answering import Answer
from tests.arabic import in_arabic
from tests.pictures.places import NEEDS
from tests.pictures.stage import Stage, Tablet

CHOSEN: dict[str, Answer] = {"needs": ["music"], "enough": "some", "company": "fairly"}

CHOSEN_OF = {"pick": "one of many chosen", "scale": "a step chosen"}
"""The kinds of question there are pictures of."""


def take_looks(stage: Stage) -> None:
    """Each look of the tablet, as one chapter."""
    for look, heading in (("large", "Large text"), ("contrast", "High contrast")):
        _take(stage, heading, look, NEEDS)
    _take(stage, "Arabic, from right to left", "arabic", in_arabic())


def _take(stage: Stage, heading: str, look: str, asked: Questionnaire) -> None:
    chapter = stage.chapter(f"The tablet, {heading[0].lower()}{heading[1:]}", look)
    if look == "arabic":
        chapter.heading = f"The tablet, {heading}"
    with stage.tablet(chapter, asked) as tablet:
        _wear(tablet, look)
        _six(tablet)


def _wear(tablet: Tablet, look: str) -> None:
    if look != "arabic":
        return tablet.press(look)
    tablet.robot.tap(tablet.page.locator('button[value="language"][lang="ar"]'))
    expect(tablet.page.locator("html[lang=ar][dir=rtl]")).to_be_visible()
    return None


def _six(tablet: Tablet) -> None:
    """Invitation, consent, two questions, the doubt, the thanks."""
    robot = tablet.robot
    tablet.look("invitation", "the invitation")
    tablet.press("begin")
    tablet.look("consent", "what it is about, and the wish to answer or not")
    tablet.press("yes")
    _two_questions(tablet)
    robot.on()
    tablet.look("doubt", "going on without an answer")
    tablet.press("stay", "stop", "keep")
    tablet.room("thanks")
    tablet.look("thanks", "thanks; the answers are saved")


def _two_questions(tablet: Tablet) -> None:
    """Answer the two there are pictures of; each questionnaire has them in its own order."""
    robot, left = tablet.robot, set(CHOSEN_OF)
    expect(robot.question).to_have_count(1)
    while left:
        kind = robot.question.get_attribute("data-kind")
        if kind not in left:
            tablet.press("skip")
            continue
        robot.answer(CHOSEN[robot.key()])
        tablet.look(kind, CHOSEN_OF[kind])
        robot.on()
        left.remove(kind)

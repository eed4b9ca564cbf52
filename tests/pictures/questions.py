"""A question of every kind on the tablet, as it comes and with an answer chosen."""

from __future__ import annotations

from playwright.sync_api import expect

from survey.questionnaire.library import library
from tests.pictures.places import NEEDS
from tests.pictures.stage import Stage, Tablet
from tests.world import one_of_each_kind

SATISFACTION = library()["satisfaction"]


def take_questions(stage: Stage) -> None:
    """Every kind of question."""
    chapter = stage.chapter("The tablet, the questions", "question")
    with stage.tablet(chapter, NEEDS) as tablet:
        tablet.press("begin", "yes")
        _needs(tablet)
    with stage.tablet(chapter, SATISFACTION) as tablet:
        tablet.press("begin", "yes")
        expect(tablet.robot.question).to_have_count(1)
        tablet.look("choice", "one of several answers")
    with stage.tablet(chapter, one_of_each_kind()) as tablet:
        tablet.press("begin", "yes")
        _others(tablet)


def _needs(tablet: Tablet) -> None:
    """The library's needs: words, some of many, steps, and all that fits."""
    robot = tablet.robot
    assert robot.key() == "matters"
    tablet.look("text", "words of one's own")
    tablet.press("skip")
    tablet.look("pick", "up to three of many")
    for value in ("shared_meals", "music"):
        robot.tap(robot.tile(value))
    tablet.look("pick-chosen", "two of many chosen")
    robot.on()
    tablet.look("scale", "steps")
    robot.tap(robot.tile("some"))
    tablet.look("scale-chosen", "a step chosen")
    robot.on()
    tablet.look("choices", "all that fits")
    tablet.press("skip")
    assert robot.question.get_attribute("data-how") == "mode"
    tablet.look("how", "whether she was helped, asked at the end")


def _others(tablet: Tablet) -> None:
    """The kinds that the library's needs do not have."""
    robot = tablet.robot
    assert robot.key() == "hello"
    tablet.look("info", "something told, with nothing to answer")
    robot.on()
    tablet.press("skip", "skip", "skip")
    assert robot.key() == "again"
    tablet.look("yes-no", "yes or no")
    tablet.press("skip", "skip")
    assert robot.key() == "visits"
    robot.answer("12")
    tablet.look("number", "a number, with keys of our own")

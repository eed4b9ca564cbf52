"""The tablet's screens around the questions: before them, beside them, and after them."""

from __future__ import annotations

from playwright.sync_api import expect

from survey.questionnaire.library import library
from tests.browsing import open_paired, visit
from tests.pictures.album import Chapter
from tests.pictures.places import NEEDS, WITH_RELATIVES, make_spot, tell_of_deeds
from tests.pictures.stage import HELD, Stage, Tablet

SEVERAL = tuple(library()[key] for key in ("needs_before", "satisfaction", "newly_moved_in"))


def take_before(stage: Stage) -> None:
    """From pairing to the first question."""
    chapter = stage.chapter("The tablet, before the questions", "tablet")
    _pairing(stage, chapter)
    _invitations(stage, chapter)
    with stage.tablet(chapter, NEEDS, voices=WITH_RELATIVES) as tablet:
        tablet.press("begin")
        tablet.look("who", "who answers")
        tablet.name("Jeg hjælper en, der bor her")
        tablet.look("helper-card", "the card for the one who helps")
    with stage.tablet(chapter, NEEDS) as tablet:
        tablet.press("begin")
        tablet.look("consent", "what it is about, and the wish to answer or not")
        tablet.press("practice")
        tablet.robot.tap(tablet.robot.tile("some"))
        tablet.look("practice", "a question to try on; nothing of it is kept")


def take_after(stage: Stage) -> None:
    """Pauses, ways out, and the end."""
    chapter = stage.chapter("The tablet, pauses and endings", "tablet")
    with stage.tablet(chapter, NEEDS) as tablet:
        _begin(tablet)
        _pauses(tablet)
        tablet.press("keep")
        expect(tablet.page.locator("h1:visible")).to_have_text("Tak for dine svar")
        tablet.look("thanks", "thanks; the answers are saved")
    with stage.tablet(chapter, NEEDS) as tablet:
        _begin(tablet)
        tablet.press("stop", "forget")
        tablet.look("goodbye", "thanks to one who had the answers deleted")
    _shield(stage, chapter)
    _lost(stage, chapter)


def _pairing(stage: Stage, chapter: Chapter) -> None:
    with visit(stage.browser, viewport=HELD["lying"], has_touch=True) as page:
        page.goto(f"{stage.base}/k/")
        tablet = Tablet(page, stage.album, chapter)
        tablet.room("pair")
        tablet.look("pairing", "pairing")
        tablet.robot.pair("123456")
        expect(page.get_by_role("alert")).not_to_be_empty()
        tablet.look("pairing-wrong", "a pairing code that does not fit")


def _invitations(stage: Stage, chapter: Chapter) -> None:
    with stage.tablet(chapter, NEEDS) as tablet:
        tablet.look("invitation", "the invitation")
    spot = make_spot(stage.store, NEEDS)
    tell_of_deeds(stage.store, spot.centre_id)
    with stage.at(chapter, spot) as tablet:
        tablet.room("attract")
        tablet.look("invitation-done", "the invitation, with what was done")
    with stage.tablet(chapter, *SEVERAL) as tablet:
        tablet.look("rounds", "several rounds as cards")
    with stage.at(chapter, make_spot(stage.store)) as tablet:
        tablet.room("none")
        tablet.look("nothing", "nothing is asked today")


def _begin(tablet: Tablet) -> None:
    tablet.press("begin", "yes")
    assert tablet.robot.key() == "matters"


def _pauses(tablet: Tablet) -> None:
    """At the first question: no answer, a long silence, and the wish to stop."""
    tablet.robot.on()
    tablet.look("doubt", "going on without an answer")
    tablet.press("stay")
    tablet.page.clock.run_for(121_000)
    tablet.look("silence", "after a long silence")
    tablet.press("here", "stop")
    tablet.look("stop", "one who stops decides what becomes of the answers")


def _shield(stage: Stage, chapter: Chapter) -> None:
    with stage.tablet(chapter, NEEDS) as tablet:
        tablet.press("begin")
        tablet.name("Jeg hjælper en, der bor her")
        tablet.name("En frivillig")
        tablet.press("yes")
        tablet.robot.answer_all({})
        tablet.room("shield")
        tablet.look("shield", "only the one who helped sees this")


def _lost(stage: Stage, chapter: Chapter) -> None:
    """Answers that wait for the connection, and a tablet that never had one."""
    with stage.tablet(chapter, NEEDS) as tablet:
        tablet.page.route("**/responses/*", lambda route: route.fulfill(status=503, json={}))
        _begin(tablet)
        tablet.press("stop", "keep")
        tablet.room("sending")
        tablet.page.clock.run_for(6_000)
        tablet.room("thanks_later")
        tablet.look("thanks-later", "thanks; the tablet keeps the answers until it can send them")
        tablet.press("home")
        tablet.room("attract")
        tablet.look("unsent", "the invitation, while answers wait to be sent")
    with visit(stage.browser, viewport=HELD["lying"], has_touch=True) as page:
        page.route("**/k/rounds", lambda route: route.abort())
        open_paired(page, stage.base, make_spot(stage.store, NEEDS).token)
        away = Tablet(page, stage.album, chapter)
        away.room("away")
        away.look("offline", "no connection")

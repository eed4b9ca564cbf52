"""The rooms where a questionnaire is written, words are read, and partners decide."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from survey.clock import utc_now
from survey.codesign import Decision as Chosen
from survey.ideas import Given, IdeaKind
from survey.meetings import Attended, Decision, Group, Plan
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.store.codesign_queries import decide, let_choose
from survey.store.engine import Store, open_store
from survey.store.idea_queries import add_idea
from survey.store.meeting_queries import add_decision, hold, plan_meeting
from survey.store.setup_queries import Asking, add_round
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.codesign import options
from tests.pictures.album import Album, Chapter

ONE = "/admin/initiatives/1"
LABELS = {"song": "Sang i salen", "garden": "Mere ud i haven", "films": "Gamle danske film"}
TOLD = {
    "da": "Haven bliver lagt om til foråret, så den må vente. Vi synger hver fredag klokken 14."
}
IDEAS = (
    (IdeaKind.IDEA, "Kan vi ikke få høns i haven? Dem havde vi derhjemme."),
    (IdeaKind.OFFER, "Jeg kan komme og læse højt om onsdagen."),
)
PAGES = (
    ("questionnaires", "/admin/questionnaires/", "questionnaires: what is published and written"),
    ("prompts", "/admin/questionnaires/versions/1/prompts", "what tablets read aloud"),
    ("words", "/admin/words/", "people's own words, read through one by one"),
    ("themes", "/admin/words/themes", "what people's own words are about"),
    ("ideas", "/admin/ideas/", "ideas and offers"),
    ("idea", "/admin/ideas/1", "an idea, and the answer to it"),
    ("action", "/admin/actions/1", "a promise, and what became of it"),
    ("meetings", f"{ONE}/meetings", "the partners' meetings"),
    ("meeting", f"{ONE}/meetings/1", "a meeting that was held: who came, and what was decided"),
    ("role-cards", f"{ONE}/cards", "cards for each role"),
    ("role-card", f"{ONE}/cards/volunteer", "the card of one role"),
    ("choices", f"{ONE}/choices", "what residents were let choose"),
)
"""The picture's name, the address, what it shows."""


def take_rooms(album: Album, page: Page, base: str, database: str) -> None:
    """Fill the rooms that made-up answers leave empty, and look at each."""
    store = open_store(database)
    _fill(store)
    store.engine.dispose()
    chapter = album.open("The staff side, room by room", "room")
    for name, address, what in PAGES:
        page.goto(f"{base}{address}")
        album.keep(page, chapter, name, what)
    _take_recorder(album, chapter, page)
    _take_editor(album, chapter, page, base)


def _take_recorder(album: Album, chapter: Chapter, page: Page) -> None:
    page.goto(f"{page.url.split('/admin/')[0]}/admin/questionnaires/versions/1/prompts")
    page.locator("#record-2").click()
    expect(page.locator("[data-record]")).to_be_visible()
    album.keep(page, chapter, "record", "recording one text")


def _take_editor(album: Album, chapter: Chapter, page: Page, base: str) -> None:
    """A draft, one of its questions beside the tablet's own screen, and publishing it."""
    page.goto(f"{base}/admin/questionnaires/new")
    page.locator("#begin-l-satisfaction").click()
    expect(page.locator(".draft-question").first).to_be_visible()
    album.keep(page, chapter, "draft", "a questionnaire while it is written")
    draft = page.url.partition("?")[0]
    page.locator(".draft-question h3 a").first.click()
    expect(page.frame_locator("iframe").locator("h1:visible")).to_be_visible()
    album.keep(page, chapter, "draft-question", "one question, and how the tablet asks it")
    page.goto(f"{draft}/publish")
    album.keep(page, chapter, "draft-publish", "looking it through before it is published")


def _fill(store: Store) -> None:
    today = utc_now().date()
    for kind, said in IDEAS:
        add_idea(store, Given(kind, said, 1, None, Voice.RESIDENT, today))
    number = plan_meeting(store, 1, Plan(today - timedelta(days=2), "14.00", "Dagligstuen"))
    came = {Group.RESIDENTS: Attended(3, 1, "Træt"), Group.STAFF: Attended(1, 2, "Alene på vagt")}
    hold(store, number, 1, came, Plan(today + timedelta(days=26), "14.00", "Dagligstuen"))
    add_decision(store, number, Decision("Koret øver i salen.", "Koordinatoren", today))
    let_decide(store, 1, options(labels=LABELS), 1)


def let_decide(
    store: Store, centre_id: int, asked: Questionnaire, initiative_id: int | None = None
) -> None:
    """A round to choose by has closed at a centre, and something was decided."""
    today = utc_now().date()
    version, _ = store_version(store, freeze(asked), today)
    opened, closed = today - timedelta(days=20), today - timedelta(days=3)
    voices = {Voice.RESIDENT: [Perspective.SELF]}
    asking = Asking(version.id, voices, opened, closed, initiative_id=initiative_id)
    with store.session() as session:
        round_id = add_round(session, asking, [centre_id]).id
    with store.write() as connection:
        let_choose(connection, round_id)
    decide(store, round_id, 1, Chosen("song", "Styregruppen", today, "", TOLD, ("garden",)))

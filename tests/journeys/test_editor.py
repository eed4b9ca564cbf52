"""A questionnaire is written by keyboard alone, recorded, asked, reworded meanwhile, and asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select, update

from survey.clock import utc_now
from survey.intake.accept import Result
from survey.store.tables import Round, Tally, Version
from survey.store.tally_check import verify_tally
from survey.store.versions import KnownVersion
from tests.answering import Answer, Robot
from tests.browsing import KIOSKS, accessibility_faults, open_paired, visit
from tests.journeys.hands import IS_FOCUSED, MOST_TABS, Hands
from tests.journeys.recording import await_recorded, microphone, said_in, stored
from tests.journeys.test_reading import LISTEN, await_heard
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.world import World

QUESTIONS = (
    ("yes_no", "Var du med i dag?", "Did you take part today?", ()),
    (
        "scale",
        "Hvordan var maden?",
        "How was the food?",
        (("God", "Good"), ("Jævn", "Fair"), ("Ringe", "Poor")),
    ),
    (
        "choice",
        "Hvor sad du helst?",
        "Where did you like to sit?",
        (("I haven", "In the garden"), ("I stuen", "In the lounge")),
    ),
    ("yes_no", "Var der plads nok?", "Was there room enough?", ()),
    ("number", "Hvor mange gange har du været med?", "How many times have you taken part?", ()),
    ("text", "Hvad betyder mest for dig?", "What matters most to you?", ()),
    ("yes_no", "Kom du hjem i god tid?", "Were you home in good time?", ()),
    ("yes_no", "Vil du komme igen?", "Will you come again?", ()),
)
KEYS = (
    "var_du_med_i_dag",
    "hvordan_var_maden",
    "hvor_sad_du_helst",
    "var_der_plads_nok",
    "hvor_mange_gange_har_du_vaeret_med",
    "hvad_betyder_mest_for_dig",
    "kom_du_hjem_i_god_tid",
    "vil_du_komme_igen",
)
ANSWERS: dict[str, Answer] = dict(
    zip(KEYS, ("yes", "god", "i_haven", "yes", "3", "Sang", "no", "yes"), strict=True)
)
OTHERS = 5
"""How many more answer each edition: enough to be told of."""


@dataclass
class Author(Hands):
    """Somebody who writes a questionnaire without ever touching a mouse."""

    by_keyboard: bool = True

    def fill(self, id_: str, words: str) -> None:
        """Write into the field of this id."""
        self._tab_to(self.page.locator(f"#{id_}"))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, id_: str, value: str) -> None:
        """Choose in a list, by arrows."""
        choice = self.page.locator(f"select#{id_}")
        self._tab_to(choice)
        self.page.keyboard.press("Home")
        for _ in range(MOST_TABS):
            if choice.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be chosen")

    def tick(self, id_: str) -> None:
        """Tick a box."""
        box = self.page.locator(f"#{id_}")
        self._tab_to(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()


def is_fine(page: Page) -> bool:
    """True when axe finds nothing and nothing must be pushed sideways."""
    assert accessibility_faults(page) == []
    return not sideways(page)


def write_questionnaire(author: Author) -> None:
    """From the list of questionnaires to a draft of eight questions in two languages."""
    page = author.page
    author.press("Skriv et spørgeskema")
    author.press("Begynd fra en blank side")
    author.fill("title-da", "Turen i dag")
    author.fill("purpose-da", "Vi vil gerne vide, hvordan turen var.")
    author.tick("languages-en")
    author.press("Gem")
    author.press("Ret titel, formål og sprog")
    author.fill("title-en", "The trip today")
    author.fill("purpose-en", "We would like to know how the trip was.")
    author.press("Gem")
    for kind, danish, english, answers in QUESTIONS:
        author.pick("kind", kind)
        author.press("Tilføj et spørgsmål")
        write_question(author, danish, english, answers)
        author.press("Tilbage til Turen i dag")
    expect(page.locator(".draft-question")).to_have_count(len(QUESTIONS))


def write_question(
    author: Author, danish: str, english: str, answers: tuple[tuple[str, str], ...]
) -> None:
    """The words of a question, and its answers."""
    if len(answers) > 2:
        author.press("Tilføj et svar")
        assert author.page.locator("#answer-3-every-da").count() == 1
    author.fill("text-every-da", danish)
    author.fill("text-every-en", english)
    for number, words in enumerate(answers, 1):
        for code, said in zip(("da", "en"), words, strict=True):
            author.fill(f"answer-{number}-every-{code}", said)
    author.press("Gem")
    expect(author.page.get_by_role("status").first).to_contain_text("gemt")


def ask_only_after_yes(author: Author) -> None:
    """The third question is asked only of those who took part."""
    author.press("3. Hvor sad du helst?")
    author.press("Vælg, hvornår det stilles")
    author.pick("of", "1")
    author.press("Vis dets svar")
    author.tick("answer-yes")
    author.press("Gem")
    expect(author.page.locator("#when")).to_contain_text("Kun hvis »Var du med i dag?«")
    author.press("Tilbage til Turen i dag")


def record_the_first(author: Author, site: Site) -> bytes:
    """The first question is said by a person; gives the sound that was kept."""
    page = author.page
    published = page.url
    author.press("Hør og indtal")
    text = page.locator(".prompt", has_text=QUESTIONS[0][1])
    author.press_on(text.get_by_role("link", name="Indtal den"))
    author.press("Optag", stays=True)
    await_recorded(page)
    author.press("Stop", stays=True)
    expect(page.locator("[data-hear]")).to_be_visible()
    author.press("Gem")
    expect(page.get_by_role("status")).to_contain_text("Teksten er indtalt")
    (file,) = stored(site)
    page.goto(published)
    return file.read_bytes()


def make_round(author: Author, cast: World) -> int:
    """A round that asks it; gives its number."""
    author.press("Lav en runde med den")
    author.press("Lav runden")
    expect(author.page.locator("h1")).to_have_text("Turen i dag")
    round_id = int(author.page.url.rsplit("/", 1)[-1])
    with cast.store.write() as connection:  # the tablet asks nothing else
        yesterday = utc_now().date() - timedelta(days=1)
        earlier = {"opens_on": yesterday, "closes_on": yesterday}
        connection.execute(update(Round).where(Round.id == cast.round_id).values(earlier))
    return round_id


def answer(tablet: Page, site: Site, cast: World, recorded: bytes) -> list[str]:
    """A resident lets the first question be read aloud, in the voice that recorded it, and answers
    everything on the tablet; gives the questions she met."""
    open_paired(tablet, site.base, cast.device_token)
    robot = Robot(tablet)
    robot.press("begin")
    robot.press("yes")
    assert robot.key() == KEYS[0]
    with tablet.expect_response(lambda reply: f"/{KEYS[0]}.wav" in reply.url) as played:
        robot.press("read")
    assert played.value.body() == recorded
    await_heard(tablet, KEYS[0])
    robot.press("read")
    met = robot.answer_all(ANSWERS, ("alone", ""))
    expect(tablet.locator("h1:visible")).to_have_text("Tak for dine svar")
    return [key for key in met if key]


def others_answer(cast: World, version: KnownVersion, round_id: int) -> None:
    """Some more residents answer this edition."""
    given: dict[str, object] = {
        key: {"status": "answered", "value": int(said) if said == "3" else said}
        for key, said in ANSWERS.items()
        if isinstance(said, str)
    }
    for _ in range(OTHERS):
        told = cast.submission(round=round_id, version=version.hash, answers=given)
        assert cast.deliver(told).result is Result.STORED


def version_of(cast: World, number: int) -> KnownVersion:
    """An edition of the questionnaire that was written."""
    wanted = select(Version.id).where(
        Version.questionnaire_key == "turen_i_dag", Version.number == number
    )
    with cast.store.read() as connection:
        return cast.versions.find_by_id(connection.execute(wanted).scalar_one())


def reword(author: Author) -> None:
    """Two questions get other words; of one it is said that it means the same."""
    author.page.goto(f"{author.page.url.split('/admin/')[0]}/admin/questionnaires/")
    author.press_on(author.page.locator("#next-turen_i_dag"))
    author.press("8. Vil du komme igen?")
    author.fill("text-every-da", "Kommer du igen?")
    author.press("Gem")
    expect(author.page.locator("[data-key]")).to_have_text("vil_du_komme_igen")
    author.press("Tilbage til Turen i dag")
    author.press("4. Var der plads nok?")
    author.fill("text-every-da", "Var der stole nok?")
    author.press("Gem")
    author.press("Tilbage til Turen i dag")
    author.press("Se det igennem, og udgiv det")
    assert is_fine(author.page)
    author.tick("same-vil_du_komme_igen")
    author.press("Udgiv udgave 2")
    assert is_fine(author.page)


def close(cast: World, round_id: int) -> None:
    """The round closed yesterday: its report can be read."""
    yesterday = utc_now().date() - timedelta(days=1)
    days = {"opens_on": yesterday - timedelta(days=9), "closes_on": yesterday}
    with cast.store.write() as connection:
        connection.execute(update(Round).where(Round.id == round_id).values(days))


def test_written_by_keyboard_recorded_asked_reworded_and_asked_again(
    site: Site, cast: World, browser: Browser, tmp_path: Path
) -> None:
    kiosk = {"viewport": KIOSKS["1080x810"], "has_touch": True}
    with (
        microphone(browser, said_in(tmp_path)) as ours,
        visit(ours, viewport=DESK) as page,
        visit(browser, **kiosk) as tablet,
    ):
        tablet.add_init_script(LISTEN)
        author = Author(page)
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/questionnaires/")
        write_questionnaire(author)
        ask_only_after_yes(author)
        assert is_fine(page)
        author.press("Se det igennem, og udgiv det")
        author.press("Udgiv udgave 1")
        recorded = record_the_first(author, site)
        round_id = make_round(author, cast)
        first = version_of(cast, 1)
        assert [q.key for q in first.questionnaire.questions] == list(KEYS)
        assert answer(tablet, site, cast, recorded) == list(KEYS)
        others_answer(cast, first, round_id)

        reword(author)
        author.tick(f"round-{round_id}")
        author.press("Gem")
        second = version_of(cast, 2)
        assert answer(tablet, site, cast, recorded) == list(KEYS)
        others_answer(cast, second, round_id)
        others_answer(cast, first, round_id)  # a tablet that had been offline

        with cast.store.read() as connection:
            answered = select(Tally.version_id).where(Tally.round_id == round_id, Tally.n > 0)
            assert set(connection.scalars(answered)) == {first.id, second.id}
        assert list(verify_tally(cast.store, cast.versions)) == []
        assert second.trends["vil_du_komme_igen"] == 1
        assert second.trends["var_der_plads_nok"] == 2
        close(cast, round_id)
        page.goto(f"{site.base}/admin/rounds/{round_id}/report?lang=en")
        compared = page.locator(
            ".asked-note", has_text="Can be compared with the answers to edition 2"
        )
        expect(compared).to_contain_text("Will you come again?")
        expect(compared).not_to_contain_text("Was there room enough?")
        broken = page.locator(".asked-note", has_text="Here the curve is broken")
        expect(broken).to_contain_text("Was there room enough?")
        expect(broken).not_to_contain_text("Will you come again?")


def test_what_is_written_is_saved_checked_and_shown_on_the_tablet(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=DESK) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/questionnaires/new")
        page.locator("#begin-l-satisfaction").click()
        page.locator(".draft-question h3 a").first.click()
        shown = page.frame_locator("iframe")
        words = page.locator("#text-self-da")
        expect(shown.locator("h1:visible")).to_have_text(words.input_value())
        words.fill("Er du ikke glad?")
        expect(page.locator("#notes-text-self-da .note-stops")).to_contain_text("ikke")
        expect(page.locator("[data-saved]")).to_have_text("Gemt")
        expect(shown.locator("h1:visible")).to_have_text("Er du ikke glad?")
        assert words.evaluate(IS_FOCUSED)
        page.locator("#look-text").select_option("large")
        expect(shown.locator("html[data-text=large]")).to_be_attached()
        page.locator("#look-contrast").select_option("high")
        expect(shown.locator("html[data-contrast=high]")).to_be_attached()
        page.locator("#look-shape").select_option("standing")
        size = page.locator("iframe").evaluate("one => [one.offsetWidth, one.offsetHeight]")
        assert size == [810, 1080]
        assert is_fine(page)
        page.reload()
        expect(words).to_have_value("Er du ikke glad?")


def test_two_who_write_in_one_question_lose_nothing(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=DESK) as anna, visit(browser, viewport=DESK) as other:
        for page in (anna, other):
            sign_in(site, cast, page)
        anna.goto(f"{site.base}/admin/questionnaires/new")
        anna.locator("#begin-l-satisfaction").click()
        anna.locator(".draft-question h3 a").first.click()
        other.goto(anna.url)
        anna.locator("#text-self-da").fill("Er du glad?")
        expect(anna.locator("[data-saved]")).to_have_text("Gemt")
        other.locator("#text-self-da").fill("Er du tilfreds?")
        expect(other.locator("[data-saved]")).to_contain_text("Ikke gemt")
        expect(other.locator("#text-self-da")).to_have_value("Er du tilfreds?")
        other.locator(".draft-form .button-primary").click()
        expect(other.locator(".form-faults")).to_contain_text("Er du glad?")
        expect(other.locator("#text-self-da")).to_have_value("Er du tilfreds?")
        assert is_fine(other)


def test_moving_keeps_the_focus_on_what_was_moved(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=DESK, java_script_enabled=False) as page:
        token_page = f"{site.base}/admin/questionnaires/new"
        sign_in(site, cast, page)
        page.goto(token_page)
        page.locator("#begin-l-satisfaction").click()
        second = page.locator(".draft-question").nth(1)
        name = second.get_attribute("data-question")
        page.locator(f"#up-{name}").click()
        expect(page.locator(".draft-question").first).to_have_attribute("data-question", str(name))
        expect(page.locator(f"#up-{name}")).to_be_focused()


@pytest.mark.parametrize(
    "place",
    ["//elsewhere.example/admin/questionnaires", "/admin/questionnaires/../people", "/i/draft", ""],
)
def test_the_preview_asks_nobody_but_the_editor(site: Site, browser: Browser, place: str) -> None:
    asked: list[str] = []
    with visit(browser, viewport=KIOSKS["1080x810"]) as page:
        page.on("request", lambda one: asked.append(one.url))
        page.goto(f"{site.base}/k/preview?{urlencode({'document': place, 'lang': 'da'})}")
        expect(page.locator('[data-room="away"]')).to_be_visible()
        assert [one for one in asked if not one.startswith(f"{site.base}/")] == []
        assert [one for one in asked if "/admin/" in one and "/k/preview" not in one] == []


def test_what_is_answered_in_the_preview_is_neither_kept_nor_sent(
    site: Site, cast: World, browser: Browser
) -> None:
    posted: list[str] = []
    with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/questionnaires/new")
        page.locator("#begin-l-satisfaction").click()
        draft = page.url.removeprefix(site.base).partition("?")[0]
        page.on("request", lambda one: posted.append(one.url) if one.method != "GET" else None)
        how = {"document": f"{draft}/preview", "lang": "da", "wording": "self"}
        page.goto(f"{site.base}/k/preview?{urlencode(how)}")
        robot = Robot(page)
        assert robot.answer_all({})
        expect(page.locator('[data-room="thanks"]')).to_be_visible()
        kept = "[localStorage.length, (await indexedDB.databases()).length]"
        assert page.evaluate(f"(async () => {kept})()") == [0, 0]
    assert posted == []
    with cast.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Tally)) == 0

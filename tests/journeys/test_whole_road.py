"""One answer travels the whole road, from a questionnaire in a file to a row in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update

from survey.clock import utc_now
from survey.store.setup_queries import Asking, add_centre, add_headcount, add_round
from survey.store.tables import Round, Version
from survey.voices import Perspective, Voice
from tests.answering import DONT_KNOW, SKIP, Answer, Robot
from tests.browsing import KIOSKS, PHONE, visit
from tests.served import Site
from tests.visiting import make_ready

DEFINITION = """
key: road
title: {da: Dagen i dag, en: Today}
purpose:
  da: Vi vil gerne vide, hvad du har brug for. Tak, fordi du vil svare.
  en: We would like to know what you need. Thank you for answering.
languages: [da, en]
voices: [resident, resident_assisted, relative]
wordings: [self, as_resident]
questions:
  - key: matters
    kind: text
    measure: idea
    text:
      self: {da: 'Hvad betyder mest for dig?', en: 'What matters most to you?'}
      as_resident: {da: 'Hvad betyder mest for beboeren?', en: 'What matters most to the resident?'}
  - key: needs
    kind: pick
    at_most: 2
    measure: need
    text:
      self: {da: 'Hvad har du brug for?', en: 'What do you need?'}
      as_resident: {da: 'Hvad har beboeren brug for?', en: 'What does the resident need?'}
    options:
      - {key: company, label: {da: Selskab, en: Company}}
      - {key: music, label: {da: Musik, en: Music}}
      - {key: walks, label: {da: Gåture, en: Walks}}
  - key: enough
    kind: scale
    measure: enough
    text:
      self: {da: 'Har du nok selskab?', en: 'Do you have enough company?'}
      as_resident: {da: 'Har beboeren nok selskab?', en: 'Does the resident have enough company?'}
    steps:
      - {key: 'yes', label: {da: Ja, en: 'Yes'}}
      - {key: some, label: {da: Lidt, en: A little}}
      - {key: 'no', label: {da: Nej, en: 'No'}}
  - key: again
    kind: yes_no
    text:
      self: {da: 'Vil du være med igen?', en: 'Would you join in again?'}
      as_resident: {da: 'Vil beboeren være med igen?', en: 'Would the resident join in again?'}
    ask_if: [{question: enough, answers: [some, 'no']}]
  - key: visits
    kind: number
    least: 0
    most: 31
    text:
      self: {da: 'Hvor mange besøg fik du?', en: 'How many visits did you have?'}
      as_resident: {da: 'Hvor mange besøg fik beboeren?', en: 'How many visits were there?'}
"""

Answers = dict[str, Answer]
RESIDENT: Answers = {
    "needs": ["music", "company"],
    "enough": "some",
    "again": "yes",
    "visits": DONT_KNOW,
}
PHONE_WITH: Answers = {"matters": "=at synge", "needs": ["walks"], "enough": "yes", "visits": "3"}
PHONE_WITHOUT: Answers = {"needs": ["company"], "enough": "no", "again": "no"}


def test_one_answer_travels_the_whole_road(site: Site, browser: Browser, tmp_path: Path) -> None:
    round_id = publish_and_open(site, tmp_path)
    code = pairing_code(site)
    link = address_in(site.flask("link", "add", str(round_id), "Solsikken", "relative"))

    answer_at_the_tablet(site, browser, code)
    answer_on_a_phone(browser, link)
    answer_without_scripts(browser, link)
    assert site.flask("tally", "verify").strip() == "0 differences"

    with visit(browser) as page:
        sign_in(site, page)
        read_report(page, round_id)
        assert_rows_are_what_was_tapped(fetch_csv(page, site.base, round_id))
        five_more_walk(site, page, link.rsplit("/", 1)[1])
        close(site)
        read_closed_report(page, site.base, round_id)


def publish_and_open(site: Site, folder: Path) -> int:
    """Publish the definition and open a round of it; returns the round's number."""
    file = folder / "road.yaml"
    file.write_text(DEFINITION)
    assert "It can be published." in site.flask("questionnaire", "lint", str(file))
    assert "version 1" in site.flask("questionnaire", "import", str(file))
    today = utc_now().date()
    with site.store.session() as session:
        centre = add_centre(session, "Solsikken")
        for voice in (Voice.RESIDENT, Voice.RELATIVE):
            add_headcount(session, centre.id, None, voice, 12, today)
        version_id = session.scalar(select(Version.id))
        assert version_id
        asking = Asking(
            version_id,
            {Voice.RESIDENT: [Perspective.SELF], Voice.RELATIVE: [Perspective.AS_RESIDENT]},
            today - timedelta(days=1),
            today + timedelta(days=30),
        )
        return add_round(session, asking, [centre.id]).id


def pairing_code(site: Site) -> str:
    """Make a tablet on the command line."""
    found = re.search(r"type (\d{6})", site.flask("device", "add", "Solsikken", "Tablet 1"))
    assert found
    return found[1]


def address_in(printed: str) -> str:
    found = re.search(r"http://\S+", printed)
    assert found
    return found[0]


def answer_at_the_tablet(site: Site, browser: Browser, code: str) -> None:
    with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/k/")
        robot.pair(code)
        robot.press("begin")
        robot.press("choice")
        robot.press("yes")
        met = robot.answer_all({"matters": SKIP, **RESIDENT}, how=("read_by", "volunteer"))
        assert met == ["matters", "needs", "enough", "again", "visits", "", ""]
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def answer_on_a_phone(browser: Browser, link: str) -> None:
    with visit(browser, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto(link)
        page.locator("form.begin button.go").tap()
        met = Robot(page).answer_all(PHONE_WITH)
        assert met == ["matters", "needs", "enough", "visits"], "its condition was not met"
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def answer_without_scripts(browser: Browser, link: str) -> None:
    with visit(browser, viewport=PHONE, has_touch=True, java_script_enabled=False) as page:
        page.goto(link)
        page.locator("form.begin button.go").tap()
        for key, said in PHONE_WITHOUT.items():
            for value in said if isinstance(said, list) else [said]:
                tile = page.locator(f'[data-question="{key}"] label.tile')
                tile.filter(has=page.locator(f'input[value="{value}"]')).tap()
        page.locator('button[type="submit"]').tap()
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def sign_in(site: Site, page: Page) -> None:
    address = address_in(site.flask("user", "add", "anna"))
    make_ready(site.store, "anna")
    page.goto(address)
    page.locator('main button[type="submit"]').click()
    expect(page.locator("h1:visible")).to_be_visible()


def read_report(page: Page, round_id: int) -> None:
    """Nothing of so few people is shown, and the page says so."""
    page.goto(page.url.split("/admin/")[0] + f"/admin/rounds/{round_id}/report")
    expect(page.locator("h1:visible")).to_be_visible()
    text = page.locator("main").inner_text()
    assert "Solsikken" in text
    assert "færre end 5" in text.lower()
    assert "=at synge" not in text


def fetch_csv(page: Page, base: str, round_id: int) -> list[dict[str, str]]:
    answer = page.request.get(f"{base}/admin/rounds/{round_id}/responses.csv")
    assert answer.ok
    body = answer.body()
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def assert_rows_are_what_was_tapped(rows: list[dict[str, str]]) -> None:
    assert len(rows) == 3
    resident = next(row for row in rows if row["voice"] == "resident_assisted")
    assert (resident["mode"], resident["helper"]) == ("read_by", "volunteer")
    assert said(resident) == {
        "matters": "skipped",
        "needs": "company, music",
        "enough": "some",
        "again": "yes",
        "visits": "dont_know",
    }
    by_enough = {row["enough"]: said(row) for row in rows if row["voice"] == "relative"}
    assert by_enough["yes"] == {
        "matters": "answered",
        "needs": "walks",
        "enough": "yes",
        "again": "not_relevant",
        "visits": "3",
    }
    assert by_enough["no"] == {
        "matters": "skipped",
        "needs": "company",
        "enough": "no",
        "again": "no",
        "visits": "skipped",
    }
    assert all(row["perspective"] == "as_resident" for row in rows if row["voice"] == "relative")


def five_more_walk(site: Site, page: Page, code: str) -> None:
    """Five other relatives answer as their own programs would."""
    with site.store.read() as connection:
        version = connection.scalar(select(Version.hash))
    said = {
        "envelope_version": 1,
        "version": version,
        "language": "da",
        "respondent": {"perspective": "as_resident"},
        "outcome": "finished",
        "day": utc_now().date().isoformat(),
        "answers": {
            "matters": {"status": "skipped"},
            "needs": {"status": "answered", "value": ["walks"]},
        },
    }
    for number in range(5):
        address = f"{site.base}/responses/{number:032x}"
        headers = {"Authorization": f"Bearer {code}"}
        assert page.request.put(address, headers=headers, data=said).status == 201


def close(site: Site) -> None:
    """The round's last day was yesterday."""
    with site.store.write() as connection:
        connection.execute(update(Round).values(closes_on=utc_now().date() - timedelta(days=1)))


def read_closed_report(page: Page, base: str, round_id: int) -> None:
    """Seven relatives: the two who tapped are among those counted. The resident stays hidden."""
    page.goto(f"{base}/admin/rounds/{round_id}/report")
    rows = page.locator(".answers tr")
    expect(rows.filter(has_text="Gåture")).to_contain_text("6 af 7")
    expect(rows.filter(has_text="Selskab")).to_contain_text("1 af 7")
    expect(rows.filter(has_text="Musik")).to_contain_text("0 af 7")
    expect(page.locator("h1")).to_have_text("Vi har ikke hørt beboerne")


def said(row: dict[str, str]) -> dict[str, str]:
    """Per question what was answered, else why there is no answer."""
    needs = ", ".join(key for key in ("company", "music", "walks") if row[f"needs.{key}"] == "1")
    keys = ("matters", "enough", "again", "visits")
    return {key: row.get(key) or row[f"{key}.status"] for key in keys} | {"needs": needs}

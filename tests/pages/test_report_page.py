"""The report as staff meet it: from real answers to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from survey.languages import STAFF_LANGUAGES
from survey.questionnaire.versions import freeze
from survey.store.report_queries import round_counts
from survey.store.setup_queries import add_headcount
from survey.store.tables import Initiative, Round
from survey.store.versions import KnownVersion, store_version
from survey.voices import Voice
from tests.looking import Page
from tests.statements import WRITTEN_DOWN, counted
from tests.visiting import Pages
from tests.world import EVERY_ANSWER, World, one_of_each_kind
from translations.texts import catalogue_files, collected, read

CLAIMS = {
    "en": r"better|worse|risen|rose|fallen|fell|significant\w*|because of|due to",
    "da": r"steget|steg|faldet|faldt|bedre|værre|signifikant\w*|skyldes",
}
"""Words that claim a change or a cause; nothing in a single round can."""


@pytest.fixture
def staff(pages: Pages) -> Pages:
    """Somebody signed in."""
    pages.sign_in()
    return pages


def path(pages: Pages, language: str = "en") -> str:
    return f"/admin/rounds/{pages.world.round_id}/report?lang={language}"


def answer(pages: Pages, n: int, voice: str = "resident", **changes: Any) -> None:
    """So many whole answers, alone on the tablet."""
    perspective = "self" if voice == "resident" else "as_resident"
    mode = "alone" if voice == "resident" else None
    who = {"voice": voice, "perspective": perspective, "mode": mode, "helper": None}
    for _ in range(n):
        receipt = pages.world.deliver(pages.world.submission(respondent=who, **changes))
        assert receipt.result == "stored", receipt


def close(pages: Pages) -> None:
    """The round closes yesterday."""
    yesterday = pages.world.today - timedelta(days=1)
    with pages.world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=yesterday))


def people(pages: Pages, n: int, on: date | None = None) -> None:
    """Somebody counts the residents."""
    world = pages.world
    with world.store.session() as session:
        add_headcount(session, world.centre_id, None, Voice.RESIDENT, n, on or world.today)


def words(html: str) -> str:
    """What the page says, in one line."""
    main = html.split("<main")[1].split("</main>", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\N{NO-BREAK SPACE}", " ").split())


def test_answers_become_a_report(staff: Pages) -> None:
    answer(staff, 12)
    answer(staff, 3, "relative")
    people(staff, 20)
    close(staff)
    said = words(staff.open(path(staff)))
    assert "We have heard 12 of 20 residents" in said
    assert "Fewer than 5 have answered. Nothing they said is shown" in said
    assert "Little 100 % 12 of 12" in said
    assert "12 of 12" in said
    assert "more than 7 of 12" in said, "a sensitive question"
    assert "12 wrote something" in said
    assert "At synge" not in said


def test_the_newest_headcount_counts(staff: Pages) -> None:
    answer(staff, 12)
    people(staff, 50)
    people(staff, 99, staff.world.today - timedelta(days=400))
    assert "12 of 50" in words(staff.open(path(staff)))


def test_an_open_round_shows_who_was_heard_and_nothing_said(staff: Pages) -> None:
    answer(staff, 12)
    said = words(staff.open(path(staff)))
    assert "We have heard 12 residents" in said
    assert "What people said is shown when the round has closed" in said
    assert "Little" not in said


def test_nobody_having_answered_is_a_finding(staff: Pages) -> None:
    close(staff)
    said = words(staff.open(path(staff)))
    assert "We have not heard the residents" in said
    assert "That is a finding too" in said
    assert "All places silent silent silent" in said
    assert "silent silent silent silent" not in said, "each of the three says it once"


def test_more_answers_than_people_show_no_share(staff: Pages) -> None:
    answer(staff, 12)
    people(staff, 11)
    close(staff)
    said = words(staff.open(path(staff)))
    assert "Stop and check the headcount" in said
    assert "Little" not in said
    shown = said.split("How to read this")[0]
    assert "%" not in shown


def test_relatives_behind_a_link_are_answers_not_people(staff: Pages) -> None:
    answer(staff, 6, "relative", answers=EVERY_ANSWER)
    with staff.world.store.session() as session:
        add_headcount(session, staff.world.centre_id, None, Voice.RELATIVE, 30, staff.world.today)
    close(staff)
    said = words(staff.open(path(staff)))
    assert "open link: answers, not people" in said
    assert "6 answers through an open link" in said
    assert "of 30" not in said


def test_an_older_edition_is_under_its_number(staff: Pages) -> None:
    answer(staff, 6)
    newer = newer_edition(staff)
    answer(staff, 7, version=newer.hash)
    with staff.world.store.write() as connection:
        connection.execute(update(Round).values(version_id=newer.id))
    close(staff)
    said = words(staff.open(path(staff)))
    assert "We have heard 13 residents" in said
    assert said.index("7 heard.") < said.index("edition 1")
    assert "6 heard." in said.split("edition 1")[1]


def newer_edition(pages: Pages) -> KnownVersion:
    changed = one_of_each_kind().model_dump(mode="json")
    changed["title"]["da"] = "Alle slags igen"
    again = freeze(one_of_each_kind().model_validate(changed))
    return store_version(pages.world.store, again, pages.world.today)[0]


def test_eight_statements_however_much_was_answered(staff: Pages) -> None:
    close(staff)
    store = staff.client.application.extensions["lydhoer"].store
    with counted(store) as at_first:
        staff.open(path(staff))
    with staff.world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=staff.world.today))
    answer(staff, 12)
    answer(staff, 6, "relative")
    answer(staff, 6, version=newer_edition(staff).hash)
    close(staff)
    with counted(store) as later:
        staff.open(path(staff))
    assert len(at_first) <= 8 + WRITTEN_DOWN
    assert len(later) <= 8 + WRITTEN_DOWN, "\n".join(later)
    assert not [s for s in later if re.search(r"\bresponse\b.*\bFROM response|free_text", s)]


def test_each_database_gives_the_same_counts(world: World) -> None:
    for _ in range(3):
        world.deliver(world.submission())
    with world.store.session() as session:
        for people_, on in ((20, world.today), (99, world.today - timedelta(days=9))):
            add_headcount(session, world.centre_id, None, Voice.RESIDENT, people_, on)
    with world.store.read() as connection:
        found = round_counts(connection, world.round_id)
        assert round_counts(connection, 99) is None
    assert found
    assert [unit.name for unit in found.centres[0].units] == ["Eg", "Birk"]
    assert found.linked == {"relative"}
    assert [size.people for size in found.sizes] == [20]
    assert [row.n for row in found.replies if row.status == "finished"] == [3]
    assert [row.n for row in found.said if row.question == "enough"] == [3]


def test_what_people_named_is_not_taken_for_html(staff: Pages) -> None:
    with staff.world.store.session() as session:
        initiative = Initiative(name="<b>Sang</b> & spil")
        session.add(initiative)
        session.flush()
        session.execute(update(Round).values(initiative_id=initiative.id))
    assert "&lt;b&gt;Sang&lt;/b&gt; &amp; spil" in staff.open(path(staff))


def test_a_round_that_is_not_there(staff: Pages) -> None:
    staff.open("/admin/rounds/99/report", 404)


def test_a_report_is_not_for_everybody(pages: Pages) -> None:
    assert pages.client.get(path(pages)).status_code == 303


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_claims_no_change_and_no_cause(staff: Pages, language: str) -> None:
    answer(staff, 12)
    people(staff, 20)
    close(staff)
    said = words(staff.open(path(staff, language)))
    assert not re.search(rf"\b({CLAIMS[language]})\b", said, re.IGNORECASE)


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence of the report in each language it has."""
    ours = ("admin/report/", "admin/views/report.py", "admin/templates/admin/report")
    spoken = {c: read(c, f) for c, f in catalogue_files().items() if c in STAFF_LANGUAGES}
    for message in collected():
        if not any(file.startswith(ours) for file, _ in message.locations):
            continue
        yield "en", str(message.id)
        for code, catalogue in spoken.items():
            found = catalogue.get(message.id)
            yield code, str(found.string) if found else ""


def test_no_sentence_claims_a_change_or_a_cause() -> None:
    said = list(sentences())
    assert len([text for code, text in said if code == "en"]) > 50
    claims = [t for code, t in said if re.search(rf"\b({CLAIMS[code]})\b", t, re.IGNORECASE)]
    # What a curve confirms may be said, and that nothing is said of a cause.
    assert [t for t in claims if not re.search("confirmed|bekræftet|never say", t)] == []


def test_every_table_has_a_caption_and_headings(staff: Pages) -> None:
    answer(staff, 12)
    close(staff)
    page = Page(staff.open(path(staff)))
    assert len(page.all("table")) == len(page.all("caption")) > 3
    assert {th.get("scope") for th in page.all("th")} == {"col", "row"}
    assert {svg.get("aria-hidden") for svg in page.all("svg")} == {"true"}

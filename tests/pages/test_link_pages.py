"""What a relative meets behind a QR code, with a browser that knows no JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from survey.channels import secret_hash
from survey.questionnaire.versions import freeze
from survey.store.tables import FreeText, Link, Quarantine, Response, Round, Tally
from survey.store.tally_check import verify_tally
from survey.store.versions import store_version
from tests.looking import Page
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, make_codes, one_of_each_kind, relatives_answer


def start(pages: Pages, code: str = "", contact: str = "") -> str:
    """The first page's way into the interview, once `contact` was chosen there."""
    page = Page(pages.open(f"/s/{code or pages.world.link_code}"))
    way = next(b for b in page.all("button") if "/as_resident" in b.get("formaction", ""))
    day = next(i["value"] for i in page.all("input") if i["name"] == "day")
    said = f"contact={contact}&" if contact else ""
    return f"{way['formaction']}?{said}day={day}&id={way['value']}"


def kept(pages: Pages) -> list[dict[str, object]]:
    with pages.world.store.read() as connection:
        return list(connection.scalars(select(Response.answers)))


FORM = {
    "q.matters": "At synge <b>sammen</b>",
    "q.needs": ["music", "company"],
    "q.enough": "little",
    "q.again": "no",
    "q.visits": "3",
}


def test_the_first_page_says_what_it_is_about(pages: Pages) -> None:
    html = pages.open(f"/s/{pages.world.link_code}")
    assert "Solsikken" in html
    assert "Alle slags" in html


def test_the_form_posts_and_thanks(pages: Pages) -> None:
    answered = pages.client.post(start(pages), data=FORM)
    assert answered.status_code == 303
    pages.open(answered.location)
    (answers,) = kept(pages)
    assert answers["needs"] == {"status": "answered", "value": ["company", "music"]}
    assert answers["enough"] == {"status": "answered", "value": "little"}
    assert answers["where"] == {"status": "not_relevant"}, "its condition was not met"
    assert answers["barriers"] == {"status": "skipped"}
    assert list(verify_tally(pages.world.store, pages.world.versions)) == []


def test_going_back_and_sending_again_is_one_answer(pages: Pages) -> None:
    address = start(pages)
    for _ in range(2):
        assert pages.client.post(address, data=FORM).status_code == 303
    assert len(kept(pages)) == 1


def test_an_empty_form_is_an_answer_too(pages: Pages) -> None:
    assert pages.client.post(start(pages), data={}).status_code == 303
    (answers,) = kept(pages)
    said = {answer["status"] for answer in answers.values()}  # type: ignore[index] # JSON
    assert said == {"skipped", "not_relevant"}


def test_dont_know_is_kept_as_such(pages: Pages) -> None:
    pages.client.post(start(pages), data={"q.enough": "-dont_know", "q.visits": "-dont_know"})
    (answers,) = kept(pages)
    assert answers["enough"] == answers["visits"] == {"status": "dont_know"}


WRONG: dict[str, dict[str, object]] = {
    "too many": {"q.needs": ["company", "music", "walks"]},
    "none of these with another": {"q.needs": ["nothing", "music"]},
    "not a number": {"q.visits": "mange"},
    "too large": {"q.visits": "99"},
    "not an option": {"q.enough": "<script>"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_comes_back_with_everything_typed(pages: Pages, name: str) -> None:
    html = pages.post(start(pages), {**FORM, **WRONG[name]}, 400)
    page = Page(html)
    assert page.texts["title"][0].startswith("Fejl:")
    assert "At synge &lt;b&gt;sammen&lt;/b&gt;" in html
    assert "<script>" not in re.sub(r"<script[^>]+src=", "", html)
    summary = next(a for _, a in page.elements if "errors" in a.get("class", "").split())
    assert summary.get("tabindex") == "-1"
    target = next(a["href"] for a in page.all("a") if a["href"].startswith("#"))
    assert any(attrs.get("id") == target[1:] for _, attrs in page.elements)
    assert kept(pages) == []


def test_a_long_text_comes_back_whole(pages: Pages) -> None:
    long = "æ" * 5000
    html = pages.post(start(pages), {"q.matters": long}, 400)
    assert long in html


def test_the_browsers_language_is_spoken(pages: Pages) -> None:
    code = pages.world.link_code
    assert 'lang="en"' in pages.look(
        pages.client.get(f"/s/{code}", headers={"Accept-Language": "en-GB,en;q=0.9"}), 200
    )
    assert 'lang="en"' in pages.open(f"/s/{code}?lang=en")
    assert 'lang="da"' in pages.look(
        pages.client.get(f"/s/{code}", headers={"Accept-Language": "sv"}), 200
    )


@pytest.mark.parametrize("path", ["/s/nothing", "/s/nothing/da/as_resident", "/i/x/da/self"])
def test_a_mistyped_code_gets_a_friendly_page(pages: Pages, path: str) -> None:
    html = pages.open(path, 404)
    assert "Dette link" in html


@pytest.mark.parametrize("wording", ["self", "own_view", "nonsense"])
def test_a_wording_nobody_was_asked_for_is_not_there(pages: Pages, wording: str) -> None:
    pages.open(f"/s/{pages.world.link_code}/da/{wording}", 404)


def test_a_revoked_code_is_told_in_the_browsers_language(pages: Pages) -> None:
    with pages.world.store.write() as connection:
        connection.execute(update(Link).values(revoked_on=NOW.date()))
    page = pages.client.get(f"/s/{pages.world.link_code}", headers={"Accept-Language": "en"})
    assert "We are not asking here any more." in pages.look(page, 410)


def test_a_closed_round_is_told_but_takes_what_was_begun(pages: Pages) -> None:
    address = start(pages)
    with pages.world.store.write() as connection:
        connection.execute(
            update(Round).values(closes_on=NOW.date(), opens_on=NOW.date() - timedelta(days=9))
        )
        connection.execute(update(Link).values(expires_on=NOW.date() - timedelta(days=1)))
    pages.open(f"/s/{pages.world.link_code}", 410)
    begun = address.replace(f"day={NOW:%Y-%m-%d}", f"day={NOW.date() - timedelta(days=1)}")
    assert pages.client.post(begun, data=FORM).status_code == 303
    assert len(kept(pages)) == 1
    assert pages.client.post(address.replace("id=", "id=f"), data=FORM).status_code == 303
    with pages.world.store.read() as connection:
        assert connection.scalar(select(Quarantine.reason)) == "after_closing"


def test_a_round_that_has_not_opened_says_so(pages: Pages) -> None:
    with pages.world.store.write() as connection:
        connection.execute(update(Round).values(opens_on=NOW.date() + timedelta(days=3)))
    pages.open(f"/s/{pages.world.link_code}", 404)


def test_free_words_are_kept_apart(pages: Pages) -> None:
    pages.client.post(start(pages), data=FORM)
    with pages.world.store.read() as connection:
        assert connection.scalar(select(FreeText.words)) == FORM["q.matters"]
        assert connection.scalar(select(func.count()).select_from(FreeText)) == 1


def test_no_respondent_gets_a_cookie(pages: Pages) -> None:
    address = start(pages)
    for response in (
        pages.client.get(f"/s/{pages.world.link_code}"),
        pages.client.get(address),
        pages.client.post(address, data=FORM),
        pages.client.get("/k/"),
    ):
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("language", ["xx", "DA", "%00"])
@pytest.mark.parametrize("visits", ["3", "mange"])
def test_a_form_in_a_language_not_asked_in_leads_nowhere(
    pages: Pages, language: str, visits: str
) -> None:
    path = f"/s/{pages.world.link_code}/{language}/as_resident"
    pages.post(path, {"q.visits": visits}, 404)


def test_a_form_is_kept_as_it_was_read_when_the_round_has_a_newer_version(pages: Pages) -> None:
    world, path = pages.world, start(pages)
    fewer = one_of_each_kind()
    kept_questions = tuple(q for q in fewer.questions if q.key != "visits")
    newer, _ = store_version(
        world.store, freeze(fewer.model_copy(update={"questions": kept_questions})), world.today
    )
    with world.store.write() as connection:
        connection.execute(update(Round).values(version_id=newer.id))
    form = {"version": world.version.hash, "q.visits": "3"}
    assert pages.client.post(path, data=form).status_code == 303
    (answers,) = kept(pages)
    assert answers["visits"] == {"status": "answered", "value": 3}


def test_a_personal_link_is_answered_once_and_then_says_so(pages: Pages) -> None:
    (code,) = make_codes(pages.world, 1)
    address = start(pages, code)
    pages.open(address)
    assert pages.client.get(address).headers["Cache-Control"] == "no-store"
    answered = pages.client.post(address, data=FORM)
    assert answered.status_code == 303
    assert "Det kan ikke ses, hvilke svar der er dine." in pages.open(answered.location)
    for path in (f"/s/{code}", address):
        html = pages.open(path, 410)
        assert "Linket er brugt." in html
        assert "spørg personalet om et nyt link" in html
        assert "At synge" not in html
        assert "<form" not in html
    assert pages.client.post(address, data=FORM).status_code == 303
    assert len(kept(pages)) == 1
    with pages.world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0


def test_another_answer_through_a_used_code_is_kept_for_a_person(pages: Pages) -> None:
    (code,) = make_codes(pages.world, 1)
    address = start(pages, code)
    pages.client.post(address, data=FORM)
    other = address.replace("id=", "id=f")
    assert pages.client.post(other, data={}).status_code == 303
    with pages.world.store.read() as connection:
        assert connection.scalar(select(Quarantine.reason)) == "code_used"


def test_opening_a_personal_link_costs_three_statements(pages: Pages) -> None:
    first, second = make_codes(pages.world, 2)
    pages.open(f"/s/{first}/da/as_resident")
    with counted(pages.client.application.extensions["lydhoer"].store) as said:
        pages.open(f"/s/{second}/da/as_resident")
    assert len(said) <= 3, said


def test_a_personal_links_own_code_leads_nowhere(pages: Pages) -> None:
    make_codes(pages.world, 1)
    with pages.world.store.write() as connection:
        connection.execute(
            update(Link).where(Link.is_personal).values(code_hash=secret_hash("its own"))
        )
    pages.open("/s/its own", 404)
    token = {"Authorization": "Bearer its own"}
    sent = pages.client.put(
        f"/responses/{'a' * 32}", json=relatives_answer(pages.world), headers=token
    )
    assert sent.status_code == 401


def test_how_often_one_is_in_touch_is_asked_first_and_counted(pages: Pages) -> None:
    html = pages.open(f"/s/{pages.world.link_code}")
    assert "Hvor tit har du kontakt med beboeren?" in html
    assert "Svar, som du tror, beboeren selv ville svare." in html
    for said in ("weekly", "", "<script>"):
        assert pages.client.post(start(pages, contact=said), data=FORM).status_code == 303
    with pages.world.store.read() as connection:
        stored = Counter(connection.scalars(select(Response.contact)))
        counts = select(Tally.answer, Tally.n).where(Tally.status == "contact")
        assert stored == {"weekly": 1, None: 2}
        assert [tuple(row) for row in connection.execute(counts)] == [("weekly", 1)]
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0
    assert list(verify_tally(pages.world.store, pages.world.versions)) == []


def test_one_who_answers_for_herself_is_not_asked_about_the_resident(pages: Pages) -> None:
    with pages.world.store.write() as connection:
        connection.execute(update(Link).values(voice="resident"))
    html = pages.open(f"/s/{pages.world.link_code}")
    assert "Hvor tit har du kontakt" not in html
    assert "Svar for dig selv." in html

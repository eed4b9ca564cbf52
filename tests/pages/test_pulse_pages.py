"""A pulse behind a link: its one page, and the road without a script."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from survey.questionnaire.model import Questionnaire, canonical
from survey.questionnaire.versions import freeze
from survey.store.tables import Response
from survey.voices import Voice
from tests.pulsing import Visiting, make_visiting
from tests.visiting import Pages
from tests.world import one_of_each_kind

ACTION = re.compile(r'<form class="pulse" method="post" action="([^"]+)"')


@pytest.fixture
def visiting(pages: Pages) -> Visiting:
    return make_visiting(pages.world)


def send(pages: Pages, visiting: Visiting, form: dict[str, str], status: int = 303) -> str:
    """Send the form as a page without a script does; the page, or where it leads."""
    html = pages.open(f"/s/{visiting.code}")
    (action,) = ACTION.findall(html)
    (version,) = re.findall(r'name="version" value="([^"]+)"', html)
    answer = pages.client.post(action.replace("&amp;", "&"), data={"version": version, **form})
    assert answer.status_code == status, answer.get_data(as_text=True)
    return str(answer.location) if status == 303 else answer.get_data(as_text=True)


def test_the_first_page_is_the_questionnaire(pages: Pages, visiting: Visiting) -> None:
    html = pages.open(f"/s/{visiting.code}")
    assert html.count("<fieldset") == 4
    assert html.count('type="submit"') == 1
    assert "/static/font" not in html
    assert ".woff2" not in html
    assert html.count("<script") == 1
    assert "data-visit" in html
    assert "Dine svar er fortrolige." in html
    assert "anonym" not in html


def test_without_a_script_the_server_says_when_it_was(pages: Pages, visiting: Visiting) -> None:
    assert send(pages, visiting, {"q.expected": "yes", "q.come_again": "no", "q.reason": "health"})
    world = pages.world
    r = Response
    with world.store.read() as connection:
        columns = (r.partner_id, r.visit_day, r.visit_part, r.answers)
        partner, day, part, answers = connection.execute(select(*columns)).one()
    assert (partner, day, part) == (visiting.partner_id, world.today, "midday")
    assert answers["reason"]["value"] == "health"
    assert answers["welcome"]["status"] == "skipped"


def test_an_empty_form_is_handed_back(pages: Pages, visiting: Visiting) -> None:
    html = send(pages, visiting, {}, 400)
    assert html.count("Vælg et svar.") == 2
    assert "<title>Fejl:" in html
    assert "<script" not in html
    with pages.world.store.read() as connection:
        assert connection.scalars(select(Response.id)).all() == []


def test_a_pulse_for_staff_says_what_it_is_in_one_question(pages: Pages) -> None:
    why = make_visiting(pages.world, "why_not", Voice.STAFF)
    html = pages.open(f"/s/{why.code}")
    assert html.count("<fieldset") == 1
    assert html.count('class="tile"') == 6


def test_the_hash_of_a_version_that_is_no_pulse_stays_as_it_was() -> None:
    one = one_of_each_kind()
    assert '"pulse"' not in canonical(one)
    short = Questionnaire.model_validate({**_short(), "pulse": True})
    assert '"pulse":true' in canonical(short)
    assert freeze(short).hash != freeze(Questionnaire.model_validate(_short())).hash
    assert Questionnaire.model_validate_json(canonical(one)) == one


@pytest.mark.parametrize(
    "changes",
    [
        {"voices": ["resident"]},
        {"questions": [{"key": "words", "kind": "text", "text": {"da": "Ord?"}}]},
        {"questions": [{"key": "hello", "kind": "info", "text": {"da": "Hej."}}]},
        {
            "questions": [
                {"key": f"q{n}", "kind": "yes_no", "text": {"da": "Ja?"}} for n in range(4)
            ]
        },
    ],
)
def test_what_is_no_pulse_is_refused(changes: dict[str, object]) -> None:
    Questionnaire.model_validate({**_short(), **changes})
    with pytest.raises(ValueError, match="pulse"):
        Questionnaire.model_validate({**_short(), **changes, "pulse": True})


def _short() -> dict[str, object]:
    return {
        "key": "short",
        "title": {"da": "Kort"},
        "purpose": {"da": "Kort."},
        "languages": ["da"],
        "voices": ["volunteer"],
        "wordings": ["self"],
        "questions": [{"key": "well", "kind": "yes_no", "text": {"da": "Gik det godt?"}}],
    }

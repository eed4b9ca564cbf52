"""Putting in order without scripts: numbers to choose, faults handed back, answers stored; and what
is read aloud and exported of it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from sqlalchemy import select

from admin.export.codebook import codebook_sheet
from admin.export.columns import columns_of
from admin.export.csv_file import responses_csv
from admin.export.hide import Name
from admin.export.line import count_line
from survey.pages.document import render_document
from survey.questionnaire.lint import Severity, lint
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.speech.sayings import ANSWER, BUTTON, read_sayings
from survey.store.export_queries import find_exported
from survey.store.setup_queries import Asking, add_link, add_round
from survey.store.tables import Response, Tally
from survey.store.versions import store_version
from survey.texts import as_it_stands
from survey.voices import Perspective, Voice
from tests.codesign import IMAGE, OPTIONS, option, options
from tests.visiting import Pages

ID = "c" * 32


@pytest.fixture
def door(pages: Pages) -> tuple[Pages, str, int]:
    """A link to an order, and its round."""
    world = pages.world
    version, _ = store_version(world.store, freeze(options(voices=["volunteer"])), world.today)
    with world.store.session() as session:
        asking = Asking(version.id, {Voice.VOLUNTEER: [Perspective.SELF]}, world.today, world.today)
        round_ = add_round(session, asking, [world.centre_id])
        code = add_link(session, round_.id, world.centre_id, Voice.VOLUNTEER)
        round_id = round_.id
    return pages, f"/s/{code}/da/self?id={ID}", round_id


def send(pages: Pages, path: str, form: dict[str, list[str]]) -> None:
    """Send the form; it is taken."""
    answer = pages.client.post(path, data=form)
    assert answer.status_code == 303, answer.get_data(as_text=True)


def stored(pages: Pages, round_id: int) -> list[object]:
    """The answers that came."""
    with pages.world.store.read() as connection:
        found = connection.scalars(select(Response.answers).where(Response.round_id == round_id))
        return [answers["choice"] for answers in found]


def test_numbers_make_an_order(door: tuple[Pages, str, int]) -> None:
    pages, path, round_id = door
    send(pages, path, {"q.choice": ["song.2", "garden.1", ""]})
    assert stored(pages, round_id) == [{"status": "answered", "value": ["garden", "song"]}]
    with pages.world.store.read() as connection:
        counted = select(Tally.answer).where(
            Tally.round_id == round_id, Tally.question == "choice", Tally.n > 0
        )
        assert set(connection.scalars(counted)) == {"garden+song"}


@pytest.mark.parametrize(
    ("typed", "status"),
    [(["", "", ""], "skipped"), (["", "", "", "-dont_know"], "dont_know")],
)
def test_nothing_is_required(door: tuple[Pages, str, int], typed: list[str], status: str) -> None:
    pages, path, round_id = door
    send(pages, path, {"q.choice": typed})
    assert stored(pages, round_id) == [{"status": status}]


def test_a_number_given_twice_is_handed_back(door: tuple[Pages, str, int]) -> None:
    pages, path, round_id = door
    html = pages.post(path, {"q.choice": ["song.1", "garden.1", "films.3"]}, 400)
    assert html.count("Giv dem hver sit nummer") >= 2
    chosen = re.findall(r'<option value="([^"]+)" selected>', html)
    assert chosen == ["song.1", "garden.1", "films.3"]
    assert 'href="#q-choice"' in html
    assert 'id="q-choice"' in html
    assert stored(pages, round_id) == []


def document(pages: Pages, asked: Questionnaire) -> str:
    """The interview's document."""
    with pages.client.application.test_request_context():
        return render_document(asked, "f" * 64, "da", Perspective.SELF)


def test_each_option_is_read_aloud_once(pages: Pages) -> None:
    frames = {ANSWER: "{answer}.", BUTTON: "{answer}!"}
    images = dict.fromkeys(OPTIONS, IMAGE)
    said = read_sayings(document(pages, options(images=images)), frames)
    texts = [one.text for one in said]
    assert [text for text in texts if text.rstrip(".") in OPTIONS.values()] == [
        "Sang.",
        "Have.",
        "Film.",
    ]


def test_a_picture_says_what_it_shows_and_stays_off_unless_switched_on(pages: Pages) -> None:
    pictured = options(images={"song": IMAGE})
    html = document(pages, pictured)
    assert f'src="/images/{IMAGE}" alt="Billede: Sang"' in html
    assert "/images/" not in document(pages, pictured.model_copy(update={"pictures": False}))
    plain = options("choice", images={"song": IMAGE})
    assert f'src="/images/{IMAGE}" alt="Billede: Sang"' in document(pages, plain)


def test_exports_hold_the_place_and_the_firsts(door: tuple[Pages, str, int]) -> None:
    pages, path, round_id = door
    send(pages, path, {"q.choice": ["song.2", "garden.1"]})
    world = pages.world
    with world.store.read() as connection:
        round_ = find_exported(connection, round_id)
    assert round_
    columns = columns_of(round_)
    text = b"".join(responses_csv(world.store, columns, "semicolon")).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    places = {key: row[f"choice.{key}"] for key in OPTIONS}
    assert places == {"song": "2", "garden": "1", "films": ""}
    cells = [cell for line in codebook_sheet(columns, as_it_stands).rows for cell in line]
    assert any("1 is first" in str(cell) for cell in cells)


def test_counts_of_an_order_exclude_each_other() -> None:
    (question,) = options().questions
    counts = {("choice", "answered", "song+garden"): 3, ("choice", "answered", "song"): 4}
    line = count_line(question, {**counts, ("choice", "answered", "films+song"): 2})
    assert line.answers == {
        Name("answered", "song"): 7,
        Name("answered", "garden"): 0,
        Name("answered", "films"): 2,
    }
    assert line.options == {}


def rules(asked: Questionnaire) -> set[tuple[str, Severity]]:
    """What the lint finds."""
    return {(finding.rule, finding.severity) for finding in lint(asked)}


def test_the_lint_knows_orders_and_pictures() -> None:
    assert rules(options(images={"song": IMAGE})) == set()
    hidden = options(images={"song": IMAGE}).model_copy(update={"pictures": False})
    assert rules(hidden) == {("hidden_images", Severity.WARNING)}
    wordy = options(labels={"song": "x" * 41, "garden": "Have"})
    assert ("long_to_rank", Severity.REFUSAL) in rules(wordy)
    untold = option("song", "Sang", IMAGE) | {"image_text": {"en": "A picture"}}
    asked = options(options=[untold, option("garden", "Have")])
    assert ("wording_missing", Severity.REFUSAL) in rules(asked)

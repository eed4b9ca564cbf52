"""The workbook of responses: what is in it, read back as another program reads it."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook

from admin.export.columns import ABOUT, columns_of
from admin.export.faults import TooManyRows
from admin.export.notes import Making
from admin.export.responses_book import responses_workbook
from survey.store.export_queries import PAGE
from survey.store.tables import Centre
from survey.texts import as_it_stands
from tests.exporting import MAKING, as_json, exported, many, sheets
from tests.statements import counted
from tests.world import EVERY_ANSWER, NOW, World


def book(world: World, making: Making = MAKING) -> dict[str, list[tuple[Any, ...]]]:
    return sheets(responses_workbook(world.store, exported(world), making))


def test_it_holds_data_codebook_and_notes(world: World) -> None:
    id_ = "c" * 32
    world.deliver(world.submission(), id_)
    found = book(world)
    assert list(found) == ["Data", "Codebook", "Notes"]
    header, row = found["Data"]
    assert list(header) == columns_of(exported(world)).header
    told = dict(zip(header, row, strict=True))
    assert (told["needs.music"], told["needs.walks"], told["visits"]) == (1, 0, 3)
    assert (told["enough"], told["enough.format"], told["unit"]) == ("little", None, None)
    for secret in (id_, "synge", world.today.strftime("%d"), "large"):
        assert secret not in as_json(found["Data"])


def test_every_column_is_in_the_codebook(small_world: World) -> None:
    small_world.deliver(small_world.submission())
    found = book(small_world)
    assert {row[0] for row in found["Codebook"][1:]} == set(found["Data"][0])
    about = {row[0]: row[1] for row in found["Codebook"]}
    assert all(about[name] for name in ABOUT)


def test_the_codebook_tells_texts_answers_and_measures_in_every_language(
    small_world: World,
) -> None:
    header, *rows = book(small_world)["Codebook"]
    assert header[6:] == ("Question (da)", "Answers (da)", "Question (en)", "Answers (en)")
    told = {(row[0], row[5]): row for row in rows}
    assert told["enough", "self"][2:] == (
        "scale",
        "enough",
        1,
        "self",
        "Får du nok selskab?",
        "enough = Enough; little = Little; none = None; yes = Ja; no = Nej",
        "Får du nok selskab?",
        "enough = Enough; little = Little; none = None; yes = Yes; no = No",
    )
    assert told["needs.music", "as_resident"][6:8] == ("Beboeren: Hvad har du brug for?", "Music")
    assert told["visits", "self"][7] == "0–31"
    assert told["enough.format", "self"][6] == "Er det nok?"
    assert "dont_know" in told["again.status", "self"][7]


def test_notes_say_what_it_is_and_what_not_to_do(small_world: World) -> None:
    notes = as_json(book(small_world, Making(7, NOW, "en", as_it_stands))["Notes"])
    for said in (
        "Every kind",
        "2026-11-24",
        "Groups of fewer than 7 must not be published",
        "never added together",
        "not_reached",
    ):
        assert said in notes


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "https://example.org", "007", "-"])
def test_text_stays_text(small_world: World, text: str) -> None:
    with small_world.store.session() as session:
        centre = session.get(Centre, small_world.centre_id)
        assert centre
        centre.name = text
    small_world.deliver(small_world.submission())
    file = responses_workbook(small_world.store, exported(small_world), MAKING)
    with file:
        cell = load_workbook(file)["Data"].cell(2, 1 + ABOUT.index("centre"))
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_more_rows_than_a_sheet_holds_are_refused_and_not_lost(small_world: World) -> None:
    many(small_world.store, small_world, 2)
    with responses_workbook(small_world.store, exported(small_world), MAKING, most=3):
        pass
    with pytest.raises(TooManyRows):
        responses_workbook(small_world.store, exported(small_world), MAKING, most=2)


def test_the_cost_in_statements_does_not_grow(world: World) -> None:
    world.deliver(world.submission())
    with counted(world.store) as few:
        book(world)
    many(world.store, world, 2 * PAGE)
    with counted(world.store) as more:
        assert len(book(world)["Data"]) == 2 * PAGE + 3
    assert len(few) == len(more) <= 5


def test_free_words_have_no_column_of_their_own(small_world: World) -> None:
    columns = columns_of(exported(small_world)).header
    assert "matters.status" in columns
    assert "matters" not in columns
    assert EVERY_ANSWER["matters"]["value"]

"""A demonstration says everywhere that it is one, and never mixes with what is real."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select

from app import create_app
from config import Settings
from survey.services import NAME, Services
from survey.store.setup_queries import add_initiative
from survey.store.tables import Centre, Response
from tests.decoding import words_on
from tests.visiting import Pages
from tests.world import NOW, make_world

MARK = "Alle svar her er opdigtede"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of a demonstration."""
    return settings.model_copy(update={"simulated": True})


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """Signed in, with six answers."""
    pages.sign_in()
    for _ in range(6):
        pages.world.deliver(pages.world.submission())
    return pages


def test_every_kind_of_page_carries_the_mark(inside: Pages) -> None:
    round_id = inside.world.round_id
    staff = ("/admin/rounds/", f"/admin/rounds/{round_id}", "/admin/initiatives/")
    for path in (*staff, "/k/", f"/s/{inside.world.link_code}"):
        answer = inside.client.get(path)
        assert answer.status_code == 200, path
        assert MARK in answer.get_data(as_text=True), path


def test_every_file_that_leaves_it_carries_the_mark(inside: Pages) -> None:
    rounds = f"/admin/rounds/{inside.world.round_id}"
    answer = inside.client.get(f"{rounds}/responses.csv")
    assert 'filename="made-up-round-' in answer.headers["Content-Disposition"]
    header, *rows = answer.get_data(as_text=True).splitlines()
    assert header.endswith(";made_up")
    assert len(rows) == 6
    assert all(row.endswith(";made_up") for row in rows)
    for book in ("responses.xlsx", "tables.xlsx"):
        read = load_workbook(io.BytesIO(inside.client.get(f"{rounds}/{book}").data))
        notes = [str(cell) for row in read["Notes"].values for cell in row]
        assert any(MARK in cell for cell in notes), book


def test_printed_sheets_carry_the_mark(inside: Pages) -> None:
    with inside.world.store.session() as session:
        number = add_initiative(session, "Sang").id
    with inside.client.get(f"/admin/initiatives/{number}/cards/resident.pdf") as answer:
        assert answer.status_code == 200
        assert MARK in " ".join(words_on(answer.data).split())


def made(app: Flask, *words: str) -> tuple[int, str]:
    """What `flask demo` returns and says."""
    done = app.test_cli_runner().invoke(args=["demo", *words])
    return done.exit_code, done.output


def counted(parts: Services, table: type[Centre] | type[Response]) -> int:
    with parts.store.look() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_the_command_leaves_real_answers_alone(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"simulated": False}), lambda: NOW)
    parts: Services = app.extensions[NAME]
    world = make_world(parts.store, NOW)
    world.deliver(world.submission())
    code, said = made(app, "--centres", "1", "--waves", "1")
    assert code == 1
    assert "This instance holds real answers, so nothing was made up" in said
    assert (counted(parts, Centre), counted(parts, Response)) == (1, 1)
    parts.store.engine.dispose()


def test_the_command_tells_its_pace_and_a_second_time_changes_nothing(settings: Settings) -> None:
    app = create_app(settings, lambda: NOW)
    parts: Services = app.extensions[NAME]
    code, said = made(app, "--centres", "1", "--waves", "1", "--seed", "4")
    assert code == 0
    assert " a second." in said
    assert "/admin/sign-in/link/" in said
    before = counted(parts, Response)
    code, said = made(app)
    assert (code, counted(parts, Response)) == (0, before)
    assert "everything is as you left it" in said
    parts.store.engine.dispose()


def test_the_number_of_answers_and_of_centres_are_not_both_named(settings: Settings) -> None:
    app = create_app(settings, lambda: NOW)
    code, said = made(app, "--centres", "1", "--responses", "10")
    assert code == 2
    assert "not both" in said
    app.extensions[NAME].store.engine.dispose()

"""`flask user` and `flask export`: what they print, refuse and write."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from openpyxl import load_workbook

from app import create_app
from config import Settings
from survey.services import NAME, Services
from survey.store.staff_queries import (
    BadName,
    UnknownUser,
    add_user,
    new_sign_in_link,
    spend_sign_in_link,
    users,
)
from tests.world import NOW, World, make_world


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, lambda: NOW)
    yield app
    app.extensions[NAME].store.engine.dispose()


@pytest.fixture
def parts(app: Flask) -> Services:
    parts: Services = app.extensions[NAME]
    return parts


def run(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=list(map(str, words)))


def test_somebody_added_gets_a_link_that_signs_her_in(app: Flask, parts: Services) -> None:
    result = run(app, "user", "add", " Anna Holm ")
    assert result.exit_code == 0, result.output
    address, advice = result.output.splitlines()
    assert address.startswith(f"{parts.settings.base_url}/admin/sign-in/link/")
    assert "once, within 24 hours" in advice
    user = spend_sign_in_link(parts.store, address.rsplit("/", 1)[1], NOW)
    assert user
    assert user.name == "Anna Holm"


def test_a_new_link_is_printed_for_somebody_known_only(app: Flask) -> None:
    run(app, "user", "add", "Anna")
    assert "/admin/sign-in/link/" in run(app, "user", "link", "Anna").output
    result = run(app, "user", "link", "Bo")
    assert result.exit_code == 1
    assert "nobody called 'Bo'" in result.output
    assert "Traceback" not in result.output


def test_everybody_is_listed_by_name(app: Flask) -> None:
    for name in ("Carl", "Anna", "Bo"):
        run(app, "user", "add", name)
    assert run(app, "user", "list").output == "Anna\nBo\nCarl\n"


def test_the_same_name_twice_is_refused(app: Flask) -> None:
    run(app, "user", "add", "Anna")
    result = run(app, "user", "add", "Anna ")
    assert result.exit_code == 1
    assert "user link 'Anna" in result.output
    assert run(app, "user", "list").output == "Anna\n"


@pytest.mark.parametrize("name", ["", "  ", "a" * 121, "Anna\nBo", "\x1b[2J"])
def test_a_name_that_is_none_is_refused(app: Flask, parts: Services, name: str) -> None:
    assert run(app, "user", "add", name).exit_code == 1
    with pytest.raises(BadName):
        new_sign_in_link(parts.store, name, NOW, make=True)


def test_removing_ends_a_persons_access(app: Flask, parts: Services) -> None:
    token = run(app, "user", "add", "Anna").output.splitlines()[0].rsplit("/", 1)[1]
    assert run(app, "user", "remove", "Anna").exit_code == 0
    assert spend_sign_in_link(parts.store, token, NOW) is None
    assert run(app, "user", "list").output == ""
    assert run(app, "user", "remove", "Anna").exit_code == 1


def test_making_a_link_makes_nobody_unless_asked(parts: Services) -> None:
    with pytest.raises(UnknownUser):
        new_sign_in_link(parts.store, "Anna", NOW)
    new_sign_in_link(parts.store, "Anna", NOW, make=True)
    new_sign_in_link(parts.store, "Anna", NOW, make=True)
    with parts.store.look() as connection:
        assert [user.name for user in users(connection)] == ["Anna"]


def test_links_work_on_every_database(world: World) -> None:
    add_user(world.store, "Anna")
    token = new_sign_in_link(world.store, "Anna", NOW)
    spent = spend_sign_in_link(world.store, token, NOW)
    assert spent
    assert spent.name == "Anna"
    assert spend_sign_in_link(world.store, token, NOW) is None


def answered(parts: Services) -> World:
    """The usual world in the app's own database, with six responses."""
    world = make_world(parts.store, NOW)
    for _ in range(6):
        world.deliver(world.submission())
    return world


def test_csv_goes_to_standard_output_or_to_a_file(
    app: Flask, parts: Services, tmp_path: Path
) -> None:
    round_id = str(answered(parts).round_id)
    printed = run(app, "export", round_id)
    assert printed.exit_code == 0, printed.output
    assert printed.stdout_bytes.startswith(b"\xef\xbb\xbfround;questionnaire;")
    out = tmp_path / "answers.csv"
    assert run(app, "export", round_id, "--separator", "comma", "--out", out).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["centre"] for row in rows] == ["Solsikken"] * 6


@pytest.mark.parametrize(("form", "first"), [("xlsx", "Data"), ("tables", "Heard")])
def test_workbooks_are_written_in_the_language_of_the_instance(
    app: Flask, parts: Services, tmp_path: Path, form: str, first: str
) -> None:
    out = tmp_path / "book.xlsx"
    result = run(app, "export", str(answered(parts).round_id), "--format", form, "--out", out)
    assert result.exit_code == 0, result.output
    book = load_workbook(out)
    assert book.sheetnames[0] == first
    assert book["Notes"]["B2"].value == "Alle slags"


def test_what_is_not_there_leaves_no_file(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "answers.csv"
    result = run(app, "export", "999", "--out", out)
    assert result.exit_code == 1
    assert "There is no round 999." in result.output
    assert list(tmp_path.glob("answers*")) == []

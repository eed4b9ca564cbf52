"""`flask link`: open links, personal ones, and their codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from config import Settings
from survey.services import NAME
from survey.store.centre_changes import archive_centre
from survey.store.channel_queries import find_channel
from survey.store.engine import open_store
from tests.world import NOW, World, make_world, relatives_answer


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, lambda: NOW)
    yield app
    app.extensions[NAME].store.engine.dispose()


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    store = open_store(settings.database_url)
    yield make_world(store, NOW)
    store.engine.dispose()


def run(app: Flask, *words: str) -> Result:
    result: Result = app.test_cli_runner().invoke(args=["link", *words])
    return result


def add_personal(app: Flask, world: World) -> str:
    """Make a personal link; returns its number."""
    said = run(app, "add", str(world.round_id), "Solsikken", "relative", "--personal").output
    return said.split()[1]


def test_codes_are_printed_once_and_open_the_link(app: Flask, world: World) -> None:
    number = add_personal(app, world)
    header, *addresses = run(app, "codes", number, "--count", "3").output.split()
    assert header == "address"
    codes = [address.rpartition("/s/")[2] for address in addresses]
    assert len(set(codes)) == 3
    with world.store.read() as connection:
        for code in codes:
            channel = find_channel(connection, code, None)
            assert channel
            assert str(channel.id) == number
    assert not any(code in run(app, "list").output for code in codes)


def test_codes_go_into_a_file(app: Flask, world: World, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    done = run(app, "codes", add_personal(app, world), "--count", "4", "--to", str(file))
    assert done.output == ""
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["address"].startswith("http://127.0.0.1:8000/s/p-") for row in rows)
    assert len(rows) == 4


def test_a_personal_link_itself_has_no_address(app: Flask, world: World) -> None:
    said = run(app, "add", str(world.round_id), "Solsikken", "relative", "--personal").output
    assert "/s/" not in said
    assert "link codes 2" in said


def test_the_list_tells_how_many_codes_were_used(app: Flask, world: World) -> None:
    number = add_personal(app, world)
    _, first, _ = run(app, "codes", number, "--count", "2").output.split()
    world.deliver(relatives_answer(world), None, first.rpartition("/s/")[2])
    assert "personal, 1 of 2 codes used" in run(app, "list").output


@pytest.mark.parametrize(
    ("number", "why"), [("1", "is open to anybody"), ("99", "There is no link 99")]
)
def test_only_personal_links_have_codes(app: Flask, world: World, number: str, why: str) -> None:
    done = run(app, "codes", number)
    assert done.exit_code == 1
    assert why in done.output


def test_a_centre_in_the_archive_is_given_no_link(app: Flask, world: World) -> None:
    archive_centre(world.store, world.centre_id, world.today)
    result = run(app, "add", str(world.round_id), "Solsikken", "relative")
    assert result.exit_code == 1
    assert "There is no centre 'Solsikken'" in result.output

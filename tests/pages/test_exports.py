"""Downloads: behind the door, under plain names, kept nowhere on the way."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from admin.export.columns import ABOUT
from survey.services import NAME
from tests.exporting import many
from tests.statements import counted
from tests.visiting import Pages

FILES = {"responses.csv": "csv", "responses.xlsx": "xlsx", "tables.xlsx": "xlsx"}


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """Signed in, with six responses."""
    pages.sign_in()
    for _ in range(6):
        pages.world.deliver(pages.world.submission())
    return pages


def path(pages: Pages, file: str) -> str:
    return f"/admin/rounds/{pages.world.round_id}/{file}"


def test_the_page_explains_each_download(inside: Pages) -> None:
    html = inside.open(path(inside, "exports?lang=en"))
    for file in FILES:
        assert path(inside, file) in html
    assert f"{path(inside, 'responses.csv')}?separator=comma" in html
    assert "never publish groups of fewer than 5" in html


@pytest.mark.parametrize("file", FILES)
def test_a_download_has_a_plain_name_and_is_not_kept(inside: Pages, file: str) -> None:
    answer = inside.client.get(path(inside, file))
    assert answer.status_code == 200
    name = f"round-{inside.world.round_id}-{file}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("file", ["exports", *FILES])
def test_a_stranger_gets_nothing(pages: Pages, file: str) -> None:
    pages.world.deliver(pages.world.submission())
    answer = pages.client.get(path(pages, file))
    back = f"/admin/sign-in?next={path(pages, file)}"
    assert (answer.status_code, answer.location) == (303, back)
    assert b"Solsikken" not in answer.data


@pytest.mark.parametrize("file", ["exports", *FILES])
@pytest.mark.parametrize("round_id", [999, 10**30])
def test_a_round_that_is_not_there_is_told(inside: Pages, file: str, round_id: int) -> None:
    inside.open(f"/admin/rounds/{round_id}/{file}", 404)


def test_csv_opens_in_danish_excel(inside: Pages) -> None:
    answer = inside.client.get(path(inside, "responses.csv"))
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 6
    assert {row["centre"] for row in rows} == {"Solsikken"}


@pytest.mark.parametrize(("asked", "separator"), [("semicolon", ";"), ("comma", ",")])
def test_the_separator_can_be_chosen(inside: Pages, asked: str, separator: str) -> None:
    answer = inside.client.get(path(inside, f"responses.csv?separator={asked}"))
    header = answer.data.decode("utf-8-sig").splitlines()[0]
    assert header.startswith(separator.join(ABOUT))


def test_an_unknown_separator_is_refused(inside: Pages) -> None:
    inside.open(path(inside, "responses.csv?separator=|"), 400)


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("responses.xlsx", ["Data", "Codebook", "Notes"]),
        ("tables.xlsx", ["Heard", "resident", "relative", "Notes"]),
    ],
)
def test_workbooks_open(inside: Pages, file: str, names: list[str]) -> None:
    answer = inside.client.get(path(inside, file))
    assert load_workbook(io.BytesIO(answer.data)).sheetnames == names


def test_a_round_without_answers_can_be_downloaded_too(pages: Pages) -> None:
    pages.sign_in()
    for file in FILES:
        assert pages.client.get(path(pages, file)).status_code == 200


@pytest.mark.parametrize("file", ["exports", *FILES])
def test_the_cost_does_not_grow_with_the_answers(inside: Pages, file: str) -> None:
    store = inside.client.application.extensions[NAME].store
    with counted(store) as few:
        inside.client.get(path(inside, file))
    many(inside.world.store, inside.world, 1200)
    with counted(store) as more:
        inside.client.get(path(inside, file))
    assert len(few) == len(more) <= 12


@pytest.mark.parametrize("file", FILES)
def test_asking_for_the_headers_only_leaves_nothing_open(inside: Pages, file: str) -> None:
    store = inside.client.application.extensions[NAME].store
    answer = inside.client.head(path(inside, file))
    assert (answer.status_code, answer.data) == (200, b"")
    answer.close()
    assert store.engine.pool.checkedout() == 0

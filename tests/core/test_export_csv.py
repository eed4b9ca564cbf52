"""CSV: what opens in Danish Excel, what cannot do harm there, and what it costs."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.export.columns import ABOUT, Columns, Value, columns_of, iso_week
from admin.export.csv_file import CHUNK, SEPARATORS, csv_pieces, harmless, responses_csv
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.store.export_queries import PAGE, responses
from survey.store.tables import Centre
from survey.store.versions import store_version
from survey.voices import Voice
from tests.exporting import answered, exported, many
from tests.statements import counted
from tests.world import EVERY_ANSWER, World, one_of_each_kind


def written(world: World, separator: str = "semicolon") -> str:
    pieces = responses_csv(world.store, columns_of(exported(world)), separator)
    return b"".join(pieces).decode("utf-8-sig")


def rows(world: World) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(world), newline=""), delimiter=";"))


def test_a_response_is_a_row_of_named_columns(world: World) -> None:
    world.deliver(world.submission())
    (row,) = rows(world)
    assert row == {
        "round": str(world.round_id),
        "questionnaire": "every_kind",
        "version": "1",
        "centre": "Solsikken",
        "unit": "",
        "voice": "resident",
        "perspective": "self",
        "mode": "alone",
        "helper": "",
        "contact": "",
        "language": "da",
        "outcome": "finished",
        "week": "2026-W48",
        "matters.status": "answered",
        "needs.company": "1",
        "needs.music": "1",
        "needs.walks": "0",
        "needs.nothing": "0",
        "needs.status": "answered",
        "enough": "little",
        "enough.status": "answered",
        "enough.format": "",
        "again": "yes",
        "again.status": "answered",
        "where": "garden",
        "where.status": "answered",
        "barriers.tired": "1",
        "barriers.late": "0",
        "barriers.lift": "0",
        "barriers.status": "answered",
        "visits": "3",
        "visits.status": "answered",
    }


def test_what_was_not_answered_is_empty_and_its_status_tells_why(world: World) -> None:
    unsaid = {"status": "dont_know"}
    simple = {"status": "answered", "value": "no", "format": "simple"}
    world.deliver(
        world.submission(
            answers={"needs": unsaid, "enough": simple, "again": {"status": "skipped"}}
        )
    )
    (row,) = rows(world)
    assert (row["needs.company"], row["needs.status"]) == ("", "dont_know")
    assert (row["enough"], row["enough.status"], row["enough.format"]) == (
        "no",
        "answered",
        "simple",
    )
    assert (row["again"], row["again.status"]) == ("", "skipped")
    assert (row["visits"], row["visits.status"]) == ("", "not_reached")


def test_no_words_ids_days_or_channels_leave(world: World) -> None:
    id_ = "c" * 32
    world.deliver(world.submission(), id_)
    text = written(world)
    words = EVERY_ANSWER["matters"]["value"]
    for secret in (id_, words, "synge", world.today.isoformat(), "Tablet", "large", "display"):
        assert secret not in text


def test_rows_come_in_the_order_of_their_random_ids(world: World) -> None:
    for number, id_ in enumerate(["b" * 32, "f" * 32, "0" * 32, "7" * 32]):
        world.deliver(world.submission(answers=answered(visits=number)), id_)
    assert [row["visits"] for row in rows(world)] == ["2", "3", "0", "1"]


def test_other_rounds_stay_out(world: World) -> None:
    world.deliver(world.submission())
    with world.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO round (id, version_id, opens_on, closes_on, voices, asks_mode, on_devices) "
            "SELECT 99, version_id, opens_on, closes_on, voices, asks_mode, on_devices FROM round"
        )
        connection.exec_driver_sql("UPDATE response SET round_id = 99")
    assert rows(world) == []


def test_excel_knows_it_is_utf8_and_every_line_ends_as_excel_likes(world: World) -> None:
    world.deliver(world.submission())
    raw = b"".join(responses_csv(world.store, columns_of(exported(world)), "semicolon"))
    assert raw.startswith(b"\xef\xbb\xbfround;questionnaire;")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert raw.endswith(b"\r\n")


def test_commas_for_other_programs(world: World) -> None:
    world.deliver(world.submission())
    (row,) = csv.DictReader(io.StringIO(written(world, "comma"), newline=""))
    assert (row["centre"], row["enough"]) == ("Solsikken", "little")


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=cmd|"/c calc"!A1', "\n=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_made_harmless(world: World, text: str) -> None:
    with world.store.session() as session:
        centre = session.get(Centre, world.centre_id)
        assert centre
        centre.name = text
    world.deliver(world.submission())
    assert rows(world)[0]["centre"] == "'" + text


def test_numbers_stay_numbers_and_other_text_is_left_alone() -> None:
    values: list[Value] = [-5, 0, 7, None, "Solsikken", "a=b", "", "5-6", "'quoted'"]
    assert list(map(harmless, values)) == values


TEXT = st.text(st.characters(codec="utf-8"))


@given(table=st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=5))
def test_any_text_comes_back_as_it_was_but_for_the_apostrophe(table: list[list[str]]) -> None:
    for separator in SEPARATORS.values():
        text = b"".join(csv_pieces(["a", "b", "c"], table, separator)).decode("utf-8-sig")
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))[1:]
        assert read == [[harmless(cell) for cell in row] for row in table]
        assert not any(cell.startswith(tuple("=+-@\t\r")) for row in read for cell in row)


def test_each_version_fills_the_columns_it_asked(world: World) -> None:
    world.deliver(world.submission())
    changed = one_of_each_kind().model_dump(mode="json")
    changed["questions"] = [q for q in changed["questions"] if q["key"] != "visits"]
    needs = next(q for q in changed["questions"] if q["key"] == "needs")
    needs["options"].append({"key": "status", "label": {"da": "Status", "en": "Status"}})
    newer, _ = store_version(
        world.store, freeze(Questionnaire.model_validate(changed)), world.today
    )
    answers = {"needs": {"status": "answered", "value": ["status"]}}
    world.deliver(world.submission(version=newer.hash, answers=answers))
    found = {row["version"]: row for row in rows(world)}
    assert (found["1"]["needs.option.status"], found["2"]["needs.option.status"]) == ("", "1")
    assert (found["1"]["visits"], found["2"]["visits.status"]) == ("3", "")
    assert found["2"]["needs.status"] == "answered"


def test_no_two_columns_have_the_same_name(world: World) -> None:
    header = columns_of(exported(world)).header
    assert max(Counter(header).values()) == 1
    assert header[: len(ABOUT)] == list(ABOUT)


@pytest.mark.parametrize(
    ("day", "week"),
    [("2026-11-24", "2026-W48"), ("2027-01-01", "2026-W53"), ("2024-12-30", "2025-W01")],
)
def test_weeks_are_of_the_iso_year(day: str, week: str) -> None:
    assert iso_week(date.fromisoformat(day)) == week


def test_nothing_is_read_before_it_is_asked_for_and_no_more_than_needed(world: World) -> None:
    many(world.store, world, 3 * PAGE)
    seen: list[Any] = []

    class Watching(Columns):
        def row(self, response: Any) -> list[Value]:
            seen.append(1)
            return super().row(response)

    with counted(world.store) as asked:
        columns = columns_of(exported(world))
        pieces = responses_csv(world.store, Watching(**vars(columns)), "semicolon")
        before = len(asked)
        first = next(pieces)
    assert len(asked) == before + 1
    assert CHUNK <= len(first) < 2 * CHUNK
    assert 0 < len(seen) < PAGE
    rest = b"".join(pieces)
    assert (first + rest).count(b"\r\n") == 3 * PAGE + 2


def test_the_database_keeps_the_rows_until_they_are_asked_for(world: World) -> None:
    many(world.store, world, 3 * PAGE)
    with world.store.read() as connection:
        found = responses(connection, exported(world))
        next(found)
        if world.store.is_sqlite:
            peak = _peak(lambda: sum(1 for _ in found))
            everything = "SELECT * FROM response"
            assert peak < _peak(lambda: connection.exec_driver_sql(everything).fetchall()) / 2
        else:
            open_now = connection.exec_driver_sql("SELECT count(*) FROM pg_cursors").scalar_one()
            assert open_now == 1


def _peak(work: Any) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_who_stops_reading_gives_the_connection_back(small_world: World) -> None:
    many(small_world.store, small_world, 2 * PAGE)
    for _ in range(40):
        pieces = responses_csv(small_world.store, columns_of(exported(small_world)), "comma")
        next(pieces)
        pieces.close()  # type: ignore[attr-defined] # a generator, as the server treats it
    assert small_world.store.engine.pool.checkedout() == 0  # type: ignore[attr-defined] # a queue


def test_an_assisted_resident_is_a_voice_of_its_own(world: World) -> None:
    helped = {"voice": "resident", "perspective": "self", "mode": "read_by", "helper": "staff"}
    world.deliver(world.submission(respondent=helped))
    (row,) = rows(world)
    assert row["voice"] == Voice.RESIDENT_ASSISTED
    assert (row["mode"], row["helper"]) == ("read_by", "staff")

"""Tables: each voice by itself, small groups hidden, and nothing to subtract."""

from __future__ import annotations

from typing import Any

import pytest

from admin.export.hide import Name, Part, hide, hide_options
from admin.export.tables import groups_of, heard_rows, table_rows
from admin.export.tables_book import tables_workbook
from survey.questionnaire.versions import freeze
from survey.store.export_queries import counts
from survey.store.tally_check import rebuild_tally
from survey.store.versions import store_version
from survey.voices import Voice
from tests.exporting import MAKING, answered, as_json, exported, sheets
from tests.statements import counted
from tests.world import World, one_of_each_kind

RELATIVE = {"voice": "relative", "perspective": "as_resident", "mode": "alone", "helper": None}


def named(**cells: int) -> dict[Name, int]:
    return {Name("answered", answer): n for answer, n in cells.items()}


def answers(names: Any) -> set[str]:
    return {name.answer for name in names}


def table(world: World, voice: Voice = Voice.RESIDENT) -> dict[tuple[Any, ...], Any]:
    """One voice's counts by question, format, status and answer."""
    with world.store.read() as connection:
        groups = groups_of(exported(world), counts(connection, world.round_id))
    rows = table_rows([g for g in groups if g.voice is voice], MAKING)
    return {(row[2], row[4], row[5], row[6]): row[8] for row in rows}


def heard(world: World) -> list[tuple[Any, ...]]:
    with world.store.read() as connection:
        groups = groups_of(exported(world), counts(connection, world.round_id))
    return [tuple(row) for row in heard_rows(groups, MAKING)]


def test_small_counts_are_covered_by_the_next_smallest() -> None:
    hidden = hide([Part(named(a=12, b=3, c=7, d=0))], 5)
    assert answers(hidden.names) == {"b", "c"}
    assert hidden.totals_shown


def test_a_small_part_is_covered_by_another_and_no_subtotal_tells() -> None:
    others = {Name("dont_know"): 2, Name("skipped"): 0}
    hidden = hide([Part(named(a=12, b=9)), Part(others)], 5)
    assert hidden.names == {Name("dont_know"), Name("answered", "b")}
    assert not hidden.totals_shown


@pytest.mark.parametrize(
    ("cells", "gone"),
    [
        ({"yes": 10, "no": 10}, set()),
        ({"yes": 16, "no": 4}, {"yes", "no"}),
        ({"yes": 20, "no": 0}, {"yes", "no"}),
        ({"yes": 4, "no": 4}, {"yes", "no"}),
        ({"a": 0, "b": 10, "c": 8}, {"a", "b", "c"}),
    ],
)
def test_a_sensitive_question_tells_neither_few_nor_nearly_all(
    cells: dict[str, int], gone: set[str]
) -> None:
    hidden = hide([Part(named(**cells), sensitive=True)], 5)
    assert answers(hidden.names) == gone


@pytest.mark.parametrize(
    ("chosen", "of", "gone"),
    [
        ({"a": 9, "b": 8, "c": 0}, 20, set()),
        ({"a": 9, "b": 3, "c": 7}, 20, {"b", "c"}),
        ({"a": 19, "b": 8, "c": 7}, 20, {"a", "c"}),
        ({"a": 20, "b": 8, "c": 7}, 20, set()),
        ({"a": 9, "b": 3}, 12, {"a", "b"}),
        ({"a": 3, "b": 0}, 12, {"a", "b"}),
    ],
)
def test_options_are_hidden_when_few_chose_them_or_few_did_not(
    chosen: dict[str, int], of: int, gone: set[str]
) -> None:
    assert answers(hide_options(named(**chosen), of, 5, sensitive=False)) == gone


def test_a_group_of_fewer_than_five_has_no_table(world: World) -> None:
    for _ in range(4):
        world.deliver(world.submission())
    assert table(world) == {}
    assert heard(world) == [
        ("resident", "self", 1, "hidden: fewer than 5"),
        ("relative", "as_resident", 1, 0),
    ]
    world.deliver(world.submission())
    assert table(world)["enough", None, "answered", "little"] == 5


def test_no_number_adds_voices_up(world: World) -> None:
    for _ in range(6):
        world.deliver(world.submission())
    for _ in range(7):
        world.deliver(world.submission(respondent=RELATIVE), token=world.link_code)
    assert [row[3] for row in heard(world)] == [6, 7]
    assert "13" not in as_json(heard(world))
    assert table(world)["enough", None, "answered", "little"] == 6
    assert table(world, Voice.RELATIVE)["enough", None, "answered", "little"] == 7


def test_every_answer_and_status_has_its_line(world: World) -> None:
    for visits in (3, 3, 3, 3, 3, 8, 9):
        world.deliver(world.submission(answers=answered(visits=visits)))
    shown = table(world)
    assert shown["needs", None, "answered", None] == 7
    assert shown["needs", None, "answered", "music"] == 7
    assert shown["needs", None, "answered", "walks"] == 0
    assert shown["enough", None, "skipped", None] == 0
    assert shown["enough", "simple", "answered", "yes"] == 0
    assert shown["matters", None, "answered", None] == 7
    assert shown["response", None, "finished", None] == 7
    assert shown["response:mode", None, "mode", "alone"] == 7


def test_which_numbers_were_hidden_is_not_told(world: World) -> None:
    for visits in (3, 3, 3, 3, 3, 3, 0, 1, 1, 29, 30):
        world.deliver(world.submission(answers=answered(visits=visits)))
    shown = {key: count for key, count in table(world).items() if key[0] == "visits"}
    assert shown["visits", None, "answered", "3"] == 6
    assert shown["visits", None, "answered", None] == "hidden"
    assert not {key[3] for key in shown} & {"0", "1", "29", "30"}


def test_a_question_is_hidden_when_the_one_before_it_would_tell(world: World) -> None:
    for number in range(20):
        again = "yes" if number < 12 else "no"
        where = (
            {"status": "answered", "value": "garden"}
            if again == "yes"
            else {"status": "not_relevant"}
        )
        world.deliver(world.submission(answers=answered(again=again, where=where)))
    assert table(world)["again", None, "answered", "yes"] == 12
    assert table(world)["where", None, "answered", "garden"] == 12
    assert table(world)["where", None, "not_relevant", None] == 8
    for _ in range(2):
        unsaid = {"status": "dont_know"}
        world.deliver(world.submission(answers=answered(again=unsaid, where=unsaid)))
    assert table(world)["again", None, "answered", "no"] == "hidden"
    assert table(world)["again", None, "answered", "yes"] == 12
    assert table(world)["where", None, "not_relevant", None] == 8


def test_a_scale_is_shown_whole_or_not_at_all(world: World) -> None:
    for number in range(24):
        again, enough = ("yes", "enough") if number < 12 else ("no", "none")
        world.deliver(world.submission(answers=answered(again=again, enough=enough)))
    shown = table(world)
    scores = {key[3]: n for key, n in shown.items() if key[0] == "scale:mood"}
    assert scores == {None: 0, "0": 12, "3": 12}
    assert shown["scale:mood", None, "answered", "3"] == 12
    world.deliver(world.submission(answers=answered(again="no", enough="little")))
    scores = {key[3]: n for key, n in table(world).items() if key[0] == "scale:mood"}
    assert set(scores.values()) == {"hidden"}


def test_versions_are_not_added_up(world: World) -> None:
    changed = one_of_each_kind().model_copy(update={"five_steps": True})
    newer, _ = store_version(world.store, freeze(changed), world.today)
    for version in (world.version, newer):
        for _ in range(6):
            world.deliver(world.submission(version=version.hash))
    assert heard(world)[:2] == [("resident", "self", 2, 6), ("resident", "self", 1, 6)]


def test_counts_outlive_the_answers(world: World) -> None:
    for _ in range(6):
        world.deliver(world.submission())
    before = table(world)
    with world.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM free_text")
        connection.exec_driver_sql("DELETE FROM response")
    assert table(world) == before
    rebuild_tally(world.store, world.versions)
    assert table(world) == {}


def test_the_workbook_has_a_sheet_a_voice_and_opens_elsewhere(small_world: World) -> None:
    world = small_world
    for _ in range(6):
        world.deliver(world.submission())
    for _ in range(3):
        world.deliver(world.submission(respondent=RELATIVE), token=world.link_code)
    with counted(world.store) as asked:
        book = sheets(tables_workbook(world.store, exported(world), MAKING))
    assert len(asked) <= 4
    assert list(book) == ["Heard", "resident", "relative", "Notes"]
    assert book["Heard"][1:] == [
        ("resident", "self", 1, 6),
        ("relative", "as_resident", 1, "hidden: fewer than 5"),
    ]
    assert len(book["relative"]) == 1
    row = next(row for row in book["resident"] if row[6] == "music")
    assert row == (
        "self",
        1,
        "needs",
        "Hvad har du brug for?",
        None,
        "answered",
        "music",
        "Music",
        6,
    )
    assert any("never added together" in str(row[1]) for row in book["Notes"])

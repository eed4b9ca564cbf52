"""Options in order: counted once, read three ways, named only when it is sure; hashes stay."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from scipy.stats import binomtest

from admin.report.base import item_of
from admin.report.findings import FINDERS
from admin.report.numbers import Form
from admin.report.ranks import before, favourites, first_choices, mcnemar, mean_places
from admin.report.reader import Reader
from survey.questionnaire.library import library
from survey.questionnaire.model import Questionnaire, json_schema
from survey.questionnaire.read import read_text, write_yaml
from survey.questionnaire.versions import changes, freeze
from survey.round_counts import Said
from survey.tally import Cell, cells_of
from survey.voices import Perspective
from tests.codesign import IMAGE, OPTIONS, options
from tests.world import one_of_each_kind

KEYS = list(OPTIONS)
ANSWERS = {"song+garden+films": 4, "garden+song": 2, "films": 2}


def found(answers: dict[str, int], k: int = 5) -> object:
    """What the report tells of these answers."""
    said = [Said(1, 1, "resident", "self", "choice", "answered", a, n) for a, n in answers.items()]
    (question,) = options().questions
    return FINDERS["rank"](question, item_of(said), Reader(40, k, Perspective.SELF, "da"))


def test_an_order_is_one_count() -> None:
    answers = {"choice": {"status": "answered", "value": ["garden", "song"]}}
    cells = cells_of(options(), answers, "finished", None, None)
    assert Cell("choice", "answered", "garden+song") in cells
    assert sum(cell.question == "choice" for cell in cells) == 1


def test_firsts_places_and_pairs_are_read_from_the_counts() -> None:
    assert first_choices(ANSWERS, KEYS) == {"song": 4, "garden": 2, "films": 2}
    assert mean_places(ANSWERS, KEYS) == {
        "song": (4 * 1 + 2 * 2 + 2 * 2.5) / 8,
        "garden": (4 * 2 + 2 * 1 + 2 * 2.5) / 8,
        "films": (4 * 3 + 2 * 3 + 2 * 1) / 8,
    }
    assert mean_places({}, KEYS) == {}
    assert (before(ANSWERS, "song", "garden"), before(ANSWERS, "garden", "song")) == (4, 2)
    assert (before(ANSWERS, "song", "films"), before(ANSWERS, "films", "song")) == (6, 2)


def test_the_places_of_an_order_add_up_whoever_left_some_out() -> None:
    for answer in ("song", "films+song", "garden+films+song"):
        assert sum(mean_places({answer: 1}, KEYS).values()) == 6


@pytest.mark.parametrize(("b", "c"), [(0, 0), (1, 0), (5, 0), (6, 0), (9, 2), (10, 10), (30, 12)])
def test_mcnemar_is_the_exact_binomial_one(b: int, c: int) -> None:
    exact = binomtest(b, b + c).pvalue if b + c else 1.0
    assert mcnemar(b, c) == pytest.approx(exact)
    assert mcnemar(c, b) == mcnemar(b, c)


@pytest.mark.parametrize(
    ("firsts", "named"),
    [
        ({"song": 6, "garden": 0, "films": 0}, ("song",)),
        ({"song": 5, "garden": 1, "films": 0}, ("song", "garden")),
        ({"song": 12, "garden": 2, "films": 1}, ("song",)),
        ({"song": 5, "garden": 5, "films": 5}, ("song", "garden", "films")),
        ({"song": 1, "garden": 9, "films": 8}, ("garden", "films")),
        ({"song": 0, "garden": 0}, ()),
        ({}, ()),
    ],
)
def test_one_is_named_only_where_it_is_sure(firsts: dict[str, int], named: tuple[str, ...]) -> None:
    assert favourites(firsts) == named


def test_the_report_tells_who_was_first_and_the_mean_places() -> None:
    told = found({"song+garden": 9, "garden+song": 6, "films": 5})
    assert [(line.label, line.share.x) for line in told.lines] == [  # type: ignore[attr-defined]
        ("Sang", 9),
        ("Have", 6),
        ("Film", 5),
    ]
    notes = [note.values for note in told.notes]  # type: ignore[attr-defined]
    assert [values["what"] for values in notes if values] == ["Sang", "Have", "Film"]


def test_few_answers_give_no_mean() -> None:
    told = found({"song+garden": 5, "films": 4})
    assert all(line.share.form is Form.COUNT for line in told.lines)  # type: ignore[attr-defined]
    assert not any(note.values for note in told.notes)  # type: ignore[attr-defined]


def test_nothing_can_hang_on_an_order() -> None:
    asked = options().model_dump(mode="json", exclude_defaults=True)
    hanging = {
        "key": "more",
        "kind": "yes_no",
        "text": {"da": "Mere?"},
        "ask_if": [{"question": "choice", "answers": ["song"]}],
    }
    with pytest.raises(ValidationError, match="put in order"):
        Questionnaire.model_validate({**asked, "questions": [*asked["questions"], hanging]})


PUBLISHED = {
    "needs_before": "686c03519c899b29933e902273e2821689e479f9d178cc0d98133eceacf2093c",
    "relatives": "2301b6aedeed358a427fb85f239a745f15c0523783da7c7410af3a77d8a344dd",
    "who5": "538e95c6df8a78d4a5be523043750d94b0b817b38b758daf50daacb80b73598f",
}
"""What these were hashed to before options could have pictures of their own."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_was_published_keeps_its_hash(name: str) -> None:
    assert freeze(library()[name]).hash == PUBLISHED[name]
    assert freeze(one_of_each_kind()).hash == (
        "6cdf9b7199edb2c4790be589aebe5dcaa712072319f312916f8850090dd80ff4"
    )


def test_a_picture_of_an_option_is_part_of_what_is_published() -> None:
    pictured = options(images={"song": IMAGE})
    assert IMAGE in freeze(pictured).content
    assert Questionnaire.model_validate_json(freeze(pictured).content) == pictured
    assert freeze(pictured).hash != freeze(options()).hash


def test_another_picture_breaks_the_trend_unless_somebody_says_otherwise() -> None:
    old, new = options(images={"song": IMAGE}), options(images={"song": "cd" * 32})
    (change,) = changes(old, new)
    assert not change.keeps_trend
    (declared,) = changes(old, new, ["choice"])
    assert declared.keeps_trend


def test_it_is_written_and_read_as_yaml() -> None:
    pictured = options(images={"song": IMAGE, "films": "cd" * 32})
    text = write_yaml(pictured)
    assert "kind: rank" in text
    assert IMAGE in text
    assert read_text(text, "ours.yaml") == pictured


def test_the_schema_knows_it() -> None:
    defs = json_schema()["$defs"]
    assert defs["Rank"]["properties"]["options"]["maxItems"] == 5
    assert {"image", "image_text"} <= set(defs["Option"]["properties"])

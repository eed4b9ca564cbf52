"""What comes along is fit to be asked: worded throughout, short, and clean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from survey.example import ROUNDS
from survey.languages import STAFF_LANGUAGES
from survey.questionnaire.kinds.base import Measure, QuestionBase
from survey.questionnaire.kinds.pick import Pick
from survey.questionnaire.library import FOLDER, library, library_file, library_names
from survey.questionnaire.lint import lint
from survey.questionnaire.model import Questionnaire, canonical, json_schema
from survey.questionnaire.read import read_file, read_text, write_yaml
from survey.questionnaire.versions import freeze
from survey.tally import cells_of
from survey.voices import PERSPECTIVES, Perspective
from tests.schema import misfits

SLOTS = {"who5", "tils", "dejong_gierveld6"}
"""Scales whose words belong to others: they come without."""
READY = [name for name in library_names() if name not in SLOTS]
EXPECTED = {
    *("ideas", "needs_before", "satisfaction", "newly_moved_in", "relatives", "staff", "why_not"),
    *("volunteer_visit", "volunteer_stopped", "partners"),
}


def wordings(one: Questionnaire) -> Iterator[tuple[Perspective, str]]:
    return ((p, language) for p in one.wordings for language in one.languages)


def test_all_are_there() -> None:
    assert set(READY) == EXPECTED
    assert set(library()) == EXPECTED | SLOTS


@pytest.mark.parametrize("name", library_names())
def test_a_file_is_named_after_what_it_holds(name: str) -> None:
    assert library()[name].key == name


def test_it_gives_a_dictionary_of_ones_own() -> None:
    library().clear()
    assert library()


def test_no_other_file_can_be_had_by_name() -> None:
    assert library_file("who5") == FOLDER / "who5.yaml"
    assert library_file("../model") is None
    assert library_file("") is None


@pytest.mark.parametrize("name", READY)
def test_the_lint_has_nothing_to_say(name: str) -> None:
    assert lint(library()[name]) == []


@pytest.mark.parametrize("name", READY)
def test_every_text_is_worded_for_everybody_in_every_language(name: str) -> None:
    one = library()[name]
    assert set(one.languages) == set(STAFF_LANGUAGES)
    for perspective, language in wordings(one):
        for question in one.questions:
            assert question.text.say(perspective, language)
            assert all(o.label.say(perspective, language) for o in question.choosable())
            assert not question.simple or question.simple.text.say(perspective, language)
            assert not question.help or question.help.say(perspective, language)


@pytest.mark.parametrize("name", READY)
def test_no_two_answers_or_languages_read_the_same(name: str) -> None:
    one = library()[name]
    for question in one.questions:
        for perspective, language in wordings(one):
            labels = [o.label.say(perspective, language) for o in question.choosable()]
            assert len(set(labels)) == len(labels)
        for perspective in one.wordings:
            assert question.text.say(perspective, "da") != question.text.say(perspective, "en")


@pytest.mark.parametrize("name", READY)
def test_a_question_about_the_resident_is_worded_so(name: str) -> None:
    one = library()[name]
    if set(one.wordings) != {Perspective.SELF, Perspective.AS_RESIDENT}:
        return
    for question in one.questions:
        own = question.text.say(Perspective.SELF, "da")
        about = question.text.say(Perspective.AS_RESIDENT, "da")
        assert not re.search(r"beboer", own)
        assert own == about or "beboer" in about


@pytest.mark.parametrize("name", READY)
def test_every_question_ends_with_a_question_mark(name: str) -> None:
    one = library()[name]
    for perspective, language in wordings(one):
        assert all(q.text.say(perspective, language).endswith("?") for q in one.asked())


@pytest.mark.parametrize("name", READY)
def test_every_question_says_what_it_measures(name: str) -> None:
    assert [q.key for q in library()[name].asked() if q.measure is None] == []


@pytest.mark.parametrize("name", READY)
def test_whoever_is_asked_can_answer_in_some_wording(name: str) -> None:
    one = library()[name]
    for perspective in one.wordings:
        assert [voice for voice in one.voices if perspective in PERSPECTIVES[voice]]


def test_the_needs_are_the_same_everywhere() -> None:
    lists = {
        canonical_options(question)
        for one in library().values()
        for question in one.asked()
        if question.measure is Measure.NEED
    }
    assert len(lists) == 1


def canonical_options(question: QuestionBase) -> str:
    assert isinstance(question, Pick)
    assert (question.at_most, question.none_of_these) == (3, "none_of_these")
    assert "something_else" in [option.key for option in question.options]
    return json.dumps([option.model_dump(mode="json") for option in question.options])


def test_the_needs_stay_in_two_rows_of_four() -> None:
    needs = library()["needs_before"].find("needs")
    assert needs
    assert len(needs.choosable()) == 8


def test_residents_meet_three_answers_beside_dont_know() -> None:
    one = library()["needs_before"]
    assert [question.key for question in one.asked()] == ["matters", "needs", "enough", "barrier"]
    assert all(question.offer_dont_know for question in one.asked())
    graded = [question for question in one.asked() if question.kind in {"scale", "choice"}]
    assert graded
    assert all(len(question.choosable()) <= 3 and question.simple for question in graded)


def test_relatives_and_residents_are_compared_on_the_same_words() -> None:
    before, relatives = library()["needs_before"], library()["relatives"]
    for key in ("needs", "enough"):
        ours, theirs = before.find(key), relatives.find(key)
        assert ours
        assert theirs
        assert ours.choosable() == theirs.choosable()
        for language in STAFF_LANGUAGES:
            said = ours.text.say(Perspective.AS_RESIDENT, language)
            assert theirs.text.say(Perspective.AS_RESIDENT, language) == said


def test_one_tap_and_three_taps_are_what_they_say() -> None:
    assert [q.kind for q in library()["why_not"].asked()] == ["choice"]
    *always, stopping = library()["volunteer_visit"].asked()
    assert [q.kind for q in always] == ["scale"] * 3
    assert [(c.question, c.answers) for c in stopping.ask_if] == [("come_again", ("no",))]
    assert {name for name, one in library().items() if one.pulse} == {"why_not", "volunteer_visit"}


@pytest.mark.parametrize("example", ROUNDS, ids=lambda one: one.questionnaire)
def test_the_example_asks_only_whom_a_questionnaire_is_for(example: Any) -> None:
    one = library()[example.questionnaire]
    assert set(example.voices) <= set(one.voices)
    for voice in example.voices:
        assert [p for p in PERSPECTIVES[voice] if p in one.wordings]


@pytest.mark.parametrize("name", library_names())
def test_it_can_be_written_frozen_and_counted(name: str) -> None:
    one = library()[name]
    assert read_text(write_yaml(one), name) == one
    assert Questionnaire.model_validate_json(freeze(one).content) == one
    skipped = {q.key: {"status": "skipped"} for q in one.asked()}
    assert cells_of(one, skipped, "finished", "alone", None)


@pytest.mark.parametrize("name", sorted(SLOTS))
def test_a_scale_cannot_be_published_before_its_words_are_filled_in(name: str) -> None:
    rules = {finding.rule for finding in lint(library()[name])}
    assert rules == {"scale_wording_missing", "licence_note_missing"}


@pytest.mark.parametrize("name", sorted(SLOTS))
def test_a_scale_is_complete_but_for_its_words(name: str) -> None:
    file = library_file(name)
    assert file
    text = file.read_text("utf-8").replace("licence_note: ''", "licence_note: No. 17")
    filled = text.replace("{da: '', en: ''}", "{da: Ord, en: Words}")
    assert lint(read_text(filled, name)) == []
    assert {q.text.say(Perspective.SELF, "da") for q in read_file(file).asked()} == {""}


@pytest.mark.parametrize("name", library_names())
def test_it_fits_the_schema_we_hand_out(name: str) -> None:
    schema = json_schema()
    assert misfits(json.loads(canonical(library()[name])), schema, schema["$defs"]) == []


BENT: list[tuple[str, Any]] = [
    ("key", "Not A Key"),
    ("voices", ["robot"]),
    ("questions", []),
    ("questions", [{"key": "it", "kind": "sale", "text": {}}]),
    ("five_steps", "perhaps"),
    ("surprise", 1),
]


@pytest.mark.parametrize(("field", "value"), BENT)
def test_the_schema_refuses_what_the_model_refuses(field: str, value: Any) -> None:
    schema = json_schema()
    given = json.loads(canonical(library()["staff"])) | {field: value}
    assert misfits(given, schema, schema["$defs"])

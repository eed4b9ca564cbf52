"""What the lint refuses, what it warns of, and that it says what to do."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from survey.questionnaire.lint import Finding, Severity, findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.texts import as_it_stands


def both(danish: str = "Er du glad?", english: str = "Are you happy?") -> dict[str, str]:
    return {"da": danish, "en": english}


def option(key: str) -> dict[str, Any]:
    return {"key": key, "label": both(key, key)}


def yes_no(key: str, **facts: Any) -> dict[str, Any]:
    return {"key": key, "kind": "yes_no", "text": both(), **facts}


PLAIN: dict[str, Any] = {
    "key": "plain",
    "title": both("Titel", "Title"),
    "purpose": both("Vi spørger. Så ved vi det.", "We ask. Then we know."),
    "languages": ["da", "en"],
    "voices": ["resident"],
    "wordings": ["self"],
    "questions": [yes_no("it")],
}


def questionnaire(**facts: Any) -> Questionnaire:
    return Questionnaire.model_validate(copy.deepcopy(PLAIN) | facts)


def asking(danish: str, english: str = "Are you happy?") -> Questionnaire:
    return questionnaire(questions=[yes_no("it", text=both(danish, english))])


def found(whole: Questionnaire) -> list[tuple[str, str]]:
    return [(finding.rule, finding.place) for finding in lint(whole)]


def test_a_plain_questionnaire_has_no_findings() -> None:
    assert lint(questionnaire()) == []


BREACHES = {
    "13 words": ("En to tre fire fem seks syv otte ni ti elleve tolv tretten?", "question_words"),
    "81 characters": ("x" * 41 + " " + "y" * 38 + "?", "question_characters"),
    "ikke": ("Er maden ikke god?", "negation"),
    "Aldrig": ("Aldrig alene?", "negation"),
    "ingen": ("Har du ingen at tale med?", "negation"),
    "og/eller": ("Kan du lide musik og/eller sang?", "double_question"),
    "og": ("Er maden god og varm?", "double_question"),
    "eller": ("Er du træt eller syg?", "double_question"),
    "enig": ("Hvor enig er du?", "agree"),
}
ENGLISH_BREACHES = {
    "13 words": (
        "One two three four five six seven eight nine ten eleven twelve thirteen?",
        "question_words",
    ),
    "81 characters": ("x" * 41 + " " + "y" * 38 + "?", "question_characters"),
    "not": ("Is the food not good?", "negation"),
    "never": ("Are you never alone?", "negation"),
    "don't": ("Don't you like it?", "negation"),
    "isn’t": ("Isn’t it good?", "negation"),
    "no": ("Do you have no friends?", "negation"),
    "and/or": ("Do you like music and/or singing?", "double_question"),
    "and": ("Is the food good and warm?", "double_question"),
    "or": ("Are you tired or ill?", "double_question"),
    "agree": ("How far do you agree?", "agree"),
}


@pytest.mark.parametrize("name", BREACHES)
def test_a_danish_question_is_refused(name: str) -> None:
    text, rule = BREACHES[name]
    (finding,) = lint(asking(text))
    assert (finding.rule, finding.place) == (rule, "it.text.da")
    assert finding.severity is Severity.REFUSAL


@pytest.mark.parametrize("name", ENGLISH_BREACHES)
def test_an_english_question_is_refused(name: str) -> None:
    text, rule = ENGLISH_BREACHES[name]
    (finding,) = lint(asking("Er du glad?", text))
    assert (finding.rule, finding.place) == (rule, "it.text.en")
    assert finding.severity is Severity.REFUSAL


FINE = [
    "En to tre fire fem seks syv otte ni ti elleve tolv?",
    "x" * 40 + " " + "y" * 38 + "?",
    "Føler du dig ensom nu og da?",
    "Kan du komme ind og ud?",
    "Er du nogenlunde tryg?",
    "Hvad sker der i ingeniørforeningen?",
]


@pytest.mark.parametrize("text", FINE)
def test_what_only_looks_like_a_breach_is_left_alone(text: str) -> None:
    assert lint(asking(text)) == []


def test_a_phrase_that_is_fixed_does_not_hide_a_second_question() -> None:
    assert found(asking("Går du ind og ud og ned?")) == [("double_question", "it.text.da")]


def test_words_of_one_language_mean_nothing_in_another() -> None:
    assert lint(asking("Or and never?", "Er du og ikke?")) == []


def test_the_simple_variant_is_checked_too() -> None:
    simple = {"text": both("Er det ikke nok?", "Is it enough?")}
    whole = questionnaire(questions=[yes_no("it", simple=simple)])
    assert found(whole) == [("negation", "it.simple.text.da")]


def test_every_wording_is_checked_that_is_asked_in() -> None:
    text = {"self": both(), "as_resident": both("Er det ikke godt?"), "own_view": both("Ikke?")}
    one = yes_no("it", text=text)
    whole = questionnaire(questions=[one], wordings=["self", "as_resident"])
    assert found(whole) == [("negation", "it.text.as_resident.da")]


def test_answers_may_say_no_but_not_agree() -> None:
    said = {"yes": both("Helt enig", "Yes"), "no": both("Det er ikke noget for mig", "No")}
    assert found(questionnaire(questions=[yes_no("it", **said)])) == [("agree", "it.yes.da")]


def test_what_is_only_told_may_be_long() -> None:
    told = {"key": "told", "kind": "info", "text": both("Det er ikke svært. " * 20, "Easy.")}
    assert lint(questionnaire(questions=[told, yes_no("it")])) == []


@pytest.mark.parametrize(
    ("asked", "voice", "rules"),
    [
        (8, "resident", []),
        (9, "resident", ["many_questions"]),
        (12, "resident", ["many_questions"]),
        (13, "resident", ["too_many_questions"]),
        (13, "relative", ["many_questions"]),
        (15, "relative", ["many_questions"]),
        (16, "relative", ["too_many_questions"]),
    ],
)
def test_people_have_strength_for_so_many_questions(
    asked: int, voice: str, rules: list[str]
) -> None:
    told = {"key": "told", "kind": "info", "text": both("Hej.", "Hello.")}
    questions = [told, *(yes_no(f"q{n}") for n in range(asked))]
    wordings = ["self"] if voice == "resident" else ["own_view"]
    findings = lint(questionnaire(questions=questions, voices=[voice], wordings=wordings))
    assert [finding.rule for finding in findings] == rules
    assert bool(findings_refusing(findings)) is (rules == ["too_many_questions"])


def scale_of(steps: int) -> dict[str, Any]:
    return {
        "key": "it",
        "kind": "scale",
        "text": both(),
        "steps": [option(f"s{n}") for n in range(steps)],
    }


@pytest.mark.parametrize(
    ("steps", "facts", "rules"),
    [
        (3, {}, []),
        (4, {}, ["too_many_steps"]),
        (5, {"five_steps": True}, []),
        (5, {"voices": ["resident_assisted"]}, ["too_many_steps"]),
        (5, {"voices": ["staff"]}, []),
    ],
)
def test_residents_meet_three_steps_unless_five_are_switched_on(
    steps: int, facts: dict[str, Any], rules: list[str]
) -> None:
    whole = questionnaire(questions=[scale_of(steps)], **facts)
    assert [finding.rule for finding in findings_refusing(lint(whole))] == rules


@pytest.mark.parametrize(
    ("options", "voice", "rules"),
    [
        (8, "resident", []),
        (9, "resident", ["many_options"]),
        (10, "staff", []),
        (11, "staff", ["many_options"]),
    ],
)
def test_long_lists_are_warned_of(options: int, voice: str, rules: list[str]) -> None:
    pick = {"key": "it", "kind": "pick", "at_most": 3, "text": both()}
    pick["options"] = [option(f"o{n}") for n in range(options)]
    findings = lint(questionnaire(questions=[pick], voices=[voice]))
    assert [finding.rule for finding in findings] == rules
    assert findings_refusing(findings) == []


def test_a_long_purpose_and_a_long_answer_are_warned_of() -> None:
    long_yes = yes_no("it", yes=both("Ja, det vil jeg meget gerne svare ja til, tak", "Yes"))
    purpose = both("Et. To! Tre?", "One. Two.")
    findings = lint(questionnaire(questions=[long_yes], purpose=purpose))
    assert {(f.rule, f.place, f.severity.value) for f in findings} == {
        ("purpose_sentences", "purpose.da", "warning"),
        ("answer_characters", "it.yes.da", "warning"),
    }


def test_a_picture_that_is_not_there_is_refused() -> None:
    asked = questionnaire(
        questions=[yes_no("it", picture="unicorn", picture_text=both("En", "A")), yes_no("so")]
    )
    (finding,) = lint(asked)
    assert (finding.rule, finding.place, finding.severity) == (
        "unknown_picture", "it", Severity.REFUSAL,
    )  # fmt: skip
    assert "unicorn" in finding.say(as_it_stands)
    assert "sun" in finding.say(as_it_stands)


MISSING: dict[str, tuple[dict[str, Any], str]] = {
    "title": ({"title": {"da": "Titel"}}, "title.en"),
    "purpose": ({"purpose": {"en": "We ask."}}, "purpose.da"),
    "question": ({"questions": [yes_no("it", text={"da": "Er du glad?"})]}, "it.text.self.en"),
    "empty": ({"questions": [yes_no("it", text=both("Er du glad?", "  "))]}, "it.text.self.en"),
    "help": ({"questions": [yes_no("it", help={"da": "Sig til."})]}, "it.help.self.en"),
    "answer": ({"questions": [yes_no("it", yes={"en": "Gladly"})]}, "it.yes.self.da"),
    "simple": (
        {"questions": [yes_no("it", simple={"text": {"en": "Happy?"}})]},
        "it.simple.text.self.da",
    ),
    "picture": (
        {"questions": [yes_no("it", picture="sun", picture_text={"da": "En sol"})]},
        "it.picture_text.en",
    ),
    "unit": (
        {"questions": [{"key": "it", "kind": "number", "text": both(), "unit": {"da": "besøg"}}]},
        "it.unit.en",
    ),
    "wording": (
        {
            "questions": [yes_no("it", text={"self": both()})],
            "wordings": ["self", "own_view"],
            "languages": ["da"],
        },
        "it.text.own_view.da",
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_missing_words_are_refused_where_they_are_missing(name: str) -> None:
    facts, place = MISSING[name]
    assert found(questionnaire(**facts)) == [("wording_missing", place)]
    assert findings_refusing(lint(questionnaire(**facts)))


def test_words_in_a_language_that_is_not_asked_in_are_not_missed() -> None:
    one = yes_no("it", text={"da": "Er du glad?"})
    assert lint(questionnaire(questions=[one], languages=["da"])) == []


def test_a_voice_needs_a_wording_to_answer_in() -> None:
    whole = questionnaire(voices=["resident", "trained_other"])
    assert found(whole) == [("voice_without_wording", "voices.trained_other")]


def with_scale(text: dict[str, str], **facts: Any) -> Questionnaire:
    points = {"yes": 1, "no": 0}
    scale = {"key": "mood", "name": "Mood", "items": ["a", "b"], "points": points, **facts}
    return questionnaire(questions=[yes_no("a", text=text), yes_no("b")], scales=[scale])


def test_a_scale_needs_its_words_and_its_licence() -> None:
    empty = both("", "")
    assert found(with_scale(empty)) == [
        ("scale_wording_missing", "mood"),
        ("licence_note_missing", "mood"),
    ]
    assert found(with_scale(empty, licence_note="own")) == [("scale_wording_missing", "mood")]
    assert found(with_scale(both(), licence_note=" ")) == [("licence_note_missing", "mood")]
    assert found(with_scale(both(), licence_note="own")) == []


def test_a_scale_half_filled_in_is_told_what_is_missing() -> None:
    assert found(with_scale({"da": "Er du glad?"}, licence_note="own")) == [
        ("wording_missing", "a.text.self.en")
    ]


def test_licensed_words_are_not_ours_to_change() -> None:
    text = both("Er du rolig og afslappet?", "Are you calm and relaxed?")
    kept = lint(with_scale(text, licence_note="No. 17"))
    assert {finding.severity for finding in kept} == {Severity.WARNING}
    assert findings_refusing(lint(with_scale(text, licence_note="No. 17", modified_wording=True)))


def test_a_band_is_named_in_every_language() -> None:
    bands = [{"key": "low", "low": 0, "high": 1, "label": {"da": "Lav"}}]
    whole = with_scale(both(), licence_note="own", bands=bands)
    assert found(whole) == [("wording_missing", "mood.low.en")]


def test_refusals_come_first() -> None:
    whole = questionnaire(
        purpose=both("En. To. Tre.", "One."), questions=[yes_no("it", text=both("Ikke?"))]
    )
    assert [finding.rule for finding in lint(whole)] == ["negation", "purpose_sentences"]


def test_a_finding_says_what_to_do_with_the_words_in_question() -> None:
    (finding,) = lint(asking("Er maden god og varm?"))
    said = finding.say(as_it_stands)
    assert "“Er maden god og varm?” says “og”" in said
    assert "Ask about one thing" in said


def test_a_finding_is_translated_whole_and_then_filled_in() -> None:
    finding = Finding("it", "rule", Severity.WARNING, "%(count)s are many.", {"count": 9})
    assert finding.say({"%(count)s are many.": "%(count)s er mange."}.__getitem__) == "9 er mange."


def test_a_percent_sign_in_a_question_does_no_harm() -> None:
    (finding,) = lint(asking("Er 100 %(text)s ikke nok?"))
    assert "100 %(text)s" in finding.say(as_it_stands)

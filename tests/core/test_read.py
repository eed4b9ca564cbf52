"""Broken files are told where and why; whole ones come back the same."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from survey.questionnaire.faults import BadQuestionnaire, Fault
from survey.questionnaire.read import read_file, read_text, write_yaml
from survey.questionnaire.wording import LocalText
from survey.questionnaire.yaml_nodes import MOST_CHARACTERS
from tests.world import one_of_each_kind

GOOD = """\
key: small
title: {da: Lille, en: Small}
purpose:
  da: Vi spørger.
  en: We ask.
languages: [da, en]
voices: [resident]
wordings: [self]
questions:
  - key: again
    kind: yes_no
    text:
      da: Igen?
      en: Again?
  - key: how
    kind: scale
    text:
      da: Hvordan?
      en: How?
    steps:
      - key: yes
        label: {da: Ja, en: Yes}
      - key: no
        label: {da: Nej, en: No}
    ask_if:
      - question: again
        answers: [yes]
"""
"""A whole questionnaire; its lines are counted on below."""

BROKEN = {
    "misspelt field": ("wordings:", "wordngs:", 8, "wordngs", "extra_forbidden", "misspelt"),
    "missing field": ("key: small\n", "", 1, "", "missing", "'key' is needed"),
    "no such voice": ("[resident]", "[robot]", 7, "voices.1", "enum", "robot"),
    "no such language": ("en: Small", "xx: Small", 2, "title.xx", "value_error", "known: da, en"),
    "a text that is a list": ("da: Vi spørger.", "da: []", 4, "purpose.da", "string_type", "text"),
    "a number for a text": ("da: Vi spørger.", "da: 7", 4, "purpose.da", "string_type", "quotes"),
    "an empty text": ("da: Vi spørger.", "da:", 4, "purpose.da", "string_type", "text"),
    "a bare word for a text": (
        "title: {da: Lille, en: Small}",
        "title: Lille",
        2,
        "title",
        "dict_type",
        "{da: ..., en: ...}",
    ),
    "no such kind": ("yes_no", "maybe", 10, "questions.again", "union_tag_invalid", "'maybe'"),
    "no kind at all": (
        "    kind: yes_no\n",
        "",
        10,
        "questions.again",
        "union_tag_not_found",
        "what kind",
    ),
    "an odd key": (
        "key: how",
        "key: How!",
        15,
        "questions.How!.key",
        "string_pattern_mismatch",
        "a-z",
    ),
    "a key used twice": ("key: how", "key: again", 15, "", "value_error", "more than once"),
    "a step used twice": ("key: no", "key: yes", 23, "", "value_error", "'yes' is used"),
    "a condition on nothing": (
        "question: again",
        "question: what",
        15,
        "",
        "value_error",
        "not asked before",
    ),
    "a condition on no answer": ("[yes]", "[perhaps]", 15, "", "value_error", "'perhaps'"),
    "one step only": (
        "      - key: no\n        label: {da: Nej, en: No}\n",
        "",
        20,
        "questions.how.steps",
        "too_short",
        "at least 2",
    ),
    "a key of YAML twice": (
        "voices:",
        "title:",
        7,
        "",
        "duplicate_key",
        "'title' stands here twice",
    ),
    "half a list": ("[yes]", "[yes", 28, "", "yaml", "needs quotes around it"),
    "a tag": ("[yes]", "!!python/name:os.system", 27, "", "yaml", "tags"),
    "an odd character": ("spørger", "sp\x00rger", 4, "", "yaml", "not YAML"),
    "two documents": ("wordings:", "---\nwordings:", 8, "", "yaml", "not YAML"),
    "a list for a name": ("key: small", "? [key]\n: small", 1, "", "odd_key", "must be a word"),
}
"""What is replaced by what, then the line, place, rule and words of the fault."""


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(BadQuestionnaire) as caught:
        read_text(text, "small.yaml")
    return caught.value.faults


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_with_its_line_and_what_to_do(name: str) -> None:
    old, new, line, place, rule, words = BROKEN[name]
    assert old in GOOD
    first, *_ = [f for f in faults_of(GOOD.replace(old, new, 1)) if f.rule == rule]
    assert (first.file, first.line, first.place) == ("small.yaml", line, place)
    assert words in first.message


def test_yes_and_no_are_words() -> None:
    how = read_text(GOOD, "small.yaml").find("how")
    assert how
    assert [option.key for option in how.choosable()] == ["yes", "no"]
    assert how.choosable()[1].label.root["every"].say("en") == "No"


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    broken = GOOD.replace("[resident]", "[robot]").replace("key: how", "key: How!")
    faults = faults_of(broken.replace("key: small", "key: Small!"))
    assert [fault.line for fault in faults] == [1, 7, 15]


def test_the_command_line_prints_it_without_a_stack_trace() -> None:
    with pytest.raises(click.ClickException) as caught:
        read_text("key: [", "torn.yaml")
    assert caught.value.message.startswith("torn.yaml, line 1: yaml: ")


@pytest.mark.parametrize("text", ["", "just words", "- a list", "[" * 1000, "a: &a [*a]"])
def test_what_is_no_questionnaire_at_all_is_refused(text: str) -> None:
    assert faults_of(text)


def test_aliases_may_not_swell() -> None:
    lines = [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]" for n in range(1, 9)]
    assert faults_of("\n".join(["a0: &a0 [x, x]", *lines]))[0].rule == "too_large"


@pytest.mark.parametrize("deep", [40, 5000])
def test_aliases_may_not_dig(deep: int) -> None:
    lines = [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, deep)]
    assert faults_of("\n".join(["a0: &a0 [x]", *lines]))[0].rule == "too_large"


def test_an_alias_repeats_what_was_written() -> None:
    text = GOOD.replace("    text:\n      da: Igen?", "    text: &t\n      da: Igen?")
    text = text.replace("    text:\n      da: Hvordan?\n      en: How?", "    text: *t")
    assert "*t" in text
    read = read_text(text, "small.yaml")
    assert read.questions[0].text == read.questions[1].text


def test_a_very_long_text_is_refused_unread() -> None:
    assert faults_of(GOOD + "#" * MOST_CHARACTERS)[0].rule == "too_large"


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes(GOOD.encode("latin-1"))
    with pytest.raises(BadQuestionnaire, match=r"old\.yaml, line 4: not_utf8"):
        read_file(path)


def test_a_file_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(GOOD.encode("utf-8-sig"))
    assert read_file(path).key == "small"


def test_every_kind_survives_writing_and_reading() -> None:
    whole = one_of_each_kind()
    assert read_text(write_yaml(whole), "written") == whole


def test_what_goes_without_saying_is_not_written() -> None:
    lines = write_yaml(read_text(GOOD, "small.yaml")).splitlines()
    assert lines[1] == "title: {da: Lille, en: Small}"
    assert [line.split(":")[0] for line in lines if line[0].isalpha()] == [
        *("key", "title", "purpose", "languages", "voices", "wordings", "questions")
    ]
    assert not [line for line in lines if "every" in line or "sensitive" in line]


TRICKY = st.sampled_from(
    [
        "yes",
        "No",
        "true",
        "null",
        "~",
        "",
        "08",
        "1e3",
        "0x1F",
        "1_000",
        "12:30",
        "2026-01-01",
        "=",
        "<<",
    ]
)
LINES = TRICKY | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(deadline=None)
@example("0\x850")
@given(LINES)
def test_any_text_survives_writing_and_reading(line: str) -> None:
    said = LocalText.model_validate({"da": line, "en": line})
    whole = one_of_each_kind().model_copy(update={"purpose": said})
    assert read_text(write_yaml(whole), "written") == whole

"""The languages: which are complete where, how they count, and what their catalogues hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

from survey.languages import LANGUAGES, STAFF_LANGUAGES
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.voices import Perspective
from translations import update
from translations.check import VALUE, faults
from translations.native import UNREAD, is_unread
from translations.texts import WRITTEN_IN, catalogue_files, for_respondents, read
from translations.texts import collected as collected_anew

RESPONDENTS = [code for code, one in LANGUAGES.items() if not one.staff]
IN_CATALOGUES = sorted(catalogue_files())
COUNTED = ("%(num)s short question.", "%(num)s short questions.")
SAID = {
    "da": ["Ét kort spørgsmål.", "2 korte spørgsmål.", "5 korte spørgsmål.", "21 korte spørgsmål."],
    "de": ["Eine kurze Frage.", "2 kurze Fragen.", "5 kurze Fragen.", "21 kurze Fragen."],
    "pl": [
        *("1 krótkie pytanie.", "2 krótkie pytania."),
        *("5 krótkich pytań.", "21 krótkich pytań."),
    ],
    "tr": ["1 kısa soru.", "2 kısa soru.", "5 kısa soru.", "21 kısa soru."],
    "ar": ["سؤال قصير واحد.", "سؤالان قصيران.", "5 أسئلة قصيرة.", "21 سؤالاً قصيراً."],
    "fa": ["1 پرسش کوتاه.", "2 پرسش کوتاه.", "5 پرسش کوتاه.", "21 پرسش کوتاه."],
    "uk": [
        *("1 коротке запитання.", "2 короткі запитання."),
        *("5 коротких запитань.", "21 коротке запитання."),
    ],
}


collected = cache(collected_anew)


def catalogue(code: str) -> Catalog:
    return read(code, catalogue_files()[code])


def wordings(one: Catalog) -> Iterator[tuple[str, list[str], list[str]]]:
    """A name, the original's wordings and the language's, for each text of a catalogue."""
    for message in one:
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            yield ids[0], ids, strings(message)


def strings(message: Message) -> list[str]:
    """A message's wordings in the language, one for each way of counting."""
    said = message.string
    return [said] if isinstance(said, str) else list(said or ())


def values(text: str) -> set[str]:
    return {a or b for a, b in VALUE.findall(text)}


def test_the_staffs_languages_are_danish_and_english() -> None:
    assert STAFF_LANGUAGES == ("da", "en")
    assert RESPONDENTS == ["de", "pl", "tr", "ar", "fa", "uk"]
    assert [code for code, one in LANGUAGES.items() if one.direction == "rtl"] == ["ar", "fa"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_its_own_name_and_direction(code: str) -> None:
    one, known = LANGUAGES[code], Locale.parse(code)
    assert one.own_name.casefold() == (known.get_display_name() or "").casefold()
    assert one.direction == known.text_direction


@pytest.mark.parametrize("code", IN_CATALOGUES)
def test_a_catalogue_holds_what_can_be_met_in_its_language_and_no_more(code: str) -> None:
    texts = collected(code)
    assert list(faults(code, texts, catalogue(code))) == []
    if code in RESPONDENTS:
        places = {place for message in texts if message.id for place, _ in message.locations}
        assert all(for_respondents(place) for place in places)
        assert any(place.startswith("kiosk/") for place in places)
        assert "survey/errors.py" in places


@pytest.mark.parametrize("code", IN_CATALOGUES)
def test_every_wording_keeps_the_values_of_the_original(code: str) -> None:
    for name, ids, said in wordings(catalogue(code)):
        counted = len(ids) > 1
        for text in said:
            missing = values(ids[-1]) - values(text)
            assert values(text) <= values(ids[-1]), name
            assert not missing or (counted and missing <= {"num", "count"}), name


SAME_IN_BOTH = {
    "Start",
    "Stop",
    "Format",
    "Status",
    "Tablets",
    "Organisation",
    "Menu",
    "person %(number)s",
    "partner %(number)s",
    "note %(number)s",
    "Lydhør, version %(version)s.",
}
"""Texts that read the same in English and in another language."""


@pytest.mark.parametrize("code", IN_CATALOGUES)
def test_nothing_is_left_in_english_and_nothing_is_unsure(code: str) -> None:
    same = [ids[0] for _, ids, said in wordings(catalogue(code)) if said[0] in ids]
    words = {name for name in same if re.search(r"[a-z]", VALUE.sub("", name))}
    assert words <= SAME_IN_BOTH
    assert not any(message.fuzzy for message in catalogue(code) if message.id)


@pytest.mark.parametrize("code", IN_CATALOGUES)
def test_it_counts_as_the_language_does(code: str) -> None:
    one = catalogue(code)
    plural, rules = get_plural(code), Locale.parse(code).plural_form
    assert (one.num_plurals, one.plural_expr) == (plural.num_plurals, plural.plural_expr)
    message = one.get(COUNTED)
    assert message
    ways = dict.fromkeys(form(one, number) for number in range(201))
    assert len(ways) == one.num_plurals, "every way is used by some number"
    told = [strings(message)[form(one, n)] % {"num": n} for n in (1, 2, 5, 21)]
    assert told == SAID[code]
    assert len({rules(n) for n in range(201)}) >= one.num_plurals


def form(one: Catalog, number: int) -> int:
    """Which wording a catalogue has for a number, by the rule in its first lines."""
    rule = re.sub(r"(\S.*?) \? (\d) : ", r"\2 if \1 else ", f"{one.plural_expr}".strip("()"))
    rule = rule.replace("&&", " and ").replace("||", " or ").replace("!=", " != ")
    return int(eval(rule, {"n": number}))  # noqa: S307 a rule of Babel's


@pytest.mark.parametrize("code", RESPONDENTS)
def test_a_catalogue_nobody_native_has_read_says_so(code: str) -> None:
    assert is_unread(catalogue(code))
    assert UNREAD in catalogue_files()[code].read_text()


@pytest.mark.parametrize("code", IN_CATALOGUES)
def test_digits_are_the_same_in_every_language(code: str) -> None:
    text = catalogue_files()[code].read_text()
    assert re.findall(r"[\u0660-\u0669\u06f0-\u06f9]", text) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_yes_and_no_are_said_in_every_language(code: str) -> None:
    assert len({option.label.say(Perspective.SELF, code) for option in YES_NO} - {""}) == 2


def test_the_check_names_each_text_that_is_missing_or_gone() -> None:
    for code in IN_CATALOGUES:
        one, texts = catalogue(code), collected(code)
        one["Next"].string = ""
        found = list(faults(code, texts, one))
        assert any(f.startswith(f"{code}: not translated: 'Next'") for f in found), found


def test_the_check_sees_a_value_left_out_and_a_way_of_counting_left_out() -> None:
    one, texts = catalogue("pl"), collected("pl")
    one["Error: %(title)s"].string = "Błąd"
    one[COUNTED[0]].string = ("1 krótkie pytanie.", "%(num)s krótkie pytania.")
    found = "\n".join(faults("pl", texts, one))
    assert "leaves out a value of the original: 'Error" in found
    assert "not said in each of its 3 ways" in found


def test_a_new_text_comes_into_every_catalogue_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Collecting writes the files anew; what is new waits, and a new catalogue says it is unread."""
    files = {code: tmp_path / code / "messages.po" for code in RESPONDENTS}
    monkeypatch.setattr(update, "catalogue_files", lambda: files)
    monkeypatch.setattr(update, "collected", collected)
    update.main()
    for code, file in files.items():
        one = read(code, file)
        assert is_unread(one)
        missing = list(faults(code, collected(code), one))
        assert len(missing) == len([m for m in collected(code) if m.id])
        assert all(f"{code}: not translated: " in fault for fault in missing)


def test_english_needs_no_catalogue() -> None:
    assert WRITTEN_IN not in IN_CATALOGUES

"""The editor's pages: drafts begun, written, checked, and what becomes of two who write at once."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from admin import draft_words
from admin.draft_forms import LARGEST_FILE, LONGEST
from survey.languages import LANGUAGES
from survey.questionnaire.draft.content import find_question
from survey.questionnaire.draft.keys import question_keys
from survey.questionnaire.draft.strict import to_data
from survey.questionnaire.kinds import KINDS
from survey.questionnaire.kinds.base import Measure
from survey.questionnaire.library import library, library_file
from survey.staff import Grant, Role
from survey.store.draft_queries import By, change_draft
from tests.drafting import ROOM, Desk
from tests.pages.every_questionnaires import questionnaires_pages
from tests.pages.test_valid_html import HTML_VALIDATE, complaints
from tests.statements import WRITTEN_DOWN, counted
from tests.visiting import Pages
from tests.world import NOW

MOST_STATEMENTS = 12
TEXT = "text.every.da"
ODD = (
    "<script>alert(1)</script>",
    "\u202etxet desrever\u202c & \u2066isolated\u2069",
    "👩‍👩‍👧 🙂",
    "می‌خواهم",
    "\x00\x07{{ 7*7 }} %(text)s %s",
)


@pytest.fixture
def desk(pages: Pages) -> Desk:
    pages.sign_in()
    return Desk(pages)


def test_every_page_of_the_editor_is_valid(pages: Pages, tmp_path: Path) -> None:
    pages.sign_in()
    for name, html in questionnaires_pages(pages):
        (tmp_path / f"{name}.html").write_text(html)
    assert complaints([*HTML_VALIDATE, "--config", ".htmlvalidate.json"], tmp_path) == ""


@pytest.mark.parametrize("of", ["blank", "library:needs_before", "version:1"])
def test_a_draft_is_begun(desk: Desk, of: str) -> None:
    draft = desk.begin(of)
    assert desk.kept(draft).changed_by == "Anna"
    assert len(desk.content(draft)["questions"]) == {"b": 0, "l": 4, "v": 8}[of[0]]
    assert desk.kept(draft).based_on == (1 if of[0] == "v" else None)


@pytest.mark.parametrize("of", ["", "version:99", "version:x", f"version:{2**40}", "library:no"])
def test_from_what_is_not_there_nothing_is_begun(desk: Desk, of: str) -> None:
    answer = desk.press(f"{ROOM}/begin", of=of)
    assert answer.location.endswith("/new")
    assert "Der er ikke noget spørgeskema" in desk.pages.open(answer.location)


def sent(desk: Desk, content: bytes, status: int, query: str = "") -> str:
    """Send a file as browsers do; the client's own way leaves a file of its own open behind it."""
    file = FileStorage(BytesIO(content), "mit.yaml")
    boundary, body = encode_multipart({**desk.csrf(), "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    answer = desk.pages.client.post(f"{ROOM}/upload{query}", data=body, content_type=kind)
    return desk.pages.look(answer, status)


def test_a_file_becomes_a_draft(desk: Desk) -> None:
    file = library_file("needs_before")
    assert file
    form = {**desk.csrf(), "file": (BytesIO(file.read_bytes()), "x.yaml")}
    answer = desk.pages.client.post(f"{ROOM}/upload", data=form)
    assert answer.status_code == 303
    assert desk.content(answer.location)["key"] == "needs_before"


def test_the_faults_of_a_file_are_told_line_by_line(desk: Desk) -> None:
    html = sent(desk, b"key: needs\ntitle: 7\nvoices: [nobody]\nquestions: []\n", 400)
    assert "Linje 2, title: her skal stå navne med værdier" in html
    assert "Linje 3" in html
    html = sent(desk, b"key: [<b>\n", 400)
    assert "det er ikke YAML" in html
    assert "<b>" not in html
    assert "gem filen som UTF-8-tekst" in sent(desk, b"key: \xff\n", 400)


FILE = """key: small
title: {da: Lille}
purpose: {da: Vi spørger.}
languages: [da]
voices: [resident]
wordings: [self]
questions:
  - {key: how, kind: yes_no, text: {da: "Hvordan?"}}
  - key: again
    kind: number
    text: {da: "Igen?"}
    most: 9
    ask_if: [{question: how, answers: ["yes"]}]
"""
BAD_FILES = {
    "a key twice": ("key: again", "key: how", "spørgsmålets nøgle 'how' er brugt mere", "question key 'how' is used more than once"),
    "asked later": ("question: how", "question: later", "again: ask_if nævner 'later', som ikke stilles før det", "again: ask_if names 'later', which is not asked before it"),
    "no such answer": ('["yes"]', '["perhaps"]', "again: 'how' har ikke svaret 'perhaps'", "again: 'how' has no answer 'perhaps'"),
    "least above most": ("most: 9", "most: -9", "Linje 9, questions.again: least skal være mindre end most", "Line 9, questions.again: least must be below most"),
    "a language unknown": ("languages: [da]", "languages: [xx]", "Linje 4, languages.1: sproget 'xx' kendes ikke; de kendte er: da", "Line 4, languages.1: unknown language 'xx'; known: da"),
    "a picture untold": ("kind: yes_no,", "kind: yes_no, picture: cup,", "questions.how: en tegning under picture skal have picture_text", "questions.how: a picture needs picture_text"),
    "a wording unknown": ("text: {da: \"Igen?\"}", "text: {herself: {da: \"Igen?\"}}", "questions.again.text: 'herself' er hverken et sprog eller en synsvinkel", "questions.again.text: 'herself' is neither a language nor a wording"),
    "a pulse of residents": ("key: small", "key: small\npulse: true", "again: en puls besvares med ét tryk", "again: a pulse is answered with one tap"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_breaks_a_rule_is_told_in_the_readers_language(desk: Desk, name: str) -> None:
    old, new, danish, english = BAD_FILES[name]
    assert old in FILE
    content = FILE.replace(old, new, 1).encode()
    told = unescape(sent(desk, content, 400))
    assert danish in told
    assert english not in told
    assert english in unescape(sent(desk, content, 400, "?lang=en"))


def test_a_file_that_is_too_large_is_refused_in_words(desk: Desk) -> None:
    assert "Filen fylder mere end 1 MB" in sent(desk, b"#" * (LARGEST_FILE + 1), 400)
    assert "Vælg en fil." in desk.pages.post(f"{ROOM}/upload", desk.csrf(), 400)


def test_two_hundred_megabytes_are_refused_before_they_are_read(desk: Desk) -> None:
    told = {"CONTENT_LENGTH": str(200 * 1024**2)}
    kind = "multipart/form-data; boundary=x"
    answer = desk.pages.client.post(
        f"{ROOM}/upload", content_type=kind, data=b"--x", environ_overrides=told
    )
    assert answer.status_code == 413
    assert "<h1>" in desk.pages.look(answer, 413)


def test_words_are_saved_and_shown(desk: Desk) -> None:
    question = desk.add(desk.begin("blank"), "yes_no")
    assert (
        desk.save(question, {TEXT: "Er du glad?", "help.every.da": "Tænk på i går."}).status_code
        == 303
    )
    html = desk.pages.open(question)
    assert "Det er gemt." in html
    assert "Er du glad?" in html
    assert "er_du_glad" in html
    assert "Tænk på i går." in html


@pytest.mark.parametrize(
    "kind", ["scale", "choice", "choices", "pick", "rank", "number", "text", "info"]
)
def test_a_form_that_is_saved_as_it_stands_changes_nothing(desk: Desk, kind: str) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, kind)
    before = desk.content(draft)
    desk.save(question, {})
    assert desk.content(draft) == before


def test_every_kind_and_every_measure_can_be_chosen() -> None:
    assert set(KINDS) == set(draft_words.KINDS)
    assert set(Measure) == set(draft_words.MEASURES)


def test_every_question_of_the_library_survives_its_form(desk: Desk) -> None:
    for name in library():
        draft = desk.begin(f"library:{name}")
        before = desk.content(draft)
        desk.save(f"{draft}/about", {})
        for one in before["questions"]:
            desk.save(f"{draft}/questions/{one['id']}", {})
        assert to_data(desk.content(draft)) == to_data(before), name


@pytest.mark.parametrize("words", ODD)
def test_odd_words_are_text(desk: Desk, words: str) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "choice")
    desk.save(question, {TEXT: words, "answer.1.every.da": words, "picture_text.da": words})
    desk.save(f"{draft}/about", {"title.da": words, "purpose.da": words})
    for page in (question, draft, f"{draft}/publish", f"{draft}/preview/da/self", f"{ROOM}/"):
        html = desk.pages.open(page)
        assert "<script>alert" not in html
        assert not set(html) & {"\x00", "\x07", "\u202e", "\u2066"}
    said = find_question(desk.content(draft), "1")["text"]["every"]["da"]
    assert said == "".join(one for one in words if one not in "\x00\x07\u202e\u202c\u2066\u2069")


@pytest.mark.parametrize("letter", ["x", "🙂"])
def test_a_hundred_thousand_letters_are_cut_and_it_is_told(desk: Desk, letter: str) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "choice")
    long = letter * 100_000
    assert desk.save(question, {TEXT: long, "answer.1.every.da": long}).status_code == 303
    assert "kun de første 2000 tegn er beholdt" in desk.pages.open(question).lower()
    assert len(find_question(desk.content(draft), "1")["text"]["every"]["da"]) == LONGEST
    told = desk.save(question, {TEXT: long}, json=True).get_json()
    assert "2000" in told["said"]


def test_numbers_that_are_none_are_kept_as_they_were_written(desk: Desk) -> None:
    question = desk.add(desk.begin("blank"), "number")
    desk.save(question, {"least": "mange", "most": "-5"})
    html = desk.pages.open(question)
    assert 'value="mange"' in html
    assert "Skriv et helt tal fra" in html


def test_two_in_one_question_see_both(desk: Desk) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "yes_no")
    mine = desk.fields(question)
    desk.save(question, {TEXT: "Bos ord?"})
    html = desk.pages.post(question, {**mine, TEXT: "Mine ord?"}, 409)
    assert "Bos ord?" in html
    assert "Mine ord?" in html
    assert find_question(desk.content(draft), "1")["text"]["every"]["da"] == "Bos ord?"
    again = {**mine, TEXT: "Mine ord?", "mark": html.split('name="mark" value="')[1].split('"')[0]}
    assert desk.pages.client.post(question, data=again).status_code == 303
    assert find_question(desk.content(draft), "1")["text"]["every"]["da"] == "Mine ord?"
    late = desk.pages.client.post(question, data=mine, headers={"Accept": "application/json"})
    assert late.status_code == 409
    assert "Ikke gemt" in late.get_json()["said"]


def test_what_is_saved_by_itself_can_go_on_and_is_told_of(desk: Desk) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "yes_no")
    told = desk.save(question, {TEXT: "Er du ikke glad?"}, json=True).get_json()
    assert told["said"] == "Gemt"
    assert told["key"] == "er_du_ikke_glad"
    assert [note["field"] for note in told["notes"]] == [TEXT]
    fields = {**desk.fields(question), "mark": told["mark"], TEXT: "Er du glad?"}
    again = desk.pages.client.post(question, data=fields, headers={"Accept": "application/json"})
    assert again.get_json()["notes"] == []


def test_words_are_checked_without_being_saved(desk: Desk) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "yes_no")
    form = {**desk.fields(question), TEXT: "Er du glad og mæt?"}
    told = desk.pages.client.post(f"{question}/check", data=form).get_json()
    (note,) = told["notes"]
    assert note["stops"]
    assert "og" in note["said"]
    assert note["why"]
    assert find_question(desk.content(draft), "1")["text"]["every"] == {}
    assert desk.press(f"{draft}/questions/9/check").status_code == 410


def test_somebody_else_who_wrote_lately_is_named(desk: Desk) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "yes_no")
    by = By("Bo", NOW)
    number = int(draft.rpartition("/")[2])
    change_draft(desk.pages.world.store, number, by, "x", lambda one: {**one, "five_steps": True})
    for page in (draft, question, f"{draft}/about"):
        assert "Bo skrev her lige nu." in desk.pages.open(page)


def test_questions_are_moved_copied_removed_and_brought_back(desk: Desk) -> None:
    draft = desk.begin("library:needs_before")

    def order() -> list[str]:
        return [one["id"] for one in desk.content(draft)["questions"]]

    moved = desk.press(f"{draft}/questions/2/move", to="up")
    assert order() == ["2", "1", "3", "4"]
    html = desk.pages.open(moved.location)
    assert "autofocus" in html.split('id="up-2"')[1].split(">")[0]
    desk.press(f"{draft}/questions/2/move", to="3")
    assert order() == ["1", "3", "4", "2"]
    desk.press(f"{draft}/questions/1/duplicate")
    assert order() == ["1", "5", "3", "4", "2"]
    desk.press(f"{draft}/questions/1/remove")
    assert order() == ["5", "3", "4", "2"]
    html = desk.pages.open(draft)
    undo = html.split('action="')[2].split('"')[0].replace("&amp;", "&")
    assert "/undo" in undo
    desk.press(undo)
    assert order() == ["1", "5", "3", "4", "2"]
    desk.pages.client.post(f"{draft}/redo", data=desk.seen(draft))
    assert order() == ["5", "3", "4", "2"]
    gone = desk.press(f"{draft}/questions/9/move", to="up")
    assert "Det er der ikke længere" in desk.pages.open(gone.location)


def test_a_part_of_a_scale_stays(desk: Desk) -> None:
    draft = desk.begin("library:who5")
    answer = desk.press(f"{draft}/questions/1/remove")
    assert "hører til en skala" in desk.pages.open(answer.location)
    assert len(desk.content(draft)["questions"]) == 5


def test_undoing_what_somebody_else_did_meanwhile_is_told(desk: Desk) -> None:
    draft = desk.begin("library:needs_before")
    desk.press(f"{draft}/questions/1/move", to="down")
    seen = desk.seen(draft)
    desk.press(f"{draft}/questions/1/move", to="down")
    html = desk.pages.post(f"{draft}/undo", seen, 409)
    assert "Intet blev fortrudt" in html


def test_answers_are_added_moved_and_removed_with_what_was_written(desk: Desk) -> None:
    draft = desk.begin("blank")
    question = desk.add(draft, "choice")
    desk.save(question, {TEXT: "Hvor?", "answer.1.every.da": "Ude", "do": "add"})
    desk.save(question, {"answer.3.every.da": "Inde", "do": "up.3"})
    asked = find_question(desk.content(draft), "1")
    assert [one["id"] for one in asked["answers"]] == ["1", "3", "2"]
    desk.save(question, {"do": "remove.2"})
    asked = find_question(desk.content(draft), "1")
    assert [one["label"]["every"]["da"] for one in asked["answers"]] == ["Ude", "Inde"]
    assert asked["text"]["every"]["da"] == "Hvor?"


def test_a_condition_is_chosen(desk: Desk) -> None:
    draft = desk.begin("blank")
    first, second = desk.add(draft, "yes_no"), desk.add(draft, "text")
    desk.save(first, {TEXT: "Var du med?"})
    assert "Var du med?" in desk.pages.open(f"{second}/when")
    desk.press(f"{second}/when", of="1", answer=["yes", "no", "<b>"])
    asked = find_question(desk.content(draft), "2")
    assert asked["ask_if"] == [{"question": "1", "answers": ["yes", "no"]}]
    assert "Kun hvis »Var du med?«" in desk.pages.open(second)
    desk.press(f"{second}/when", of="1")
    assert find_question(desk.content(draft), "2")["ask_if"] == []
    assert "ikke noget, det kan afhænge af" in desk.pages.open(f"{first}/when")


def test_the_preview_shows_the_draft_in_its_languages_and_wordings(desk: Desk) -> None:
    draft = desk.begin("library:needs_before")
    html = desk.pages.open(f"{draft}/preview/en/as_resident")
    assert "What do you think matters most to the resident right now?" in html
    for nothing in ("pl/self", "da/own_view", "xx/self"):
        desk.pages.open(f"{draft}/preview/{nothing}", 404)
    desk.pages.open(f"{desk.begin('blank')}/preview/da/self", 404)


def test_the_tablets_page_for_previews_is_there_in_each_language(desk: Desk) -> None:
    for code in LANGUAGES:
        html = desk.pages.open(f"/k/preview?lang={code}")
        assert f'lang="{code}"' in html
        assert "/static/preview-" in html
        assert "/static/kiosk-" in html  # its styles
        assert 'src="/static/kiosk-' not in html


def filled(desk: Desk) -> str:
    """A draft that can be published."""
    draft = desk.begin("blank")
    desk.save(f"{draft}/about", {"title.da": "Turen", "purpose.da": "Vi vil vide det."})
    desk.save(desk.add(draft, "yes_no"), {TEXT: "Var du med?"})
    return draft


def published(desk: Desk, draft: str, **form: object) -> str:
    answer = desk.pages.client.post(f"{draft}/publish", data={**desk.seen(draft), **form})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return desk.pages.open(answer.location)


def test_a_draft_is_published_and_does_not_change_any_more(desk: Desk) -> None:
    draft = filled(desk)
    assert "Udgave 1 er udgivet." in published(desk, draft)
    version = desk.pages.world.versions.find_by_id(desk.kept(draft).published_version_id or 0)
    assert (version.questionnaire.key, version.number) == ("turen", 1)
    assert list(question_keys(desk.content(draft)).values()) == ["var_du_med"]
    before = desk.content(draft)
    answer = desk.press(f"{draft}/questions/1/move", to="up")
    assert "Intet blev ændret" in desk.pages.open(answer.location)
    assert desk.content(draft) == before


def test_what_breaks_a_rule_is_saved_and_not_published(desk: Desk) -> None:
    draft = filled(desk)
    desk.save(f"{draft}/questions/1", {TEXT: "Var du ikke med?"})
    html = desk.pages.post(f"{draft}/publish", desk.seen(draft), 400)
    assert "Spørg til det, der er, så et ja betyder ja" in html
    assert "ved ingen, hvad et ja betyder" in html
    assert desk.kept(draft).is_open


def test_publishing_what_one_has_not_seen_is_told(desk: Desk) -> None:
    draft = filled(desk)
    seen = desk.seen(draft)
    desk.save(f"{draft}/questions/1", {TEXT: "Var du der?"})
    desk.pages.post(f"{draft}/publish", seen, 409)
    assert desk.kept(draft).is_open


def test_two_questionnaires_of_one_title_have_keys_of_their_own(desk: Desk) -> None:
    for _ in range(2):
        published(desk, filled(desk))
    assert {v.questionnaire.key for v in desk.pages.world.versions.every()} == {
        "every_kind",
        "turen",
        "turen_2",
    }


def test_the_very_same_again_is_not_published(desk: Desk) -> None:
    draft = desk.begin("version:1")
    html = desk.pages.post(f"{draft}/publish", desk.seen(draft), 400)
    assert "præcis det samme som udgave 1" in html


def test_what_changed_is_told_with_what_it_does_to_the_curves(desk: Desk) -> None:
    draft = desk.begin("version:1")
    asked = {one["key"]: one["id"] for one in desk.content(draft)["questions"]}
    for key, words in (("again", "Kommer du?"), ("matters", "Hvad fylder mest?")):
        desk.save(f"{draft}/questions/{asked[key]}", {"text.self.da": words})
    desk.press(f"{draft}/questions/{asked['barriers']}/remove")
    desk.save(f"{draft}/questions/{asked['needs']}", {"do": "remove.2"})
    html = desk.pages.open(f"{draft}/publish")
    for told in ("Andre ord", "Stilles ikke mere", "Andre svar at vælge imellem"):
        assert told in html
    published(desk, draft, same=["again", "needs", "nothing"])
    version = desk.pages.world.versions.find_by_id(desk.kept(draft).published_version_id or 0)
    assert version.trends["again"] == 1
    assert version.trends["matters"] == 2
    assert version.trends["needs"] == 2, "other answers are another question, whatever is said"
    assert desk.kept(draft).same_meaning == {"again"}


def test_rounds_within_reach_go_over_to_the_new_edition(desk: Desk) -> None:
    world = desk.pages.world
    draft = desk.begin("version:1")
    desk.save(f"{draft}/questions/2", {"text.self.da": "Hvad fylder mest?"})
    html = published(desk, draft)
    assert f'value="{world.round_id}"' in html
    desk.press(f"{draft}/rounds", round=[str(world.round_id), "99", "x"])
    assert "%(num)s" not in desk.pages.open(f"{ROOM}/")
    page = desk.pages.open(f"/admin/rounds/{world.round_id}")
    assert "udgave 2" in page
    assert "Ingen åben eller planlagt runde" in desk.pages.open(f"{draft}/rounds")


def test_a_round_whose_people_could_not_be_asked_stays(desk: Desk) -> None:
    draft = desk.begin("version:1")
    desk.save(f"{draft}/about", {"voices": ["resident"], "wordings": ["self"]})
    html = published(desk, draft)
    assert "spørger folk, som den nye udgave ikke er formuleret til" in html
    desk.press(f"{draft}/rounds", round=[str(desk.pages.world.round_id)])
    assert "udgave 1" in desk.pages.open(f"/admin/rounds/{desk.pages.world.round_id}")


def test_a_coordinator_of_one_centre_writes_with_the_others(pages: Pages) -> None:
    pages.sign_in("Bo", Grant(Role.COORDINATOR, centre_id=pages.world.centre_id))
    desk = Desk(pages)
    draft = desk.begin("library:needs_before")
    pages.sign_in("Anna")
    assert desk.save(f"{draft}/questions/1", {"text.self.da": "Hvad nu?"}).status_code == 303


def test_a_draft_is_thrown_away_and_brought_back(desk: Desk) -> None:
    draft = desk.begin("library:needs_before")
    desk.press(f"{draft}/throw-away")
    assert "Kladden er smidt væk." in desk.pages.open(draft)
    assert draft not in desk.pages.open(f"{ROOM}/")
    desk.press(f"{draft}/bring-back")
    assert draft in desk.pages.open(f"{ROOM}/")


def test_every_page_takes_few_statements(desk: Desk) -> None:
    drafts = [desk.begin("library:needs_before") for _ in range(30)]
    one = drafts[0]
    for page in (
        f"{ROOM}/",
        f"{ROOM}/new",
        one,
        f"{one}/about",
        f"{one}/questions/1",
        f"{one}/publish",
    ):
        with counted(desk.pages.client.application.extensions["lydhoer"].store) as said:
            desk.pages.open(page)
        assert len(said) <= MOST_STATEMENTS, page
        assert len(said) > WRITTEN_DOWN


def test_a_draft_tells_how_much_of_it_has_a_voice(desk: Desk) -> None:
    draft = desk.begin("library:needs_before")
    html = desk.pages.open(draft)
    assert "Læst højt: Dansk" in html
    assert "0 tekster med et menneskes stemme" in html
    assert re.search(r"[1-9]\d* tekster (med serverens stemme|, der ikke kan siges)", html)


def test_one_with_nothing_to_say_tells_of_no_voice(desk: Desk) -> None:
    assert "Læst højt" not in desk.pages.open(desk.begin("blank"))

"""What is on screen can be heard: every question and answer, short, kept for good, and guarded."""

from __future__ import annotations

import io
import re
import wave
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from survey.languages import STAFF_LANGUAGES
from survey.pages.document import render_document
from survey.pages.speech import frames
from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.speech.espeak import SPEAKERS, find_espeak
from survey.speech.sayings import ANSWER, read_sayings
from survey.store.versions import store_version
from survey.voices import Perspective
from tests.core.test_espeak import LONGEST_PART, seconds
from tests.core.test_library import READY
from tests.statements import counted
from tests.visiting import Pages


class Words(HTMLParser):
    """Everything a document shows, as one text with single spaces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.text = " ".join(" ".join(self.found).split())

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def place(pages: Pages, language: str = "da", perspective: str = "self") -> str:
    return f"/v/{pages.world.version.hash}/{language}/{perspective}"


def spoken(pages: Pages, address: str) -> dict[str, list[str]]:
    """What can be heard at an address: the files by what they say."""
    answer = pages.client.get(address)
    assert answer.status_code == 200
    return {one["text"]: one["files"] for one in answer.get_json()["spoken"]}


def shown(question: QuestionBase, perspective: Perspective, language: str) -> str:
    """A question as the model words it, its help after it."""
    help_text = question.help.say(perspective, language) if question.help else ""
    return f"{question.text.say(perspective, language)} {help_text}".strip()


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
@pytest.mark.parametrize("name", READY)
def test_every_question_and_answer_of_the_library_can_be_heard(
    pages: Pages, name: str, language: str
) -> None:
    one, espeak = library()[name], find_espeak()
    assert espeak
    with pages.client.application.test_request_context():
        frame = frames(language)[ANSWER]
        beside = {"da": "Ved ikke", "en": "I don't know"}[language]
        for perspective in one.wordings:
            html = render_document(one, "0" * 64, language, perspective)
            said = {s.text: s.parts for s in read_sayings(html, frames(language))}
            for question in one.questions:
                assert shown(question, perspective, language) in said
                labels = [o.label.say(perspective, language) for o in question.choosable()]
                labels += [beside] if question.offer_dont_know and question.asks else []
                assert {frame.replace("{answer}", label) for label in labels} <= set(said)
            words = Words(html).text
            bare = [text.removeprefix(frame.split("{")[0]) for text in said]
            sentences = [one for text in bare for one in re.split(r"[.?!](?: |$)", text)]
            assert [one for one in sentences if one not in words] == []
            for parts in said.values():
                for text in parts.values():
                    assert seconds(espeak.say(text, SPEAKERS[language])) <= LONGEST_PART


def test_a_part_is_a_sound_to_be_kept_for_good(pages: Pages) -> None:
    files = spoken(pages, place(pages))["Hvad har du brug for?"]
    (file,) = files
    assert file.startswith(f"{place(pages)}/needs.wav?")
    answer = pages.client.get(file)
    assert answer.mimetype == "audio/wav"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers
    assert 0.5 < seconds(answer.data) < 4


def test_a_part_may_be_fetched_in_pieces_as_some_tablets_do(pages: Pages) -> None:
    whole = pages.client.get(f"{place(pages)}/needs.wav")
    piece = pages.client.get(f"{place(pages)}/needs.wav", headers={"Range": "bytes=0-1"})
    assert (piece.status_code, piece.data) == (206, whole.data[:2])


def test_answers_are_said_in_a_sentence_of_the_language(pages: Pages) -> None:
    assert "Du kan svare: Music." in spoken(pages, place(pages))
    assert "You can answer: Music." in spoken(pages, place(pages, "en"))
    assert "Beboeren: Hvad har du brug for?" in spoken(pages, place(pages, "da", "as_resident"))


def test_how_it_was_answered_and_the_way_out_are_said_too(pages: Pages) -> None:
    said = spoken(pages, place(pages))
    assert "Fik du hjælp til at svare?" in said
    assert "Må vi gemme dine svar?" in said
    assert "Du kan trykke på: Nej, slet dem." in said


def test_the_tablets_own_screens_are_said(pages: Pages) -> None:
    said = spoken(pages, "/k/speech/da")
    assert "Hvem svarer?" in said
    assert "Du kan trykke på: Ja, start." in said
    assert not any("cifre" in text for text in said), "pairing is for the staff"
    (file,) = said["Hvem svarer?"]
    assert seconds(pages.client.get(file).data) < 3
    assert pages.client.get("/k/speech/xx").status_code == 404


def test_what_was_made_once_is_not_made_again(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pages.client.get(f"{place(pages)}/needs.wav").data
    monkeypatch.setattr("survey.speech.espeak.Espeak.say", _fail)
    assert pages.client.get(f"{place(pages)}/needs.wav").data == first


def test_hearing_costs_no_statement(pages: Pages) -> None:
    store = pages.client.application.extensions["lydhoer"].store
    spoken(pages, place(pages))
    with counted(store) as asked:
        spoken(pages, place(pages))
        pages.client.get(f"{place(pages)}/again.yes.wav")
    assert len(asked) == 0


@pytest.mark.parametrize(
    "part",
    [
        *("nothing", "..", "%2e%2e%2f%2e%2e%2fkeys%2fsecret_key", "../../../keys/secret_key"),
        *("needs.%00", "needs/again", "recorded", "needs.wav"),
    ],
)
def test_no_other_file_can_be_had(pages: Pages, part: str) -> None:
    answer = pages.client.get(f"{place(pages)}/{part}.wav")
    assert answer.status_code == 404
    assert answer.mimetype in ("application/json", "text/html")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("where", ["xx/self", "da/own_view", "da/nonsense"])
def test_what_was_not_published_cannot_be_heard(pages: Pages, where: str) -> None:
    for version in (pages.world.version.hash, "0" * 64, ".."):
        for path in (f"/v/{version}/{where}", f"/v/{version}/{where}/needs.wav"):
            assert pages.client.get(path).status_code == 404


def recorded(pages: Pages, name: str) -> bytes:
    """Put a file where people put what they have recorded."""
    folder = Path(pages.client.application.extensions["lydhoer"].settings.instance) / "audio"
    file = folder / "recorded" / "every_kind" / "da" / "self" / f"{name}.wav"
    file.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))
    file.write_bytes(content.getvalue())
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "text"), [("needs", "Hvad har du brug for?"), ("needs.music", "Du kan svare: Music.")]
)
def test_a_recorded_person_is_heard_instead(pages: Pages, name: str, text: str) -> None:
    made = spoken(pages, place(pages))[text]
    before = pages.client.get(made[0]).data
    file = recorded(pages, name)
    now = spoken(pages, place(pages))[text]
    assert now != made, "an address that may be kept for good has not changed its sound"
    assert pages.client.get(now[0]).data == file != before


def test_without_a_speaker_only_what_was_recorded_is_offered(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey.pages.speech.find_espeak", lambda: None)
    assert spoken(pages, place(pages)) == {}
    assert pages.client.get(f"{place(pages)}/needs.wav").status_code == 404
    recorded(pages, "needs")
    assert list(spoken(pages, place(pages))) == ["Hvad har du brug for?"]


def test_publishing_makes_what_residents_hear(pages: Pages) -> None:
    app: Any = pages.client.application
    runner = app.test_cli_runner()
    told = runner.invoke(args=["tick"])
    assert told.exit_code == 0
    assert " 0 read aloud" not in told.output
    made = list(Path(app.extensions["lydhoer"].settings.instance).rglob("*.wav"))
    assert {file.parent.name for file in made} == {"self"}
    assert {file.parent.parent.name for file in made} == {"da", "en"}
    assert "0 read aloud" in runner.invoke(args=["tick"]).output


def test_a_published_file_is_made_to_sound_at_once(pages: Pages, tmp_path: Path) -> None:
    app: Any = pages.client.application
    file = tmp_path / "asked.yaml"
    runner = app.test_cli_runner()
    file.write_text(runner.invoke(args=["questionnaire", "export", "satisfaction"]).output)
    assert runner.invoke(args=["questionnaire", "import", str(file)]).exit_code == 0
    version, _ = store_version(
        pages.world.store, freeze(library()["satisfaction"]), pages.world.today
    )
    folder = app.extensions["lydhoer"].settings.instance / "audio" / version.hash
    assert list(folder.rglob("*.wav"))
    assert not list(folder.rglob("*.part"))


def _fail(*_: object) -> bytes:
    raise AssertionError("made again")

"""What tablets read aloud, on the staff's pages: each state, recording, faults, and deleting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from admin.access import LARGEST_UPLOAD
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.services import NAME
from survey.speech.recordings import Wording
from survey.speech.wav import LARGEST_SOUND, Taken
from survey.staff import Grant, Role
from survey.store.tables import Recording
from survey.store.versions import KnownVersion, store_version
from survey.voice_keeping import keep_words
from tests.sounds import silence, spoken, wav
from tests.statements import counted
from tests.visiting import Pages
from tests.world import World, one_of_each_kind

ALL = "/admin/questionnaires/versions/1/prompts"
NEEDS = f"{ALL}/needs"
ASKED = "Hvad har du brug for?"
TONE = spoken()


def folder(pages: Pages) -> Path:
    """Where the recordings of an instance lie."""
    instance: Path = pages.client.application.extensions[NAME].settings.instance
    return instance / "audio" / "voices"


def files(pages: Pages) -> list[bytes]:
    return [one.read_bytes() for one in sorted(folder(pages).glob("*.wav"))]


def posted(pages: Pages, path: str, form: Mapping[str, object]) -> TestResponse:
    """Post a form as browsers do; the client's own way leaves a file of its own open behind it."""
    boundary, body = encode_multipart({**form, **pages.csrf("/admin/")})
    kind = f"multipart/form-data; boundary={boundary}"
    return pages.client.post(path, data=body, content_type=kind)


def sound(content: bytes = TONE, revision: int = 0, name: str = "needs.wav") -> dict[str, object]:
    return {"revision": str(revision), "file": FileStorage(BytesIO(content), name)}


def sent(pages: Pages, path: str, form: Mapping[str, object]) -> str:
    answer = posted(pages, path, form)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, form: Mapping[str, object], status: int = 400) -> str:
    return pages.look(posted(pages, f"{NEEDS}?lang=en", form), status)


def reworded(world: World) -> KnownVersion:
    """The next edition, in which one word of a question is another."""
    content = one_of_each_kind().model_dump(mode="json")
    (asked,) = [one for one in content["questions"] if one["key"] == "needs"]
    asked["text"]["self"]["da"] = "Hvad mangler du?"
    return store_version(
        world.store, freeze(Questionnaire.model_validate(content)), world.today, ["needs"]
    )[0]


def heard(pages: Pages, version: str, text: str, perspective: str = "self") -> bytes:
    """What a tablet plays for a text: it asks for the list, and then for the sound."""
    spoken = pages.client.get(f"/v/{version}/da/{perspective}").get_json()["spoken"]
    ((file, *_),) = [one["files"] for one in spoken if one["text"] == text]
    content: bytes = pages.client.get(file).data
    return content


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A coordinator, signed in."""
    pages.sign_in("Cilla", Grant(Role.COORDINATOR))
    return pages


def test_from_a_round_and_from_the_list_one_comes_to_its_texts(inside: Pages) -> None:
    assert f'href="{ALL}"' in inside.open(f"/admin/rounds/{inside.world.round_id}")
    assert f'href="{ALL}"' in inside.open("/admin/questionnaires/prompts")
    html = inside.open(f"{ALL}?lang=en")
    assert html.index(ASKED) < html.index("Du kan svare: Company.") < html.index("Hvad kom i vejen")
    assert re.search(r"0 of \d+ texts are said by a person\.", html)
    assert "The server's voice" in html


def test_a_recorded_text_is_what_the_tablet_plays(inside: Pages) -> None:
    hash_ = inside.world.version.hash
    before = heard(inside, hash_, ASKED)
    there = sent(inside, NEEDS, sound())
    assert there.startswith(f"{ALL}?language=da&perspective=self#prompt-")
    assert heard(inside, hash_, ASKED) == TONE != before
    html = inside.open(f"{ALL}?lang=en")
    assert "Cilla, November 24, 2026, 1 seconds" in html
    assert "Teksten er indtalt." in html


def test_only_the_language_and_wording_that_was_recorded_is_played(inside: Pages) -> None:
    sent(inside, NEEDS, sound())
    hash_ = inside.world.version.hash
    assert heard(inside, hash_, "Beboeren: Hvad har du brug for?", "as_resident") != TONE
    english = inside.client.get(f"/v/{hash_}/en/self").get_json()["spoken"]
    assert {inside.client.get(one["files"][0]).data for one in english[:3]}.isdisjoint({TONE})


def test_a_changed_word_falls_back_to_the_servers_voice(inside: Pages) -> None:
    sent(inside, NEEDS, sound())
    version = reworded(inside.world)
    assert heard(inside, inside.world.version.hash, ASKED) == TONE, "the old one keeps its voice"
    assert heard(inside, version.hash, "Hvad mangler du?") != TONE
    html = inside.open(f"/admin/questionnaires/versions/{version.id}/prompts?lang=en")
    assert "The text has changed since it was recorded" in html
    assert "1 text has changed since it was recorded." in html
    assert ASKED in html
    assert "Hvad mangler du?" in html
    assert "Recordings of other texts" in html


def test_one_is_led_from_text_to_text(inside: Pages) -> None:
    there = sent(inside, NEEDS, {**sound(), "then": "next"})
    assert there.startswith(f"{ALL}/needs.company?")


def test_without_a_speaker_texts_are_missing(
    inside: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey.pages.speech.find_espeak", lambda: None)
    assert "the server does not speak this language" in inside.open(f"{ALL}?lang=en")


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "Press the record button"),
        (b"ID3\x04" + bytes(99), "This is not a WAV file."),
        (TONE[:-9], "The file breaks off before its end"),
        (wav(silence(1)), "Nothing can be heard in it."),
        (TONE + bytes(LARGEST_SOUND), "The file is larger than 6 MB."),
    ],
    ids=["none", "mp3", "broken off", "silent", "large"],
)
def test_other_files_are_refused_beside_the_field(
    inside: Pages, content: bytes, advice: str
) -> None:
    form = sound(content) if content else {"revision": "0", "file": FileStorage(BytesIO(), "")}
    assert refused(inside, form).count(advice) == 2
    assert files(inside) == []


def test_a_file_that_is_far_too_large_is_not_read_and_told_of(inside: Pages) -> None:
    html = refused(inside, sound(bytes(LARGEST_UPLOAD)), 413)
    assert "The file is far too large" in html
    assert "at most a minute and 6 MB" in html
    assert f'href="{NEEDS}?' in html
    assert files(inside) == []


def test_two_who_record_the_same_find_out(inside: Pages) -> None:
    sent(inside, NEEDS, sound())
    html = refused(inside, sound(spoken(2)), 409)
    assert "Somebody else changed this while you were writing" in html
    assert "Cilla" in html
    assert files(inside) == [TONE]
    sent(inside, NEEDS, sound(spoken(2), revision=1))
    assert files(inside) == [spoken(2)]


def test_deleting_asks_first_and_takes_the_file(inside: Pages) -> None:
    before = heard(inside, inside.world.version.hash, ASKED)
    sent(inside, NEEDS, sound())
    remove = "/admin/questionnaires/versions/1/recordings/1/remove"
    assert remove in inside.open(ALL)
    assert "cannot be brought back" in inside.open(f"{remove}?lang=en")
    assert len(files(inside)) == 1
    answer = posted(inside, f"{remove}?lang=en", {"revision": "9"})
    assert "Somebody else changed this" in inside.look(answer, 409)
    assert len(files(inside)) == 1
    sent(inside, remove, {"revision": "1"})
    assert files(inside) == []
    assert heard(inside, inside.world.version.hash, ASKED) == before
    assert "It is deleted already." in inside.open(f"{remove}?lang=en")
    with inside.world.store.read() as connection:
        assert connection.execute(select(Recording.by, Recording.file_key)).all() == [(None, None)]
    assert remove not in inside.open(ALL)


def test_a_recording_is_heard_by_staff_and_never_kept(inside: Pages) -> None:
    sent(inside, NEEDS, sound())
    path = "/admin/questionnaires/versions/1/recordings/1/sound"
    with inside.client.get(path) as answer:
        assert (answer.data, answer.mimetype) == (TONE, "audio/wav")
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_recording_of_another_questionnaire_is_not_there(inside: Pages) -> None:
    sent(inside, NEEDS, sound())
    content = {**one_of_each_kind().model_dump(mode="json"), "key": "another"}
    other, _ = store_version(
        inside.world.store, freeze(Questionnaire.model_validate(content)), inside.world.today
    )
    inside.open(f"/admin/questionnaires/versions/{other.id}/recordings/1/remove", 404)
    inside.open(f"/admin/questionnaires/versions/{other.id}/recordings/1/sound", 404)


@pytest.mark.parametrize(
    "path",
    [
        *(f"{ALL}?language=xx", f"{ALL}?perspective=nobody", f"{ALL}?language=../../keys"),
        *(f"{ALL}/nothing", f"{ALL}/..%2f..", "/admin/questionnaires/versions/99/prompts"),
    ],
)
def test_what_is_not_read_aloud_has_no_page(inside: Pages, path: str) -> None:
    inside.open(path, 404)


def test_a_sound_is_kept_for_good_under_its_own_tag_only(inside: Pages) -> None:
    place = f"/v/{inside.world.version.hash}/da/self"
    listed = inside.client.get(place).get_json()["spoken"]
    ((old,),) = [one["files"] for one in listed if one["text"] == ASKED]
    sent(inside, NEEDS, sound())
    late = inside.client.get(old)
    assert late.data == TONE
    assert late.headers["Cache-Control"] == "public, max-age=300"


def test_another_process_finds_out_without_a_restart(inside: Pages) -> None:
    hash_ = inside.world.version.hash
    assert heard(inside, hash_, ASKED) != TONE
    said, who = ("needs", ASKED), ("Anna", inside.world.today)
    wording = Wording("every_kind", "da", "self")
    # The world has a store of its own, as another process has.
    assert keep_words(inside.world.store, folder(inside), wording, said, Taken(TONE, 1), who, 0)
    assert heard(inside, hash_, ASKED) == TONE


def test_only_the_page_that_records_may_use_the_microphone(inside: Pages) -> None:
    page = inside.client.get(NEEDS).headers
    assert page.getlist("Permissions-Policy") == ["camera=(), microphone=(self), geolocation=()"]
    (policy,) = page.getlist("Content-Security-Policy")
    assert "media-src 'self' blob:" in policy
    assert "unsafe" not in policy
    for path in (ALL, "/admin/", f"/i/{inside.world.version.hash}/da/self", "/k/"):
        other = inside.client.get(path).headers
        assert "microphone=()" in other["Permissions-Policy"]
        assert "blob:" not in other["Content-Security-Policy"]


def test_who_only_reads_records_nothing(pages: Pages) -> None:
    pages.sign_in("Bo", Grant(Role.READER))
    pages.open(ALL, 403)
    pages.open(NEEDS, 403)


@pytest.mark.parametrize("path", [ALL, NEEDS, "/admin/questionnaires/prompts"])
def test_its_pages_cost_few_statements(inside: Pages, path: str) -> None:
    inside.open(path)
    store = inside.client.application.extensions[NAME].store
    with counted(store) as asked:
        inside.open(path)
    assert len(asked) <= 12


def test_recording_costs_few_statements(inside: Pages) -> None:
    inside.open(NEEDS)
    csrf = inside.csrf("/admin/")
    boundary, body = encode_multipart({**sound(), **csrf})
    store = inside.client.application.extensions[NAME].store
    with counted(store) as asked:
        answer = inside.client.post(
            NEEDS, data=body, content_type=f"multipart/form-data; boundary={boundary}"
        )
    assert answer.status_code == 303
    assert len(asked) <= 12

"""What is read aloud: every state a text can be in, recording, its faults, and deleting."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from admin.access import LARGEST_UPLOAD
from survey.services import NAME
from survey.speech.recordings import Wording
from survey.speech.wav import Taken
from survey.voice_keeping import keep_words
from tests.sounds import spoken
from tests.visiting import Pages


def prompts_pages(pages: Pages) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page of the room."""
    room, one = "/admin/questionnaires/prompts", "/admin/questionnaires/versions/1/prompts"
    yield "prompts_listed", pages.open(room)
    yield "prompts_empty", pages.open(one)
    yield "prompt", pages.open(f"{one}/needs")
    kept = (("needs", "Hvad har du brug for?"), ("again", "Vil du dét?"), ("gone", "Et spørgsmål?"))
    for part, words in kept:
        _keep(pages, part, words)
    yield "prompts", pages.open(one)
    yield "prompts_english", pages.open(f"{one}?language=en&perspective=as_resident")
    yield "prompt_again", pages.open(f"{one}/needs")
    yield "prompt_stale", pages.open(f"{one}/again")
    yield "prompt_wrong", pages.look(_sent(pages, f"{one}/needs", b"ID3"), 400)
    yield "prompt_met", pages.look(_sent(pages, f"{one}/needs", spoken()), 409)
    yield (
        "prompt_too_large",
        pages.look(_sent(pages, f"{one}/needs", bytes(LARGEST_UPLOAD + 1)), 413),
    )
    remove = "/admin/questionnaires/versions/1/recordings/1/remove"
    yield "prompt_remove", pages.open(remove)
    csrf = pages.csrf("/admin/")
    yield "prompt_remove_met", pages.post(remove, {**csrf, "revision": "9"}, 409)
    assert pages.client.post(remove, data={**csrf, "revision": "1"}).status_code == 303
    yield "prompt_removed", pages.open(remove)


def _folder(pages: Pages) -> Path:
    instance: Path = pages.client.application.extensions[NAME].settings.instance
    return instance / "audio" / "voices"


def _keep(pages: Pages, part: str, words: str) -> None:
    wording = Wording("every_kind", "da", "self")
    who = ("Anna", pages.world.today)
    taken = Taken(spoken(), 1.0)
    assert keep_words(pages.world.store, _folder(pages), wording, (part, words), taken, who, 0)


def _sent(pages: Pages, path: str, content: bytes) -> TestResponse:
    """A sound sent as though nobody had recorded the text yet."""
    file = FileStorage(BytesIO(content), "needs.wav")
    boundary, body = encode_multipart({"revision": "0", "file": file, **pages.csrf("/admin/")})
    kind = f"multipart/form-data; boundary={boundary}"
    return pages.client.post(path, data=body, content_type=kind)

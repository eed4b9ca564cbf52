"""A recording is kept, or deleted: its row and its file together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from survey.speech.recordings import (
    Recording,
    Wording,
    drop_voice,
    keep_voice,
    say_changed,
)
from survey.speech.wav import Taken
from survey.store.engine import Store
from survey.store.recording_queries import keep_recording, remove_recording


def keep_words(
    store: Store,
    folder: Path,
    wording: Wording,
    said: tuple[str, str],
    sound: Taken,
    who: tuple[str, date],
    seen: int,
) -> bool:
    """Keep `sound` as how a text is said; `said` is where it stands and its words.

    `who` recorded it and when, `seen` is the revision she knew of. False: somebody recorded or
    removed the same meanwhile, and nothing is kept. The file it takes the place of goes last:
    until then it is what the row names.
    """
    key = keep_voice(folder, sound.content)
    (part, words), (by, day) = said, who
    new = Recording(0, wording, part, words, sound.seconds, key, day, by, seen)
    try:
        kept, old = keep_recording(store, new, seen)
    except Exception:
        drop_voice(folder, key)
        raise
    if kept:
        say_changed(folder)
    goes = old if kept else key
    if goes:
        drop_voice(folder, goes)
    return kept


def forget_words(store: Store, folder: Path, number: int, seen: int, day: date) -> bool:
    """Delete a recording. False: somebody recorded it anew, or deleted it, meanwhile."""
    gone, key = remove_recording(store, number, seen, day)
    if gone:
        say_changed(folder)
    if key:
        drop_voice(folder, key)
    return gone

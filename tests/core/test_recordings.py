"""Recordings: chosen by the words they say, never out of date, and two who record at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from survey.speech.audio import Shelf
from survey.speech.espeak import Espeak, find_espeak
from survey.speech.prompts import State, prompts_of
from survey.speech.recordings import Recording, Voices, Wording, say_changed, voice_file
from survey.speech.sayings import Saying
from survey.speech.wav import Taken
from survey.store.engine import Store
from survey.store.recording_queries import recordings_of
from survey.voice_keeping import forget_words, keep_words
from tests.sounds import spoken
from tests.statements import counted

HERE = Wording("needs", "da", "self")
DAY = date(2026, 11, 24)
SOUND = Taken(spoken(), 1.0)
ASKED, YES = "Hvad har du brug for?", "Du kan svare: Ja."
BEFORE = "Hvad mangler du?"


def keep(store: Store, folder: Path, words: str, part: str = "needs", seen: int = 0) -> bool:
    return keep_words(store, folder, HERE, (part, words), SOUND, ("Anna", DAY), seen)


def kept(store: Store) -> list[Recording]:
    with store.read() as connection:
        return recordings_of(connection, HERE)


def shelf(
    store: Store,
    folder: Path,
    *said: tuple[str, str],
    espeak: Callable[[], Espeak | None] = find_espeak,
) -> Shelf:
    """A page that says these texts in these places."""
    voices = Voices(folder, lambda _: kept(store))
    sayings = [Saying(text, {part: text}) for part, text in said]
    return Shelf(sayings, "da", folder / "made", folder / "hand", espeak, lambda: voices.of(HERE))


def states(store: Store, page: Shelf) -> dict[str, State]:
    return {one.text: one.state for one in prompts_of(page, kept(store)).every}


def files(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.wav"))


def test_a_recording_is_heard_where_its_words_stand(store: Store, tmp_path: Path) -> None:
    now, older = (
        shelf(store, tmp_path, ("needs", ASKED)),
        shelf(store, tmp_path, ("needs", BEFORE)),
    )
    assert states(store, now) == {ASKED: State.SYNTHETIC}
    assert keep(store, tmp_path, ASKED)
    assert states(store, now) == {ASKED: State.RECORDED}
    (heard,) = now.heard()
    (file,) = files(tmp_path)
    assert heard.sounds[0].recorded == tmp_path / file
    assert states(store, older) == {BEFORE: State.STALE}, "other words are never said by it"
    assert older.heard()[0].sounds[0].recorded is None


def test_a_changed_text_is_stale_and_its_older_edition_keeps_its_voice(
    store: Store, tmp_path: Path
) -> None:
    keep(store, tmp_path, BEFORE)
    now, older = (
        shelf(store, tmp_path, ("needs", ASKED)),
        shelf(store, tmp_path, ("needs", BEFORE)),
    )
    (prompt,) = prompts_of(now, kept(store)).every
    assert (prompt.state, prompt.before and prompt.before.words) == (State.STALE, BEFORE)
    assert states(store, older) == {BEFORE: State.RECORDED}
    keep(store, tmp_path, ASKED)
    assert states(store, now) == {ASKED: State.RECORDED}
    assert states(store, older) == {BEFORE: State.RECORDED}


def test_a_text_that_stands_in_several_places_is_recorded_once(
    store: Store, tmp_path: Path
) -> None:
    page = shelf(store, tmp_path, ("a.yes", YES), ("needs", ASKED), ("b.yes", YES))
    keep(store, tmp_path, YES, "b.yes")
    assert states(store, page) == {YES: State.RECORDED, ASKED: State.SYNTHETIC}
    assert prompts_of(page, kept(store)).every[0].parts == ("a.yes", "b.yes")


def test_where_the_server_is_silent_a_text_is_missing(store: Store, tmp_path: Path) -> None:
    page = shelf(store, tmp_path, ("needs", ASKED), ("a.yes", YES), espeak=lambda: None)
    keep(store, tmp_path, YES, "a.yes")
    assert states(store, page) == {ASKED: State.MISSING, YES: State.RECORDED}


def test_a_file_put_there_by_hand_is_heard_until_somebody_records(
    store: Store, tmp_path: Path
) -> None:
    page = shelf(store, tmp_path, ("needs", ASKED))
    (tmp_path / "hand").mkdir()
    (tmp_path / "hand" / "needs.wav").write_bytes(spoken())
    assert states(store, page) == {ASKED: State.BY_HAND}
    keep(store, tmp_path, ASKED)
    assert states(store, page) == {ASKED: State.RECORDED}


def test_the_next_to_record_is_the_next_that_lacks_a_voice(store: Store, tmp_path: Path) -> None:
    page = shelf(store, tmp_path, ("a", "En."), ("b", "To."), ("c", "Tre."))
    keep(store, tmp_path, "To.", "b")
    prompts = prompts_of(page, kept(store))
    after = {part: found and found.part for part in "abc" for found in [prompts.after(part)]}
    assert after == {"a": "c", "b": "c", "c": "a"}


def test_a_new_recording_takes_the_place_of_the_old_one(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path, ASKED)
    old = files(tmp_path)
    assert keep(store, tmp_path, ASKED, seen=1)
    assert len(files(tmp_path)) == 1
    assert files(tmp_path) != old
    assert [one.revision for one in kept(store)] == [2]


def test_two_who_record_the_same_find_out(store: Store, tmp_path: Path) -> None:
    assert keep(store, tmp_path, ASKED)
    first = files(tmp_path)
    assert not keep(store, tmp_path, ASKED), "the second began before the first had saved"
    assert files(tmp_path) == first


def test_a_deleted_recording_leaves_neither_file_nor_reader(store: Store, tmp_path: Path) -> None:
    page = shelf(store, tmp_path, ("needs", ASKED))
    keep(store, tmp_path, ASKED)
    assert not forget_words(store, tmp_path, kept(store)[0].id, 7, DAY), "another revision"
    assert forget_words(store, tmp_path, kept(store)[0].id, 1, DAY)
    (left,) = kept(store)
    assert (left.key, left.by, left.is_kept, files(tmp_path)) == (None, None, False, [])
    assert states(store, page) == {ASKED: State.SYNTHETIC}
    assert not keep(store, tmp_path, ASKED), "whoever began before it was deleted finds out"
    assert keep(store, tmp_path, ASKED, seen=2)


def test_hearing_asks_only_after_something_changed(sqlite_store: Store, tmp_path: Path) -> None:
    page = shelf(sqlite_store, tmp_path, ("needs", ASKED))
    page.heard()
    with counted(sqlite_store) as asked:
        page.heard()
    assert asked == []
    say_changed(tmp_path)
    with counted(sqlite_store) as asked:
        page.heard()
        page.heard()
    assert len(asked) == 1


def test_a_file_that_is_gone_is_not_offered(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path, ASKED)
    key = kept(store)[0].key
    assert key
    file = voice_file(tmp_path, key)
    assert file
    file.unlink()
    assert states(store, shelf(store, tmp_path, ("needs", ASKED))) == {ASKED: State.SYNTHETIC}


def test_what_could_not_be_written_leaves_nothing(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        keep(sqlite_store, tmp_path / "voices", ASKED)
    assert list((tmp_path / "voices").iterdir()) == []
    assert kept(sqlite_store) == []

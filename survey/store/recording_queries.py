"""What people have recorded, by the words they read."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from survey.speech.recordings import Recording, Wording
from survey.store.engine import Store
from survey.store.tables import Recording as Kept

NOTHING_YET = 0
"""The revision of words that nobody has recorded."""


def recordings_of(connection: Connection, wording: Wording) -> list[Recording]:
    """Every recording of a wording, removed ones too, the newest last."""
    wanted = select(*Kept.__table__.columns).where(
        Kept.questionnaire_key == wording.questionnaire_key,
        Kept.language == wording.language,
        Kept.perspective == wording.perspective,
    )
    ordered = wanted.order_by(Kept.recorded_on, Kept.id)
    return [_recording(row) for row in connection.execute(ordered)]


def find_recording(connection: Connection, number: int) -> Recording | None:
    """The recording of this number."""
    row = connection.execute(select(*Kept.__table__.columns).where(Kept.id == number)).first()
    return _recording(row) if row else None


def keep_recording(store: Store, new: Recording, seen: int) -> tuple[bool, str | None]:
    """Let `new` be how its words are said; its number and revision do not count.

    `seen` is the revision whoever recorded it knew of (`NOTHING_YET`: none). Returns whether it
    is kept, and the key of the file that it took the place of. Not kept: somebody else recorded
    the same words, or removed the recording, meanwhile.
    """
    try:
        with store.write() as connection:
            return _keep(connection, new, seen)
    except IntegrityError:
        return False, None  # two who recorded the same words for the first time at once


def remove_recording(store: Store, number: int, seen: int, day: date) -> tuple[bool, str | None]:
    """Forget who read it, and which file it is; returns whether it is done, and the file's key.

    Not done: somebody recorded it anew, or removed it, meanwhile.
    """
    with store.write() as connection:
        found = find_recording(connection, number)
        if found is None or found.revision != seen or found.key is None:
            return False, None
        _change(connection, number, {"file_key": None, "by": None, "removed_on": day})
        return True, found.key


def _keep(connection: Connection, new: Recording, seen: int) -> tuple[bool, str | None]:
    there = _of_words(connection, new)
    if (there.revision if there else NOTHING_YET) != seen:
        return False, None
    values = {
        "part": new.part,
        "tenths": round(new.seconds * 10),
        "file_key": new.key,
        "recorded_on": new.recorded_on,
        "by": new.by,
        "removed_on": None,
    }
    if there:
        _change(connection, there.id, values)
        return True, there.key
    connection.execute(insert(Kept).values(**_named(new), words=new.words, **values))
    return True, None


def _of_words(connection: Connection, one: Recording) -> Recording | None:
    same = [getattr(Kept, name) == value for name, value in _named(one).items()]
    row = connection.execute(select(*Kept.__table__.columns).where(*same).with_for_update()).first()
    return _recording(row) if row else None


def _named(one: Recording) -> dict[str, str]:
    """What there is one recording of."""
    return {
        "questionnaire_key": one.wording.questionnaire_key,
        "language": one.wording.language,
        "perspective": one.wording.perspective,
        "words_hash": hashlib.sha256(one.words.encode()).hexdigest(),
    }


def _change(connection: Connection, number: int, values: dict[str, Any]) -> None:
    connection.execute(
        update(Kept).where(Kept.id == number).values(**values, revision=Kept.revision + 1)
    )


def _recording(row: Row[Any]) -> Recording:
    return Recording(
        row.id,
        Wording(row.questionnaire_key, row.language, row.perspective),
        row.part,
        row.words,
        row.tenths / 10,
        row.file_key,
        row.recorded_on,
        row.by,
        row.revision,
    )

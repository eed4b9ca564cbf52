"""What staff follow an open round by: who can be reached how, and what was noted while asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from survey.asking_notes import KeptNote, Note, NoteKind, NoteReason
from survey.round_counts import Modes
from survey.store.engine import Store
from survey.store.tables import (
    AskingNote,
    Centre,
    Device,
    DeviceLedger,
    Link,
    RoundCentre,
    SingleUseCode,
    Tally,
    Unit,
)
from survey.tally import NO_UNIT, RESPONSE

Place = tuple[int, int]
"""A centre's number and a unit's; 0 is the centre as a whole."""


@dataclass(frozen=True)
class Channels:
    """Centres with a paired tablet, and centres with a link that is open, by voice."""

    tablets: frozenset[int]
    links: Mapping[str, frozenset[int]]


def channels_of(connection: Connection, round_id: int, today: date) -> Channels:
    """The ways into a round, in two statements."""
    here = select(RoundCentre.centre_id).where(RoundCentre.round_id == round_id)
    paired = select(Device.centre_id).where(
        Device.centre_id.in_(here), Device.token_hash.is_not(None), Device.revoked_on.is_(None)
    )
    links: dict[str, set[int]] = {}
    lasting = or_(Link.expires_on.is_(None), Link.expires_on >= today)
    open_links = select(Link.voice, Link.centre_id).where(
        Link.round_id == round_id, Link.revoked_on.is_(None), lasting
    )
    for voice, centre_id in connection.execute(open_links):
        links.setdefault(voice, set()).add(centre_id)
    return Channels(
        frozenset(connection.scalars(paired)),
        {voice: frozenset(centres) for voice, centres in links.items()},
    )


def tablets_told(connection: Connection, centre_ids: Iterable[int]) -> dict[Place, date | None]:
    """Where tablets stand, with the last day one of them was in touch; None: not yet."""
    rows = connection.execute(
        select(Device.centre_id, Device.unit_id, func.max(DeviceLedger.told_on))
        .outerjoin(DeviceLedger, DeviceLedger.device_id == Device.id)
        .where(Device.centre_id.in_(list(centre_ids)))
        .where(Device.token_hash.is_not(None), Device.revoked_on.is_(None))
        .group_by(Device.centre_id, Device.unit_id)
    )
    return {(centre_id, unit_id or NO_UNIT): told for centre_id, unit_id, told in rows}


def modes_of(connection: Connection, round_id: int) -> list[Modes]:
    """How people answered, by centre; from the tally, where it is counted and named to nobody."""
    group = (Tally.centre_id, Tally.voice, Tally.perspective, Tally.answer)
    rows = connection.execute(
        select(*group, func.sum(Tally.n))
        .where(Tally.round_id == round_id, Tally.n > 0)
        .where(Tally.question == RESPONSE, Tally.status == "mode")
        .group_by(*group)
    )
    return [Modes(*row[:4], n=int(row[4])) for row in rows]


def codes_made(connection: Connection, round_id: int) -> Counter[tuple[int, int, str]]:
    """How many personal codes were made, by centre, unit and voice: so many were asked at least."""
    rows = connection.execute(
        select(Link.centre_id, Link.unit_id, Link.voice, func.count())
        .join(SingleUseCode, SingleUseCode.link_id == Link.id)
        .where(Link.round_id == round_id)
        .group_by(Link.centre_id, Link.unit_id, Link.voice)
    )
    counted: Counter[tuple[int, int, str]] = Counter()
    for centre_id, unit_id, voice, made in rows:
        counted[centre_id, unit_id or NO_UNIT, voice] += made
    return counted


def notes_of(connection: Connection, round_id: int) -> list[KeptNote]:
    """What was noted in a round and not withdrawn, the newest first."""
    rows = connection.execute(
        select(*AskingNote.__table__.columns, Centre.name.label("centre"), Unit.name.label("unit"))
        .join(Centre, Centre.id == AskingNote.centre_id)
        .outerjoin(Unit, Unit.id == AskingNote.unit_id)
        .where(AskingNote.round_id == round_id, AskingNote.withdrawn_on.is_(None))
        .order_by(AskingNote.id.desc())
    )
    return [_kept(row) for row in rows]


def _kept(row: Any) -> KeptNote:
    note = Note(
        centre_id=row.centre_id,
        unit_id=row.unit_id or NO_UNIT,
        voice=row.voice,
        kind=NoteKind(row.kind),
        people=row.people,
        reason=NoteReason(row.reason) if row.reason else None,
    )
    place = f"{row.centre}, {row.unit}" if row.unit else row.centre
    return KeptNote(row.id, note, place, row.noted_on, row.noted_by)


def add_note(store: Store, round_id: int, note: Note, by: str, today: date) -> int:
    """Write a note down; returns its number."""
    values = {
        "round_id": round_id,
        "centre_id": note.centre_id,
        "unit_id": note.unit_id or None,
        "voice": note.voice,
        "kind": note.kind.value,
        "people": note.people,
        "reason": note.reason.value if note.reason else "",
        "noted_on": today,
        "noted_by": by,
    }
    with store.write() as connection:
        return int(
            connection.execute(
                insert(AskingNote).values(values).returning(AskingNote.id)
            ).scalar_one()
        )


def withdraw_note(store: Store, round_id: int, note_id: int, today: date) -> bool:
    """Take a note back. False when the round has none of that number, or it is back already."""
    return _mark(store, round_id, note_id, AskingNote.withdrawn_on.is_(None), today)


def restore_note(store: Store, round_id: int, note_id: int) -> bool:
    """Let a note count again that was taken back."""
    return _mark(store, round_id, note_id, AskingNote.withdrawn_on.is_not(None), None)


def _mark(
    store: Store, round_id: int, note_id: int, when: ColumnElement[bool], day: date | None
) -> bool:
    named = AskingNote.id == note_id, AskingNote.round_id == round_id
    with store.write() as connection:
        done = connection.execute(update(AskingNote).where(*named, when).values(withdrawn_on=day))
    return done.rowcount == 1

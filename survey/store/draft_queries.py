"""Drafts of questionnaires: kept with the way back from each change, and never written over unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from survey.questionnaire.draft.content import Content
from survey.questionnaire.draft.parts import mark_of
from survey.store.engine import Store
from survey.store.tables import Draft, DraftStep, Version

MOST_STEPS = 100
"""Changes that can be undone; older ones are forgotten."""
ONE_CHANGE = timedelta(minutes=1)
"""What one person goes on writing in one part within this time, by itself saved, is one change."""

Change = Callable[[Content], Content]


class Meanwhile(Exception):
    """Somebody else changed the same part meanwhile; nothing was written."""


class Closed(Exception):
    """The draft is published or thrown away: it is not changed any more."""


@dataclass(frozen=True)
class Seen:
    """What whoever saves was looking at: a part of the draft, and what stood in it (`mark_of`)."""

    part: str
    mark: str


@dataclass(frozen=True)
class By:
    """Who changes, and when. `by_itself` is true for what a page saves while somebody writes."""

    name: str
    at: datetime
    by_itself: bool = False


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it stands. `base` is the number of the edition it was begun from."""

    id: int
    revision: int
    content: Content
    same_meaning: frozenset[str]
    based_on: int | None
    changed_by: str
    changed_at: datetime
    published_version_id: int | None
    thrown_away_on: date | None
    can_undo: bool = False
    can_redo: bool = False

    @property
    def is_open(self) -> bool:
        """True while it can be changed."""
        return self.published_version_id is None and self.thrown_away_on is None


def add_draft(store: Store, content: Content, by: By, based_on: int | None = None) -> int:
    """A new draft; returns its number."""
    values: dict[str, Any] = {
        "content": content,
        "same_meaning": [],
        "based_on": based_on,
        "changed_by": by.name,
        "changed_at": by.at,
    }
    with store.write() as connection:
        return int(
            connection.execute(insert(Draft).values(values).returning(Draft.id)).scalar_one()
        )


def find_draft(connection: Connection, draft_id: int) -> KeptDraft | None:
    """The draft of this number, in one statement."""
    row = connection.execute(
        select(
            *Draft.__table__.columns,
            exists()
            .where(DraftStep.draft_id == Draft.id, DraftStep.undone.is_(False))
            .label("can_undo"),
            exists()
            .where(DraftStep.draft_id == Draft.id, DraftStep.undone.is_(True))
            .label("can_redo"),
        ).where(Draft.id == draft_id)
    ).first()
    return _kept(row, bool(row.can_undo), bool(row.can_redo)) if row else None


def open_drafts(connection: Connection, skipped: int, most: int) -> tuple[list[KeptDraft], int]:
    """Those that are being written, the newest change first; and how many there are."""
    is_open = Draft.published_version_id.is_(None) & Draft.thrown_away_on.is_(None)
    rows = connection.execute(
        select(*Draft.__table__.columns)
        .where(is_open)
        .order_by(Draft.changed_at.desc(), Draft.id.desc())
        .offset(skipped)
        .limit(most)
    ).all()
    total = connection.scalar(select(func.count()).select_from(Draft).where(is_open)) or 0
    return [_kept(row) for row in rows], total


def change_draft(
    store: Store, draft_id: int, by: By, about: str, change: Change, seen: Seen | None = None
) -> Content:
    """Change a draft, keeping how it stood before; returns how it stands now.

    With `seen`, only while that part is as it was then: raises Meanwhile where it is not, Closed
    where the draft cannot be changed, and whatever `change` raises; nothing is written then.
    """
    with store.write() as connection:
        before = _locked(connection, draft_id)
        if seen and mark_of(before.content, seen.part) != seen.mark:
            raise Meanwhile
        content = change(before.content)
        if content == before.content:
            return content
        _forget_undone(connection, draft_id)
        if not (by.by_itself and _goes_on(connection, draft_id, by, about)):
            _keep_step(connection, before, about, by, undone=False)
        _write(connection, draft_id, by, content=content)
    return content


def undo_change(store: Store, draft_id: int, revision: int, by: By) -> bool:
    """Take the last change back. False where there is none; raises Meanwhile, Closed."""
    return _step(store, draft_id, revision, by, undone=False)


def redo_change(store: Store, draft_id: int, revision: int, by: By) -> bool:
    """Do again what was taken back last. False where there is none; raises Meanwhile, Closed."""
    return _step(store, draft_id, revision, by, undone=True)


def declare_same(store: Store, draft_id: int, keys: Collection[str], by: By) -> None:
    """Say which reworded questions still ask the same. Raises Closed."""
    with store.write() as connection:
        before = _locked(connection, draft_id)
        if frozenset(keys) != before.same_meaning:
            _write(connection, draft_id, by, same_meaning=sorted(keys))


def close_draft(store: Store, draft_id: int, version_id: int, by: By) -> None:
    """Write down which version a draft became."""
    with store.write() as connection:
        _write(connection, draft_id, by, published_version_id=version_id)


def throw_away(store: Store, draft_id: int, day: date | None, by: By) -> bool:
    """Throw a draft away; with no day take it back. False where it is published."""
    with store.write() as connection:
        done = connection.execute(
            update(Draft)
            .where(Draft.id == draft_id, Draft.published_version_id.is_(None))
            .values(
                thrown_away_on=day,
                revision=Draft.revision + 1,
                changed_by=by.name,
                changed_at=by.at,
            )
        )
        return done.rowcount == 1


def known_keys(connection: Connection) -> set[str]:
    """The keys of all questionnaires that have been published."""
    return set(connection.scalars(select(Version.questionnaire_key).distinct()))


def newest_id(connection: Connection, key: str) -> int | None:
    """The newest version of a questionnaire; None where it was never published."""
    newest = select(Version.id).where(Version.questionnaire_key == key)
    return connection.scalar(newest.order_by(Version.number.desc()).limit(1))


def _step(store: Store, draft_id: int, revision: int, by: By, *, undone: bool) -> bool:
    """Go to how it stood before (or after) the last change, keeping the way to where it is now."""
    with store.write() as connection:
        now = _locked(connection, draft_id)
        if now.revision != revision:
            raise Meanwhile
        step = connection.execute(
            select(DraftStep.id, DraftStep.content, DraftStep.about)
            .where(DraftStep.draft_id == draft_id, DraftStep.undone.is_(undone))
            .order_by(DraftStep.id.desc())
            .limit(1)
        ).first()
        if step is None:
            return False
        connection.execute(delete(DraftStep).where(DraftStep.id == step.id))
        _keep_step(connection, now, step.about, by, undone=not undone)
        _write(connection, draft_id, by, content=step.content)
    return True


def _locked(connection: Connection, draft_id: int) -> KeptDraft:
    """The draft, which nobody else can change until we are done. Raises Closed."""
    row = connection.execute(
        select(*Draft.__table__.columns).where(Draft.id == draft_id).with_for_update()
    ).first()
    kept = _kept(row) if row else None
    if kept is None or not kept.is_open:
        raise Closed
    return kept


def _forget_undone(connection: Connection, draft_id: int) -> None:
    undone = DraftStep.draft_id == draft_id, DraftStep.undone.is_(True)
    connection.execute(delete(DraftStep).where(*undone))


def _goes_on(connection: Connection, draft_id: int, by: By, about: str) -> bool:
    """True while the same person goes on writing in the same part."""
    last = connection.execute(
        select(DraftStep.about, DraftStep.by, DraftStep.at)
        .where(DraftStep.draft_id == draft_id, DraftStep.undone.is_(False))
        .order_by(DraftStep.id.desc())
        .limit(1)
    ).first()
    if last is None or (last.about, last.by) != (about, by.name):
        return False
    return by.at - in_utc(last.at) < ONE_CHANGE


def _keep_step(
    connection: Connection, before: KeptDraft, about: str, by: By, *, undone: bool
) -> None:
    connection.execute(
        insert(DraftStep).values(
            draft_id=before.id,
            content=before.content,
            about=about,
            by=by.name,
            at=by.at,
            undone=undone,
        )
    )
    kept = select(DraftStep.id).where(DraftStep.draft_id == before.id)
    newest = list(connection.scalars(kept.order_by(DraftStep.id.desc()).limit(MOST_STEPS)))
    too_old = DraftStep.draft_id == before.id, DraftStep.id < newest[-1]
    connection.execute(delete(DraftStep).where(*too_old))


def _write(connection: Connection, draft_id: int, by: By, **values: Any) -> None:
    connection.execute(
        update(Draft)
        .where(Draft.id == draft_id)
        .values(**values, revision=Draft.revision + 1, changed_by=by.name, changed_at=by.at)
    )


def _kept(row: Any, can_undo: bool = False, can_redo: bool = False) -> KeptDraft:
    return KeptDraft(
        id=row.id,
        revision=row.revision,
        content=row.content,
        same_meaning=frozenset(row.same_meaning),
        based_on=row.based_on,
        changed_by=row.changed_by,
        changed_at=in_utc(row.changed_at),
        published_version_id=row.published_version_id,
        thrown_away_on=row.thrown_away_on,
        can_undo=can_undo,
        can_redo=can_redo,
    )


def in_utc(moment: datetime) -> datetime:
    """SQLite forgets the zone; what is written there is in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

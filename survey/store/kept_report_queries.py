"""Kept reports: asking for one, making one that is due, reading it with its charts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, or_, select, update

from survey.staff import EVERYWHERE, Reach
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.session_queries import aware
from survey.store.tables import Initiative, KeptChart, KeptReport

STUCK_AFTER = timedelta(minutes=10)
"""Whoever claimed one and has not made it by then has stopped; another may take it."""
UNREAD_FOR = timedelta(days=60)
"""One that nobody has wanted for so long is deleted, and charts that are in none."""
WHOLE, INITIATIVE = "organisation", "initiative"
K, C = KeptReport, KeptChart


@dataclass(frozen=True)
class Subject:
    """Whom a report is about, in which language, and within whose reach."""

    kind: str
    id: int | None
    language: str
    reach: Reach = EVERYWHERE

    @property
    def key(self) -> dict[str, Any]:
        """The columns by which it is known."""
        return {
            "kind": self.kind,
            "subject_id": self.id or 0,
            "language": self.language,
            "within_key": hashlib.sha256(json.dumps(_told(self.reach)).encode()).hexdigest(),
        }


@dataclass(frozen=True)
class Kept:
    """A report as it was made; without `made_at` and content it is still being made."""

    id: int
    wanted_at: datetime
    made_at: datetime | None
    content: Mapping[str, Any]


def find_kept(connection: Connection, subject: Subject, now: datetime) -> Kept | None:
    """What is kept; None when nobody has asked for it. Moments are in the zone of `now`."""
    columns = (K.id, K.wanted_at, K.made_at, K.content)
    row = connection.execute(select(*columns).where(_is(subject))).first()
    if row is None:
        return None
    made_at = aware(row.made_at, now) if row.made_at else None
    return Kept(row.id, aware(row.wanted_at, now), made_at, row.content)


def want(store: Store, subjects: Iterable[Subject], now: datetime) -> None:
    """Ask for reports to be made, or made anew."""
    rows = [
        {**one.key, "within": _told(one.reach), "wanted_at": now, "content": {}} for one in subjects
    ]
    if not rows:
        return
    with store.write() as connection:
        statement = INSERT[connection.dialect.name](K)
        again = {"wanted_at": statement.excluded.wanted_at}
        index = [K.kind, K.subject_id, K.language, K.within_key]
        asked = statement.on_conflict_do_update(index_elements=index, set_=again)
        connection.execute(asked, rows)


def want_again(store: Store, now: datetime) -> None:
    """Ask for all that are kept to be made anew."""
    with store.write() as connection:
        connection.execute(update(K).values(wanted_at=now))


def never_wanted(connection: Connection, languages: Iterable[str]) -> list[Subject]:
    """The initiatives and the whole organisation where no report for all was asked for yet."""
    found = []
    for language in languages:
        whole = Subject(WHOLE, None, language)
        kept = select(K.subject_id).where(
            K.kind == INITIATIVE,
            K.language == language,
            K.within_key == whole.key["within_key"],
        )
        missing = select(Initiative.id).where(Initiative.id.not_in(kept)).order_by(Initiative.id)
        found += [Subject(INITIATIVE, id_, language) for id_ in connection.scalars(missing)]
        if not connection.scalar(select(exists().where(_is(whole)))):
            found.append(whole)
    return found


def claim_due(store: Store, now: datetime, today: date) -> tuple[int, Subject] | None:
    """Take one that is due, those that somebody waits for first; None: nothing is left to make."""
    waiting = (K.made_at.is_not(None), K.wanted_at, K.id)
    with store.read() as connection:
        row = connection.execute(
            select(K.id, K.kind, K.subject_id, K.language, K.within)
            .where(_is_due(now, today))
            .order_by(*waiting)
            .limit(1)
        ).first()
    if row is None:
        return None
    subject = Subject(row.kind, row.subject_id or None, row.language, _reach(row.within))
    if _claimed(store, row.id, now, today):
        return row.id, subject
    return claim_due(store, now, today)


def keep(store: Store, kept_id: int, at: datetime, today: date, content: Mapping[str, Any]) -> bool:
    """Keep what was made by whoever claimed it at that moment. False: it was taken over since."""
    values = {"content": dict(content), "made_at": at, "made_on": today, "claimed_at": None}
    with store.write() as connection:
        changed = connection.execute(
            update(K).where(K.id == kept_id, K.claimed_at == at).values(**values)
        )
        return changed.rowcount == 1


def give_up(store: Store, kept_id: int) -> None:
    """Forget one whose subject is gone."""
    with store.write() as connection:
        connection.execute(delete(K).where(K.id == kept_id))


def charts_kept(connection: Connection, digests: Collection[str]) -> dict[str, str]:
    """The charts of these digests that are drawn."""
    if not digests:
        return {}
    rows = connection.execute(select(C.digest, C.svg).where(C.digest.in_(digests)))
    return {row.digest: row.svg for row in rows}


def use_charts(store: Store, digests: Collection[str], today: date) -> set[str]:
    """Note that these are used; returns those that are drawn already."""
    if not digests:
        return set()
    with store.write() as connection:
        used = update(C).where(C.digest.in_(digests)).values(used_on=today)
        return set(connection.scalars(used.returning(C.digest)))


def keep_charts(store: Store, drawn: Mapping[str, str], today: date) -> None:
    """Keep charts that were drawn; those that somebody else drew meanwhile stay."""
    rows = [{"digest": one, "svg": svg, "used_on": today} for one, svg in drawn.items()]
    if not rows:
        return
    with store.write() as connection:
        once = INSERT[connection.dialect.name](C).on_conflict_do_nothing()
        connection.execute(once, rows)


def forget_unread(store: Store, now: datetime, today: date) -> int:
    """Delete reports that nobody wants any more, and charts that are in none; returns how many."""
    for_all = Subject(WHOLE, None, "").key["within_key"]
    ahead = (K.within_key == for_all) & K.kind.in_((WHOLE, INITIATIVE))
    with store.write() as connection:
        reports = connection.execute(delete(K).where(K.wanted_at < now - UNREAD_FOR, ~ahead))
        charts = connection.execute(delete(C).where(C.used_on < today - UNREAD_FOR))
        return reports.rowcount + charts.rowcount


def _is(subject: Subject) -> ColumnElement[bool]:
    return and_(*(getattr(K, name) == value for name, value in subject.key.items()))


def _is_due(now: datetime, today: date) -> ColumnElement[bool]:
    free = or_(K.claimed_at.is_(None), K.claimed_at < now - STUCK_AFTER)
    old = or_(K.made_at.is_(None), K.wanted_at > K.made_at, K.made_on < today)
    return free & old


def _claimed(store: Store, kept_id: int, now: datetime, today: date) -> bool:
    with store.write() as connection:
        changed = connection.execute(
            update(K).where(K.id == kept_id, _is_due(now, today)).values(claimed_at=now)
        )
        return changed.rowcount == 1


def _told(reach: Reach) -> dict[str, Any]:
    return {
        "everywhere": reach.everywhere,
        "centres": sorted(reach.centres),
        "initiatives": sorted(reach.initiatives),
    }


def _reach(told: Mapping[str, Any]) -> Reach:
    return Reach(
        bool(told["everywhere"]), frozenset(told["centres"]), frozenset(told["initiatives"])
    )

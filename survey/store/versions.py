"""Published versions: stored once, never changed, and so kept at hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select, update

from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import Change, Frozen, changes, trends
from survey.store.engine import Store
from survey.store.tables import Version

ROW = select(Version.id, Version.number, Version.hash, Version.content, Version.trends)


@dataclass(frozen=True)
class KnownVersion:
    """A published version with its questionnaire."""

    id: int
    number: int
    hash: str
    questionnaire: Questionnaire
    trends: dict[str, int]


class Versions:
    """Looks versions up, keeping those already seen: a version's row never changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_hash: dict[str, KnownVersion] = {}

    def find(self, hash_: str) -> KnownVersion | None:
        """The version with this hash."""
        return self._by_hash.get(hash_) or self._load(Version.hash == hash_)

    def get(self, hash_: str) -> KnownVersion:
        """The version with this hash, which is known to be stored. Raises KeyError."""
        version = self.find(hash_)
        if version is None:
            raise KeyError(hash_)
        return version

    def find_by_id(self, id_: int) -> KnownVersion:
        """The version with this id. Raises KeyError when there is none."""
        seen = next((v for v in tuple(self._by_hash.values()) if v.id == id_), None)
        version = seen or self._load(Version.id == id_)
        if version is None:
            raise KeyError(id_)
        return version

    def every(self) -> list[KnownVersion]:
        """All versions there are, in the order they were published."""
        with self._store.read() as connection:
            hashes = connection.scalars(select(Version.hash).order_by(Version.id)).all()
        return [self.get(hash_) for hash_ in hashes]

    def _load(self, which: ColumnElement[bool]) -> KnownVersion | None:
        with self._store.read() as connection:
            version = _first(connection, which)
        if version:
            self._by_hash[version.hash] = version
        return version


def store_version(
    store: Store,
    frozen: Frozen,
    today: date,
    same_meaning: Collection[str] = (),
    made_of: KnownVersion | None = None,
) -> tuple[KnownVersion, list[Change]]:
    """Publish `frozen` as the next version of its questionnaire.

    The very same content again gives the version that is there already, and no changes. One that
    is `made_of` another to ask whether an action helped stands beside the row of editions: it is
    compared with that one, and no other round takes it.
    """
    with store.session() as session:
        connection = session.connection()
        there = _first(connection, Version.hash == frozen.hash)
        if there:
            if made_of is None:
                _into_the_row(connection, there)
            return there, []
        before = made_of or _newest(connection, frozen.questionnaire.key)
        changed = (
            changes(before.questionnaire, frozen.questionnaire, same_meaning) if before else []
        )
        number = _next_number(connection, frozen.questionnaire.key)
        kept = before.trends if before else {}
        row = Version(
            questionnaire_key=frozen.questionnaire.key,
            number=number,
            hash=frozen.hash,
            content=frozen.content,
            trends=trends(number, frozen.questionnaire, kept, changed),
            published_on=today,
            asks_again=made_of is not None,
        )
        session.add(row)
        session.flush()
        return (
            KnownVersion(row.id, number, frozen.hash, frozen.questionnaire, row.trends),
            changed,
        )


def _newest(connection: Connection, key: str) -> KnownVersion | None:
    latest = (
        select(Version.id)
        .where(Version.questionnaire_key == key, ~Version.asks_again)
        .order_by(Version.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return _first(connection, Version.id == latest)


def _next_number(connection: Connection, key: str) -> int:
    last = select(func.max(Version.number)).where(Version.questionnaire_key == key)
    return (connection.scalar(last) or 0) + 1


def _into_the_row(connection: Connection, there: KnownVersion) -> None:
    """Whoever publishes what a single round asked wants it asked by the others too."""
    marked = update(Version).where(Version.id == there.id, Version.asks_again)
    connection.execute(marked.values(asks_again=False))


def _first(connection: Connection, which: ColumnElement[bool]) -> KnownVersion | None:
    row = connection.execute(ROW.where(which)).first()
    if row is None:
        return None
    return KnownVersion(
        row.id, row.number, row.hash, Questionnaire.model_validate_json(row.content), row.trends
    )

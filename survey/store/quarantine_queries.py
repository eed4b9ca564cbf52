"""What is in quarantine: looking at it without its content, and taking it out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, select, update

from survey.channels import ChannelKind
from survey.store.tables import Centre, Device, Link, Quarantine


@dataclass(frozen=True)
class Aside:
    """A submission in quarantine, whole: only for trying it again, never for looking at."""

    id: int
    submission_id: str
    digest: str
    channel: ChannelKind
    channel_id: int
    unit_id: int | None
    reason: str
    body: bytes
    day: date


@dataclass(frozen=True)
class ChannelNamed:
    """A channel by the names people know it by; `label` is a tablet's name or a link's label."""

    kind: ChannelKind
    id: int
    label: str
    centre: str
    voice: str | None


@dataclass(frozen=True)
class Listed:
    """A submission in quarantine as it may be shown: everything but what it says."""

    id: int
    day: date
    channel: ChannelNamed
    reason: str
    detail: str


@dataclass(frozen=True)
class Pile:
    """How many were put aside for one reason, on one day, through one channel."""

    reason: str
    day: date
    channel: ChannelNamed
    count: int


def numbers_aside(
    connection: Connection, reason: str | None = None, only: Collection[int] = ()
) -> list[int]:
    """The numbers of what is in quarantine: for one reason, or among `only` where it names any."""
    wanted = select(Quarantine.id).order_by(Quarantine.id)
    if reason is not None:
        wanted = wanted.where(Quarantine.reason == reason)
    if only:
        wanted = wanted.where(Quarantine.id.in_(only))
    return list(connection.scalars(wanted))


def find_aside(connection: Connection, id_: int) -> Aside | None:
    """The submission of this number. None: somebody else has taken it out."""
    q = Quarantine
    columns = (
        q.id,
        q.submission_id,
        q.digest,
        q.channel,
        q.channel_id,
        q.unit_id,
        q.reason,
        q.body,
        q.day,
    )
    row = connection.execute(select(*columns).where(q.id == id_)).first()
    return Aside(**{**row._mapping, "channel": ChannelKind(row.channel)}) if row else None


def take_out(connection: Connection, id_: int) -> None:
    """Drop a submission from quarantine: it is stored, or was erased."""
    connection.execute(delete(Quarantine).where(Quarantine.id == id_))


def give_reason(connection: Connection, id_: int, reason: str, detail: str) -> None:
    """Say anew why a submission is in quarantine."""
    values = {"reason": reason, "detail": detail}
    connection.execute(update(Quarantine).where(Quarantine.id == id_).values(values))


def how_many_aside(connection: Connection) -> int:
    """How many submissions are in quarantine."""
    return connection.scalar(select(func.count()).select_from(Quarantine)) or 0


def all_aside(connection: Connection) -> list[Listed]:
    """Everything in quarantine, in the order it came; one statement."""
    columns = (Quarantine.id, Quarantine.day, Quarantine.reason, Quarantine.detail)
    rows = connection.execute(_with_channel(*columns).order_by(Quarantine.id))
    return [Listed(row.id, row.day, _channel(row), row.reason, row.detail) for row in rows]


def piles(connection: Connection) -> list[Pile]:
    """What is in quarantine, counted by reason, day and channel; one statement."""
    n = func.count(Quarantine.id).label("n")
    shown = _with_channel(Quarantine.reason, Quarantine.day, n)
    by = (Quarantine.reason, Quarantine.day, *CHANNEL)
    rows = connection.execute(shown.group_by(*by).order_by(*by))
    return [Pile(row.reason, row.day, _channel(row), row.n) for row in rows]


CHANNEL: tuple[Any, ...] = (
    Quarantine.channel,
    Quarantine.channel_id,
    func.coalesce(Device.name, Link.label, ""),
    func.coalesce(Centre.name, ""),
    Link.voice,
)
NAMES = ("channel", "channel_id", "label", "centre", "voice")


def _with_channel(*columns: Any) -> Select[Any]:
    named = [column.label(name) for column, name in zip(CHANNEL, NAMES, strict=True)]
    return (
        select(*columns, *named)
        .outerjoin(Device, _is(ChannelKind.DEVICE, Device))
        .outerjoin(Link, _is(ChannelKind.LINK, Link))
        .outerjoin(Centre, Centre.id == func.coalesce(Device.centre_id, Link.centre_id))
    )


def _is(kind: ChannelKind, table: type[Device] | type[Link]) -> Any:
    return and_(Quarantine.channel == kind.value, table.id == Quarantine.channel_id)


def _channel(row: Any) -> ChannelNamed:
    kind = ChannelKind(row.channel)
    return ChannelNamed(kind, row.channel_id, row.label, row.centre, row.voice)

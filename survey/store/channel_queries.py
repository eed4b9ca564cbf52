"""Finding channels by their secrets, and making, pairing and revoking them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from survey.channels import (
    PAIRING_TRIES,
    Channel,
    ChannelKind,
    OpenRound,
    SingleUse,
    is_device_token,
    is_single_use_code,
    may_be_pairing_code,
    secret_hash,
)
from survey.store.engine import Store
from survey.store.tables import (
    Centre,
    Device,
    Link,
    PairingCode,
    Round,
    RoundCentre,
    SingleUseCode,
    Unit,
    Version,
)
from survey.voices import Voice


def find_channel(connection: Connection, token: str, round_id: int | None) -> Channel | None:
    """The channel a token opens, with the round it answers; one statement. None: no such token.

    A link answers its own round, and so does a code of a personal link, used or not. A tablet
    answers any round at its centre, named by `round_id`.
    """
    if is_device_token(token):
        given = {"hash": secret_hash(token), "round": round_id}
        row = connection.execute(_device(), given).first()
        return _channel(ChannelKind.DEVICE, row) if row else None
    if is_single_use_code(token):
        row = connection.execute(_single_use(), {"hash": secret_hash(token)}).first()
        if row is None:
            return None
        return _channel(ChannelKind.LINK, row, SingleUse(row.code_hash, row.used))
    row = connection.execute(_link(), {"hash": secret_hash(token)}).first()
    return _channel(ChannelKind.LINK, row) if row else None


def find_channel_by_id(
    connection: Connection, kind: ChannelKind, channel_id: int, round_id: int | None
) -> Channel | None:
    """The same by number, for what came through it before; one statement."""
    if kind is ChannelKind.DEVICE:
        wanted = _devices().where(Device.id == channel_id)
    else:
        wanted = _links().where(Link.id == channel_id)
    row = connection.execute(wanted, {"round": round_id}).first()
    return _channel(kind, row) if row else None


def _channel(kind: ChannelKind, row: Row[Any], single_use: SingleUse | None = None) -> Channel:
    expires_on = row.expires_on if kind is ChannelKind.LINK else None
    return Channel(
        kind=kind,
        id=row.id,
        centre_id=row.centre_id,
        unit_id=row.unit_id,
        voice=Voice(row.voice) if kind is ChannelKind.LINK else None,
        revoked=row.revoked_on is not None,
        round=_open_round(row, expires_on) if row.round_id else None,
        single_use=single_use,
        partner_id=row.partner_id if kind is ChannelKind.LINK else None,
    )


def _open_round(row: Row[Any], expires_on: date | None) -> OpenRound:
    last_days = (row.closes_on, expires_on, row.archived_on)
    return OpenRound(
        id=row.round_id,
        questionnaire_key=row.questionnaire_key,
        version_hash=row.version_hash,
        opens_on=row.opens_on,
        closes_on=min(day for day in last_days if day),
        voices=row.voices,
        offers_receipts=row.offers_receipts,
        archived=row.archived_on is not None,
        is_standing=row.is_standing,
    )


ROUND_COLUMNS = (
    Round.id.label("round_id"),
    Round.opens_on,
    Round.closes_on,
    Round.archived_on,
    Round.voices,
    Round.offers_receipts,
    Round.is_standing,
    Version.questionnaire_key,
    Version.hash.label("version_hash"),
)


@cache
def _device() -> Executable:
    return _devices().where(Device.token_hash == bindparam("hash"))


@cache
def _link() -> Executable:
    """A personal link's own code opens nothing."""
    return _links().where(Link.code_hash == bindparam("hash"), ~Link.is_personal)


@cache
def _single_use() -> Executable:
    return (
        _links(SingleUseCode.code_hash, SingleUseCode.used)
        .join(SingleUseCode, SingleUseCode.link_id == Link.id)
        .where(SingleUseCode.code_hash == bindparam("hash"))
    )


def _devices() -> Select[Any]:
    """Every tablet, with the round called `round` where its centre takes part in it."""
    here = and_(
        RoundCentre.centre_id == Device.centre_id,
        RoundCentre.round_id == bindparam("round"),
    )
    return (
        select(Device.id, Device.centre_id, Device.unit_id, Device.revoked_on, *ROUND_COLUMNS)
        .outerjoin(RoundCentre, here)
        .outerjoin(Round, Round.id == RoundCentre.round_id)
        .outerjoin(Version, Version.id == Round.version_id)
    )


def _links(*more: Any) -> Select[Any]:
    """Every link with its round, and `more` columns."""
    return (
        select(
            Link.id,
            Link.centre_id,
            Link.unit_id,
            Link.voice,
            Link.revoked_on,
            Link.expires_on,
            Link.partner_id,
            *more,
            *ROUND_COLUMNS,
        )
        .select_from(Link)
        .join(Round, Round.id == Link.round_id)
        .join(Version, Version.id == Round.version_id)
    )


def place_names(connection: Connection, channel: Channel) -> tuple[str, str | None]:
    """Names of the channel's centre and unit."""
    row = connection.execute(
        select(Centre.name, Unit.name)
        .outerjoin(Unit, Unit.id == channel.unit_id)
        .where(Centre.id == channel.centre_id)
    ).one()
    return row[0], row[1]


def set_pairing_code(connection: Connection, device_id: int, code: str, until: datetime) -> None:
    """Let `code` pair this device until `until`; an older code of the device is void."""
    connection.execute(delete(PairingCode).where(PairingCode.device_id == device_id))
    values = {"device_id": device_id, "code_hash": secret_hash(code), "expires_at": until}
    connection.execute(insert(PairingCode).values(values))


def pair(store: Store, code: str, token: str, now: datetime, today: date) -> int | None:
    """Bind the device that `code` stands for to `token`; the code is spent. None: no such code.

    A wrong code names no device, so it counts against every code that is open.
    """
    if not may_be_pairing_code(code):
        return None
    with store.write() as connection:
        device_id = _spend(connection, secret_hash(code), now)
        if device_id is None:
            return None
        connection.execute(
            update(Device)
            .where(Device.id == device_id)
            .values(token_hash=secret_hash(token), paired_on=today, revoked_on=None)
        )
        return device_id


def _spend(connection: Connection, code_hash: str, now: datetime) -> int | None:
    """The device of an open code, which is gone then; else the try is counted.

    The open codes are locked in one order, so that tries made at once are counted one by one.
    """
    is_open = and_(PairingCode.expires_at > now, PairingCode.tries < PAIRING_TRIES)
    codes = select(PairingCode.code_hash, PairingCode.device_id).where(is_open)
    rows = connection.execute(codes.order_by(PairingCode.device_id).with_for_update())
    device_id = {row.code_hash: row.device_id for row in rows}.get(code_hash)
    if device_id is None:
        connection.execute(update(PairingCode).where(is_open).values(tries=PairingCode.tries + 1))
        return None
    connection.execute(delete(PairingCode).where(PairingCode.device_id == device_id))
    return int(device_id)


def revoke(store: Store, kind: ChannelKind, channel_id: int, today: date) -> bool:
    """Close a channel from now on. False when there is none of that number."""
    table = Device if kind is ChannelKind.DEVICE else Link
    with store.write() as connection:
        done = connection.execute(
            update(table).where(table.id == channel_id).values(revoked_on=today)
        )
    return done.rowcount == 1

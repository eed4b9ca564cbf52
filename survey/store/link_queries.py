"""Links as the staff list, make, change and revoke them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    func,
    or_,
    select,
    true,
    update,
)

from survey.channels import secret_hash
from survey.questionnaire.wording import LocalText
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.tables import (
    Centre,
    Initiative,
    InitiativePartner,
    Link,
    Round,
    SingleUseCode,
    Unit,
    Version,
)
from survey.voices import Voice


@dataclass(frozen=True)
class LinkSeen:
    """A link with the names people know its places by; its code is not kept.

    `made` and `used` count the codes of a personal link. `partner` is the association it names. `closes_on` is its round's last day.
    """

    id: int
    round_id: int
    title: LocalText
    version_hash: str
    opens_on: date
    closes_on: date
    initiative: str | None
    centre_id: int
    centre: str
    unit_id: int | None
    unit: str | None
    voice: Voice
    label: str
    received: int
    expires_on: date | None
    revoked_on: date | None
    is_personal: bool
    revision: int
    made: int
    used: int
    partner_id: int | None
    partner: str | None

    @property
    def last_day(self) -> date:
        """The last day it works, as long as nobody revokes it."""
        return min(self.closes_on, self.expires_on) if self.expires_on else self.closes_on

    @property
    def place(self) -> str:
        """Its centre, and unit."""
        return f"{self.centre}, {self.unit}" if self.unit else self.centre

    def works(self, today: date) -> bool:
        """True while somebody may answer through it."""
        return self.revoked_on is None and self.opens_on <= today <= self.last_day


@dataclass(frozen=True)
class RoundAsking:
    """A round as its links need it: whom it asks, in the order they are offered."""

    id: int
    title: LocalText
    voices: tuple[Voice, ...]
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class Wanted:
    """Which links to list: within a reach, of a round or of all, that a word fits.

    `voices` are those whose name the word fits: the names are in the reader's language.
    """

    reach: Reach
    round_id: int | None = None
    word: str = ""
    voices: Collection[Voice] = ()


def links_within(reach: Reach) -> ColumnElement[bool]:
    """Of `Link` with its `Round`: those at a centre, or in an initiative, within reach."""
    if reach.everywhere:
        return true()
    return or_(Link.centre_id.in_(reach.centres), Round.initiative_id.in_(reach.initiatives))


def some_links(
    connection: Connection, wanted: Wanted, skipped: int, most: int
) -> tuple[list[LinkSeen], int]:
    """A page of links, the newest first, and how many there are in all; three statements."""
    which = _which(wanted)
    total = connection.scalar(
        select(func.count()).select_from(_named(Link.id).where(*which).subquery())
    )
    rows = connection.execute(
        _seen().where(*which).order_by(Link.id.desc()).offset(skipped).limit(most)
    ).all()
    titles = _titles(connection, {row.version_id for row in rows})
    return [_link(row, titles) for row in rows], int(total or 0)


def find_seen(connection: Connection, link_id: int) -> LinkSeen | None:
    """The link of this number."""
    row = connection.execute(_seen().where(Link.id == link_id)).first()
    return _link(row, _titles(connection, {row.version_id})) if row else None


def link_of_code(connection: Connection, code: str) -> LinkSeen | None:
    """The link that was made with `code`."""
    number = connection.scalar(select(Link.id).where(Link.code_hash == secret_hash(code)))
    return None if number is None else find_seen(connection, number)


def find_asking(connection: Connection, round_id: int) -> RoundAsking | None:
    """What a round asks, and whom."""
    row = connection.execute(
        select(Round.id, Round.version_id, Round.voices, Round.opens_on, Round.closes_on).where(
            Round.id == round_id
        )
    ).first()
    if row is None:
        return None
    title = _titles(connection, {row.version_id})[row.version_id]
    voices = tuple(Voice(name) for name in row.voices)
    return RoundAsking(row.id, title, voices, row.opens_on, row.closes_on)


def change_link(store: Store, link_id: int, seen: int, label: str, expires_on: date | None) -> bool:
    """Save both. False: somebody else saved meanwhile, and nothing is changed."""
    return _save(store, link_id, seen, label=label, expires_on=expires_on)


def restore_link(store: Store, link_id: int) -> None:
    """Let a revoked link work again."""
    with store.write() as connection:
        connection.execute(
            update(Link)
            .where(Link.id == link_id)
            .values(revoked_on=None, revision=Link.revision + 1)
        )


def end_link(connection: Connection, link_id: int, last: date) -> None:
    """Let a link work until `last` and no longer; one that ends sooner does so still."""
    sooner = Link.expires_on.is_not(None) & (Link.expires_on < last)
    day = case((sooner, Link.expires_on), else_=last)
    connection.execute(
        update(Link).where(Link.id == link_id).values(expires_on=day, revision=Link.revision + 1)
    )


def _save(store: Store, link_id: int, seen: int, **values: Any) -> bool:
    with store.write() as connection:
        done = connection.execute(
            update(Link)
            .where(Link.id == link_id, Link.revision == seen)
            .values(**values, revision=Link.revision + 1)
        )
    return done.rowcount == 1


def _which(wanted: Wanted) -> list[ColumnElement[bool]]:
    which = [links_within(wanted.reach)]
    if wanted.round_id is not None:
        which.append(Link.round_id == wanted.round_id)
    if wanted.word:
        names = (Link.label, Centre.name, Unit.name, InitiativePartner.name)
        fits = [name.icontains(wanted.word, autoescape=True) for name in names]
        which.append(or_(*fits, Link.voice.in_(wanted.voices)))
    return which


def _named(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Link)
        .join(Round, Round.id == Link.round_id)
        .join(Version, Version.id == Round.version_id)
        .join(Centre, Centre.id == Link.centre_id)
        .outerjoin(Unit, Unit.id == Link.unit_id)
        .outerjoin(Initiative, Initiative.id == Round.initiative_id)
        .outerjoin(InitiativePartner, InitiativePartner.id == Link.partner_id)
    )


def _seen() -> Select[Any]:
    codes = select(func.count()).where(SingleUseCode.link_id == Link.id)
    return _named(
        Link.id,
        Link.round_id,
        Round.version_id,
        Version.hash.label("version_hash"),
        Round.opens_on,
        Round.closes_on,
        Initiative.name.label("initiative"),
        Link.centre_id,
        Centre.name.label("centre"),
        Link.unit_id,
        Unit.name.label("unit"),
        Link.voice,
        Link.label,
        Link.received,
        Link.expires_on,
        Link.revoked_on,
        Link.is_personal,
        Link.revision,
        codes.scalar_subquery().label("made"),
        codes.where(SingleUseCode.used).scalar_subquery().label("used"),
        Link.partner_id,
        InitiativePartner.name.label("partner"),
    )


def _titles(connection: Connection, versions: Collection[int]) -> dict[int, LocalText]:
    """By version. Only the title is read: checking whole questionnaires would cost the page."""
    rows = connection.execute(select(Version.id, Version.content).where(Version.id.in_(versions)))
    return {row.id: LocalText.model_validate(json.loads(row.content)["title"]) for row in rows}


def _link(row: Row[Any], titles: Mapping[int, LocalText]) -> LinkSeen:
    values = dict(row._mapping)
    title = titles[values.pop("version_id")]
    return LinkSeen(**{**values, "title": title, "voice": Voice(values["voice"])})

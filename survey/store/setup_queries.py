"""Making places, rounds and channels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from survey.channels import new_code, new_pairing_code, new_single_use_code, secret_hash
from survey.store.channel_queries import set_pairing_code
from survey.store.tables import (
    Centre,
    Device,
    Headcount,
    Initiative,
    InitiativeCentre,
    Link,
    Round,
    RoundCentre,
    SingleUseCode,
    Unit,
)
from survey.voices import Perspective, Voice


@dataclass(frozen=True)
class Asking:
    """What a new round asks, whom, and when."""

    version_id: int
    voices: Mapping[Voice, Iterable[Perspective]]
    opens_on: date
    closes_on: date
    on_devices: bool = True
    asks_mode: bool = True
    initiative_id: int | None = None


def add_centre(session: Session, name: str, units: Iterable[str] = ()) -> Centre:
    """A new centre with its units."""
    centre = Centre(name=name)
    session.add(centre)
    session.flush()
    session.add_all(Unit(centre_id=centre.id, name=unit) for unit in units)
    session.flush()
    return centre


def units_of(session: Session, centre_id: int) -> list[Unit]:
    """A centre's units, in the order they were made."""
    found = select(Unit).where(Unit.centre_id == centre_id).order_by(Unit.id)
    return list(session.scalars(found))


def add_headcount(
    session: Session, centre_id: int, unit_id: int | None, voice: Voice, people: int, on: date
) -> None:
    """How many of `voice` there are to hear."""
    session.add(
        Headcount(centre_id=centre_id, unit_id=unit_id, voice=voice, people=people, counted_on=on)
    )


def add_initiative(
    session: Session, name: str, need: str = "", centre_ids: Iterable[int] = ()
) -> Initiative:
    """A new initiative at these centres."""
    initiative = Initiative(name=name, need=need)
    session.add(initiative)
    session.flush()
    session.add_all(InitiativeCentre(initiative_id=initiative.id, centre_id=c) for c in centre_ids)
    session.flush()
    return initiative


def add_round(session: Session, asking: Asking, centre_ids: Iterable[int]) -> Round:
    """A new round at these centres."""
    round_ = Round(
        version_id=asking.version_id,
        initiative_id=asking.initiative_id,
        opens_on=asking.opens_on,
        closes_on=asking.closes_on,
        voices={v.value: [p.value for p in ps] for v, ps in asking.voices.items()},
        asks_mode=asking.asks_mode,
        on_devices=asking.on_devices,
    )
    session.add(round_)
    session.flush()
    session.add_all(RoundCentre(round_id=round_.id, centre_id=c) for c in centre_ids)
    session.flush()
    return round_


def add_link(
    session: Session,
    round_id: int,
    centre_id: int,
    voice: Voice,
    *,
    unit_id: int | None = None,
    label: str = "",
    expires_on: date | None = None,
    is_personal: bool = False,
    partner_id: int | None = None,
    code: str | None = None,
) -> str:
    """A new link; returns its code, which is not kept and cannot be shown again.

    A personal link's code opens nothing: see `add_codes`. `partner_id` names an association whose
    visits are asked about. `code` is given where a form brings one,
    so that a form sent twice makes one link.
    """
    code = code or new_code()
    session.add(
        Link(
            round_id=round_id,
            centre_id=centre_id,
            unit_id=unit_id,
            voice=voice,
            label=label,
            code_hash=secret_hash(code),
            expires_on=expires_on,
            is_personal=is_personal,
            partner_id=partner_id,
        )
    )
    session.flush()
    return code


def add_codes(session: Session, link_id: int, count: int) -> list[str]:
    """New codes of a personal link, each good once; they are not kept and cannot be shown again."""
    codes = [new_single_use_code() for _ in range(count)]
    keep_codes(session, link_id, codes)
    return codes


def keep_codes(session: Session, link_id: int, codes: Iterable[str]) -> None:
    """Let these codes open a personal link, each once; only their hashes are kept."""
    session.add_all(SingleUseCode(code_hash=secret_hash(code), link_id=link_id) for code in codes)
    session.flush()


def find_link(session: Session, link_id: int) -> Link | None:
    """The link of this number."""
    return session.get(Link, link_id)


def count_codes(session: Session) -> dict[int, tuple[int, int]]:
    """How many codes each personal link has, and how many of them were used."""
    used = func.sum(case((SingleUseCode.used, 1), else_=0))
    counted = select(SingleUseCode.link_id, func.count(), used).group_by(SingleUseCode.link_id)
    return {link_id: (made, spent) for link_id, made, spent in session.execute(counted)}


def add_device(session: Session, centre_id: int, name: str, unit_id: int | None = None) -> Device:
    """A new tablet, not paired yet."""
    device = Device(centre_id=centre_id, unit_id=unit_id, name=name)
    session.add(device)
    session.flush()
    return device


def offer_pairing(session: Session, device_id: int, until: datetime) -> str:
    """A new pairing code for a tablet; returns it."""
    code = new_pairing_code()
    set_pairing_code(session.connection(), device_id, code, until)
    return code


def centres(session: Session) -> list[Centre]:
    """All centres, by name, those in the archive as well."""
    return list(session.scalars(select(Centre).order_by(Centre.name)))


def devices(session: Session) -> list[Device]:
    """All tablets, in the order they were made."""
    return list(session.scalars(select(Device).order_by(Device.id)))


def find_device(session: Session, device_id: int) -> Device | None:
    """The tablet of this number."""
    return session.get(Device, device_id)


def links(session: Session) -> list[Link]:
    """All links, in the order they were made; their codes are not kept."""
    return list(session.scalars(select(Link).order_by(Link.id)))


def find_round_at(session: Session, round_id: int, centre_id: int) -> Round | None:
    """The round of this number, if the centre takes part in it."""
    taking_part = session.get(RoundCentre, (round_id, centre_id))
    return session.get(Round, round_id) if taking_part else None

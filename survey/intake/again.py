"""Trying what is in quarantine again: what fits by now is stored and counted.

It is treated as it would have been on the day it came: the channel was valid then, so it does not
matter whether it was revoked since. Its channel was ticked that day and is not ticked again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection

from survey.intake.accept import CODE_USED, CONFLICT, Delivery, Fitting, Intake
from survey.intake.submission import Malformed, Unfit, read_object, round_of
from survey.store import intake_queries
from survey.store.channel_queries import find_channel_by_id
from survey.store.quarantine_queries import (
    Aside,
    find_aside,
    give_reason,
    numbers_aside,
    take_out,
)

FOR_A_PERSON = {CONFLICT, CODE_USED}
"""Nothing that is changed here makes these fit: somebody must look whose answer counts."""


class Fate(StrEnum):
    """What became of a submission that was tried again."""

    STORED = "stored"
    ALREADY_STORED = "already_stored"
    ERASED = "erased"
    STAYS = "stays"


@dataclass(frozen=True)
class Tried:
    """One that was tried: why it was in quarantine, its fate, and why it stays if it does."""

    was: str
    fate: Fate
    reason: str = ""


def try_again(
    intake: Intake, reason: str | None = None, only: Collection[int] = ()
) -> Iterator[Tried]:
    """Try all that is in quarantine, or what is there for `reason`, or what `only` numbers.

    Each is one short transaction, so that answers come in meanwhile. May be broken off and begun
    again at any time, and run in two places at once.
    """
    with intake.store.read() as connection:
        numbers = numbers_aside(connection, reason, only)
    for number in numbers:
        with intake.store.read() as connection:
            aside = find_aside(connection, number)
        if aside:
            yield _try(intake, aside)


def fates(tried: Iterable[Tried]) -> Counter[tuple[str, Fate]]:
    """How many had which fate, by the reason they were in quarantine for."""
    return Counter((one.was, one.fate) for one in tried)


def _try(intake: Intake, aside: Aside) -> Tried:
    try:
        delivery = _delivery(intake, aside)
        return _settle(intake, aside, (delivery, intake.fit(delivery)))
    except Unfit as fault:
        return _settle(intake, aside, None, fault)


def _delivery(intake: Intake, aside: Aside) -> Delivery:
    """What came, as it came. Raises `Unfit` where it cannot be told any more, or is a conflict."""
    if aside.reason in FOR_A_PERSON:
        raise Unfit(aside.reason)
    try:
        given = read_object(aside.body)
    except Malformed as fault:
        raise Unfit("envelope", "no JSON object") from fault
    with intake.store.look() as connection:
        channel = find_channel_by_id(connection, aside.channel, aside.channel_id, round_of(given))
    if channel is None:
        raise Unfit("round_not_here", "the channel is gone")
    there = replace(channel, unit_id=aside.unit_id)
    return Delivery(aside.submission_id, aside.body, given, there, aside.day)


def _settle(
    intake: Intake,
    aside: Aside,
    fitting: tuple[Delivery, Fitting] | None,
    fault: Unfit | None = None,
) -> Tried:
    with intake.store.write() as connection:
        if fitting and intake.keep(connection, *fitting):
            fate = Fate.STORED
        else:
            fate = _known(intake, connection, aside)
        if fate is not Fate.STAYS:
            take_out(connection, aside.id)
            return Tried(aside.reason, fate)
        return _stays(connection, aside, fault)


def _known(intake: Intake, connection: Connection, aside: Aside) -> Fate:
    if intake_queries.is_erased(connection, intake.tombstones.hash(aside.submission_id)):
        return Fate.ERASED
    stored = intake_queries.stored_digest(connection, aside.submission_id)
    return Fate.ALREADY_STORED if stored == aside.digest else Fate.STAYS


def _stays(connection: Connection, aside: Aside, fault: Unfit | None) -> Tried:
    """It stays: for its fault, or because other content is kept under its id."""
    now = fault or Unfit(CONFLICT)
    if now.reason != aside.reason:
        give_reason(connection, aside.id, now.reason, now.told())
    return Tried(aside.reason, Fate.STAYS, now.reason)

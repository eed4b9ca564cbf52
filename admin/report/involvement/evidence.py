"""What the answers speak for when it is decided whether an initiative goes on. Never a verdict.

Each kind of evidence points at going on, adjusting or talking about stopping, or it is unknown; what
is unknown is said to be, and is never taken for a yes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from admin.report.cautions import RESIDENT
from admin.report.involvement.material import Material
from admin.report.involvement.sections.need import residents_match, verdict_words
from admin.report.involvement.series import Point, newest_of
from admin.report.involvement.tell import Teller
from admin.report.needs import NeedVerdict
from admin.report.numbers import PERCENT_FROM, Share
from admin.report.sentences import how_many, how_sure
from survey.initiatives import State, Verdict
from survey.texts import N_

TOOK_PART, HELPED = "took_part", "helped"
REACHED_TOO_FEW = 0.10
"""A share of residents who took part that is under this, in two rounds in a row, reaches too few."""
HELPS_MOST = 50
"""Percent: the whole interval must be above it."""


class Evidence(StrEnum):
    """What is looked at, in the order it is told."""

    NEED = "need"
    REACH = "reach"
    HELP = "help"
    FALL = "fall"


QUESTIONS = {
    Evidence.NEED: N_("Is the need still there?"),
    Evidence.REACH: N_("Does it reach those it is for?"),
    Evidence.HELP: N_("Do those who take part say it helps?"),
    Evidence.FALL: N_("Has anything confirmedly gone down?"),
}
NOT_ASKED = N_("Not asked.")
TOO_FEW = N_("Too few have answered.")
REACHED = N_("%(count)s residents heard have taken part.")
REACHED_FEW_TWICE = N_(
    "Fewer than a tenth of the residents heard have taken part, two rounds in a row."
)
HELPED_SAID = N_("%(count)s say it has helped (%(sure)s).")
NO_FALL = N_("No.")
TOO_EARLY = N_("Too early: a change can be confirmed once 12 rounds have shown what is usual.")
FALL = N_("Yes, on %(days)s.")
FALL_AFTER = N_("Yes, on %(days)s, and it was after the adjustment.")


@dataclass(frozen=True)
class Piece:
    """One piece of evidence: what was found, and what it points at; None: unknown."""

    about: Evidence
    found: str
    points_at: Verdict | None


@dataclass(frozen=True)
class Weighed:
    """All of it. `speaks_for` is None while a piece that is needed for it is unknown."""

    pieces: tuple[Piece, ...]
    speaks_for: Verdict | None

    @property
    def unknown(self) -> list[Piece]:
        """What nobody can tell yet."""
        return [piece for piece in self.pieces if piece.points_at is None]


def weigh(material: Material, falls: Sequence[date] | None) -> Weighed:
    """All evidence. `falls` are the days of confirmed falls; None: too early to confirm any."""
    tell = Teller(material)
    pieces = (_need(tell), _reach(tell), _help(tell), _fall(tell, falls))
    return Weighed(pieces, speaks_for([piece.points_at for piece in pieces]))


def speaks_for(points_at: Collection[Verdict | None]) -> Verdict | None:
    """One reason to talk about stopping is enough for that; going on needs all of them."""
    if Verdict.STOP in points_at:
        return Verdict.STOP
    if None in points_at:
        return None
    return Verdict.ADJUST if Verdict.ADJUST in points_at else Verdict.GO_ON


NEEDS_POINT_AT = {
    NeedVerdict.STILL_REAL: Verdict.GO_ON,
    NeedVerdict.NO_LONGER: Verdict.STOP,
}


def _need(tell: Teller) -> Piece:
    found = residents_match(tell.material)
    verdict = found.verdict if found else None
    points_at = NEEDS_POINT_AT.get(verdict) if verdict else None
    return Piece(Evidence.NEED, verdict_words(tell, found), points_at)


def _reach(tell: Teller) -> Piece:
    points = _residents(tell.material, TOOK_PART)
    if not points:
        return Piece(Evidence.REACH, tell(NOT_ASKED), None)
    share = points[-1].top
    if share is None or share.x is None or not _enough(share):
        return Piece(Evidence.REACH, tell(TOO_FEW), None)
    few = [_reached_few(point.top) for point in points[-2:]]
    if len(few) == 2 and all(few):
        return Piece(Evidence.REACH, tell(REACHED_FEW_TWICE), Verdict.STOP)
    count = tell.material.say(how_many(share, tell.material.k))
    return Piece(
        Evidence.REACH, tell(REACHED, count=count), Verdict.ADJUST if few[-1] else Verdict.GO_ON
    )


def _help(tell: Teller) -> Piece:
    points = _residents(tell.material, HELPED)
    if not points:
        return Piece(Evidence.HELP, tell(NOT_ASKED), None)
    share = points[-1].top
    if share is None or share.x is None or not _enough(share):
        return Piece(Evidence.HELP, tell(TOO_FEW), None)
    say = tell.material.say
    count = say(how_many(share, tell.material.k))
    sure = "; ".join(say(one) for one in how_sure(share))
    return Piece(Evidence.HELP, tell(HELPED_SAID, count=count, sure=sure), _helps(share))


def _helps(share: Share) -> Verdict | None:
    """Sure only where the whole interval is on one side of a half."""
    if share.x is None or share.n is None:
        return None
    percent = 100 * share.x / share.n
    low, high = (share.between.low, share.between.high) if share.between else (percent, percent)
    if low > HELPS_MOST:
        return Verdict.GO_ON
    return Verdict.ADJUST if high <= HELPS_MOST else None


def _fall(tell: Teller, falls: Sequence[date] | None) -> Piece:
    if falls is None:
        return Piece(Evidence.FALL, tell(TOO_EARLY), None)
    if not falls:
        return Piece(Evidence.FALL, tell(NO_FALL), Verdict.GO_ON)
    days = "; ".join(tell.day(day) for day in falls)
    if any(_was_adjusted(tell.material, day) for day in falls):
        return Piece(Evidence.FALL, tell(FALL_AFTER, days=days), Verdict.STOP)
    return Piece(Evidence.FALL, tell(FALL, days=days), Verdict.ADJUST)


def _was_adjusted(material: Material, day: date) -> bool:
    return any(step.state is State.ADJUSTING and step.day < day for step in material.steps)


def _residents(material: Material, measure: str) -> Sequence[Point]:
    """What residents who answered for themselves said, wave by wave."""
    asked = (one for one in newest_of(material, measure) if one.speaker == RESIDENT)
    found = next(asked, None)
    return found.since_break() if found else ()


def _enough(share: Share) -> bool:
    return (share.n or 0) >= PERCENT_FROM


def _reached_few(share: Share | None) -> bool:
    """True where it is known that under a tenth took part."""
    if share is None or share.x is None or not share.n:
        return False
    return share.x / share.n < REACHED_TOO_FEW

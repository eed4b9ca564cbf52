"""Three numbers beside each other, voice by voice: is it asked for, did people come, did it help?

Nobody's needs are tied to whether they came: those are different rounds and different people. So the
middle number is of all who answered, not only of those with the need, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from admin.report.groups import Speaker
from admin.report.involvement.material import Material
from admin.report.involvement.model import Figure, Table
from admin.report.involvement.series import Point, newest_of
from admin.report.involvement.tell import Teller
from admin.report.numbers import Share
from survey.texts import N_

TITLE = N_("Three numbers together: is it asked for, do people come, does it help?")
COLUMNS = (N_("Number"), N_("How many"), N_("When"))
ASK_FOR_IT = N_("Ask for what it helps with")
CAME = N_("Took part")
HELPED = N_("Say that it helped, of those who took part")
NOT_TOLD = N_("Not asked, or too few")
OF_ALL = N_(
    "How many took part is of all who answered. Nobody's answers are followed from one round to the next, so we cannot say how many of those with the need came."
)
SAYS = N_("%(what)s: %(said)s")


@dataclass(frozen=True)
class Number:
    """One of the three as a voice gave it; None: it was not asked, or is not told."""

    what: str
    point: Point | None
    share: Share | None


def three_numbers(material: Material, needs: Mapping[Speaker, tuple[Point, Share]]) -> list[Figure]:
    """A table for each voice of whom two of the three were asked; `needs` hold the first."""
    came, helped = (_newest(material, one) for one in ("took_part", "helped"))
    tell = Teller(material)
    found = []
    for speaker in dict.fromkeys((*needs, *came, *helped)):
        match = needs.get(speaker)
        numbers = (
            Number(ASK_FOR_IT, *(match or (None, None))),
            _number(CAME, came.get(speaker)),
            _number(HELPED, helped.get(speaker)),
        )
        if sum(one.point is not None for one in numbers) > 1:
            found.append(_figure(tell, speaker, numbers))
    return found


def _newest(material: Material, measure: str) -> dict[Speaker, Point]:
    return {one.speaker: one.newest for one in newest_of(material, measure)}


def _number(what: str, point: Point | None) -> Number:
    return Number(what, point, point.top if point else None)


def _figure(tell: Teller, speaker: Speaker, numbers: Sequence[Number]) -> Figure:
    rows = tuple(_row(tell, one) for one in numbers)
    waves = [one.point.wave for one in numbers if one.point]
    waves.sort(key=lambda wave: wave.report.closes_on)
    last = waves[-1].report.closes_on
    return Figure(
        key=f"three-{speaker.voice}-{speaker.perspective}",
        title=tell(TITLE),
        voice=tell.voice(speaker),
        waves=tell.waves(waves),
        said=(tell(OF_ALL),),
        alternative="; ".join(_said(tell, rows)),
        table=Table(caption=tell(TITLE), columns=tuple(map(tell, COLUMNS)), rows=rows),
        cannot_say=all(one.share is None for one in numbers),
        last_heard=last,
        stale=tell.material.is_stale(last),
    )


def _said(tell: Teller, rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield from (tell(SAYS, what=what, said=many) for what, many, _ in rows)


def _row(tell: Teller, one: Number) -> tuple[str, str, str]:
    when = tell.waves([one.point.wave]) if one.point else "–"
    if one.share is None:
        return tell(one.what), tell(NOT_TOLD), when
    return tell(one.what), tell.share(one.share)[0], when

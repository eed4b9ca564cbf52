"""Residents and relatives see it differently: a gap to talk about, and neither is the key to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from admin.report.beside import difference
from admin.report.cautions import RESIDENT
from admin.report.difference import Difference
from admin.report.groups import Speaker
from admin.report.involvement.material import Material
from admin.report.involvement.model import Figure, Pair, Pairs, Section, SectionKey, Table
from admin.report.involvement.series import Point, newest_of
from admin.report.involvement.tell import Teller, section
from admin.report.numbers import PERCENT_FROM, Share
from survey.texts import N_
from survey.voices import Perspective, Voice

MEASURES = ("satisfaction", "helped", "need_still_right")
OTHERS = (
    Speaker(Voice.RELATIVE, Perspective.AS_RESIDENT),
    Speaker(Voice.TRAINED_OTHER, Perspective.AS_RESIDENT),
)
TOO_FEW = N_("Too few to hold beside each other: 10 of each must have answered the same question.")
NEITHER = N_("Neither of them is the key to the other. Talk about it.")
LESS = N_(
    "%(other)s give the top answer to “%(question)s” less often than residents themselves: by %(low)s to %(high)s percentage points."
)
MORE = N_(
    "%(other)s give the top answer to “%(question)s” more often than residents themselves: by %(low)s to %(high)s percentage points."
)
CANNOT_TELL = N_("Whether they see “%(question)s” differently, we cannot tell.")
TITLE = N_("Residents themselves, and what others think they would answer")
QUESTION = N_("Question")
PAIR_SAYS = N_("%(question)s: residents themselves %(one)s, %(other)s %(theirs)s")


@dataclass(frozen=True)
class Gap:
    """The same question of residents and of somebody else; the difference is theirs less residents'."""

    own: Point
    theirs: Point
    apart: Difference

    @property
    def question(self) -> str:
        """What was asked, as residents met it."""
        return self.own.report.text


def views(material: Material) -> Section | None:
    """The section; None where nobody but residents was asked the same."""
    tell = Teller(material)
    if not any(_points(material, measure, other) for measure in MEASURES for other in OTHERS):
        return None
    found = gaps(material)
    if not found:
        return section(tell, SectionKey.VIEWS, [tell(TOO_FEW)], cannot_say=True)
    said = [*(_said(tell, gap) for gap in found), tell(NEITHER)]
    others = dict.fromkeys(gap.theirs.group.column.speaker for gap in found)
    figures = [
        _figure(tell, other, [g for g in found if g.theirs.group.column.speaker == other])
        for other in others
    ]
    return section(tell, SectionKey.VIEWS, said, figures)


def gaps(material: Material) -> list[Gap]:
    """Every question that both answered, ten of each and more, in the same round."""
    found = (
        _gap(own, theirs)
        for measure in MEASURES
        for other in OTHERS
        for own, theirs in _together(material, measure, other)
    )
    return [gap for gap in found if gap]


def _together(material: Material, measure: str, other: Speaker) -> Iterator[tuple[Point, Point]]:
    """The newest answers of both to the same question of the same round."""
    for own in _points(material, measure, RESIDENT):
        for theirs in _points(material, measure, other):
            if _asked(own) == _asked(theirs):
                yield own, theirs


def _asked(point: Point) -> tuple[int, str]:
    return point.wave.counts.id, point.asked.key


def _points(material: Material, measure: str, speaker: Speaker) -> list[Point]:
    return [one.newest for one in newest_of(material, measure) if one.speaker == speaker]


def _gap(own: Point, theirs: Point) -> Gap | None:
    ours, others = own.top, theirs.top
    if ours is None or others is None or not (_enough(ours) and _enough(others)):
        return None
    apart = difference(ours, others)
    return Gap(own, theirs, apart) if apart else None


def _enough(share: Share) -> bool:
    return (share.n or 0) >= PERCENT_FROM


def _said(tell: Teller, gap: Gap) -> str:
    if not gap.apart.is_sure:
        return tell(CANNOT_TELL, question=gap.question)
    low, high = sorted((abs(gap.apart.low), abs(gap.apart.high)))
    return tell(
        LESS if gap.apart.high < 0 else MORE,
        other=tell.voice(gap.theirs.group.column.speaker),
        question=gap.question,
        low=int(100 * low),
        high=-int(-100 * high // 1),
    )


def _figure(tell: Teller, other: Speaker, found: list[Gap]) -> Figure:
    pairs = tuple(
        Pair(label=gap.question, one=_percent(gap.own), other=_percent(gap.theirs)) for gap in found
    )
    names = tell.voice(RESIDENT), tell.voice(other)
    bases = [
        tell.base(one.report.base, one.group.column) for one in (found[0].own, found[0].theirs)
    ]
    return Figure(
        key=f"views-{other.voice}",
        title=tell(TITLE),
        voice=" / ".join(names),
        base=" / ".join(bases),
        waves=tell.waves([found[0].own.wave]),
        chart=Pairs(one=names[0], other=names[1], pairs=pairs),
        alternative="; ".join(_says(tell, other, gap) for gap in found),
        table=Table(
            caption=tell(TITLE),
            columns=(tell(QUESTION), *names),
            rows=tuple(
                (gap.question, _count(tell, gap.own), _count(tell, gap.theirs)) for gap in found
            ),
        ),
        last_heard=found[0].own.wave.report.closes_on,
        stale=tell.material.is_stale(found[0].own.wave.report.closes_on),
    )


def _says(tell: Teller, other: Speaker, gap: Gap) -> str:
    own, theirs = _count(tell, gap.own), _count(tell, gap.theirs)
    return tell(PAIR_SAYS, question=gap.question, one=own, other=tell.voice(other), theirs=theirs)


def _percent(point: Point) -> int | None:
    share = point.top
    if share is None or share.x is None or not share.n:
        return None
    return round(100 * share.x / share.n)


def _count(tell: Teller, point: Point) -> str:
    return tell.share(point.top)[0] if point.top else "–"

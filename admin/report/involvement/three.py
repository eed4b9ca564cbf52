"""Need, reach and help beside each other, for each voice: three numbers that only together tell."""

from __future__ import annotations

from admin.report.groups import Speaker
from admin.report.involvement.material import Material
from admin.report.involvement.model import Figure, Table
from admin.report.involvement.sections.need import match
from admin.report.involvement.series import Point, newest_of
from admin.report.involvement.tell import Teller
from admin.report.numbers import Share
from admin.report.sentences import Sentence, how_many, how_sure
from survey.needs import NEED
from survey.texts import N_

TITLE = N_("Need, reach and help beside each other")
WHO, NEED_IT = N_("Who"), N_("Ask for it")
REACHED, HELPED = N_("Have taken part"), N_("Of those, say it helped")
NOT_ASKED = N_("not asked")
OF_ALL_HEARD = N_(
    "Who took part is told of all who were heard: answers cannot be followed from one person's need to what she joined."
)
COUNT_AND_SURE = N_("%(count)s (%(sure)s)")


def three_numbers(material: Material) -> Figure | None:
    """The table of an initiative that was asked about; None while no two of the three were."""
    tell = Teller(material)
    asked = {measure: _newest(material, measure) for measure in (NEED, "took_part", "helped")}
    if sum(bool(one) for one in asked.values()) < 2 or not material.need.addressed:
        return None
    speakers = dict.fromkeys(speaker for one in asked.values() for speaker in one)
    waves = sorted(
        {
            point.wave.counts.id: point.wave for one in asked.values() for point in one.values()
        }.values(),
        key=lambda wave: wave.report.closes_on,
    )
    return Figure(
        key="three-numbers",
        title=tell(TITLE),
        waves=tell.waves(waves),
        said=(tell(OF_ALL_HEARD),),
        table=Table(
            caption=tell(TITLE),
            columns=tuple(tell(one) for one in (WHO, NEED_IT, REACHED, HELPED)),
            rows=tuple(
                (
                    tell.voice(speaker),
                    _need(tell, asked[NEED].get(speaker)),
                    _share(tell, asked["took_part"].get(speaker)),
                    _share(tell, asked["helped"].get(speaker)),
                )
                for speaker in speakers
            ),
        ),
        last_heard=waves[-1].report.closes_on,
    )


def _newest(material: Material, measure: str) -> dict[Speaker, Point]:
    return {one.speaker: one.newest for one in newest_of(material, measure)}


def _need(tell: Teller, point: Point | None) -> str:
    return _said(tell, match(tell.material, point).share if point else None)


def _share(tell: Teller, point: Point | None) -> str:
    return _said(tell, point.top if point else None)


def _said(tell: Teller, share: Share | None) -> str:
    if share is None:
        return tell(NOT_ASKED)
    say = tell.material.say
    count = say(how_many(share, tell.material.k))
    sure: list[Sentence] = how_sure(share)
    return tell(COUNT_AND_SURE, count=count, sure=say(sure[0])) if sure else count

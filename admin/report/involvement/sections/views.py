"""Residents and those who answer as they think the resident would: two views, neither of them right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from admin.report.answers import QuestionReport
from admin.report.cautions import ASSISTED_RESIDENT, RESIDENT
from admin.report.difference import Difference, newcombe
from admin.report.groups import Speaker
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import Figure, Pair, Pairs, Section, SectionKey, Table
from admin.report.involvement.sections.heard import newest
from admin.report.involvement.tell import HOW_MANY, Teller, section
from admin.report.numbers import PERCENT_FROM, Share
from survey.texts import N_
from survey.voices import Perspective, Voice

PROXY = Speaker(Voice.RELATIVE, Perspective.AS_RESIDENT)
ORDERED = ("scale", "yes_no")
CANNOT_SAY = N_(
    "We cannot compare residents and relatives: it takes 10 answers from each to the same question."
)
NEITHER = N_("Neither of them is the right answer. Talk about why.")
LOWER = N_("Relatives rate it lower than residents (by between %(low)s and %(high)s points).")
HIGHER = N_("Relatives rate it higher than residents (by between %(low)s and %(high)s points).")
NOT_SURE = N_("No sure difference. That does not mean that they see it the same way.")
TOP = N_("%(question)s: those who answered “%(answer)s”")
ASSISTED = N_("Residents who had help, by themselves: %(said)s.")
COURTESY = N_("Where staff helped, answers about staff may be kinder than they are meant.")
WHO, PAIR_SAYS = N_("Who"), N_("%(one)s: %(first)s; %(other)s: %(second)s.")


@dataclass(frozen=True)
class Gap:
    """One question of both, in one wave. `gap` is residents less relatives."""

    wave: Wave
    question: QuestionReport
    mine: Share
    theirs: Share
    gap: Difference


def views(material: Material) -> Section:
    """A figure for each question that ten or more of each have answered."""
    tell = Teller(material)
    figures = [_figure(tell, one) for one in gaps(material)]
    if not figures:
        return section(tell, SectionKey.VIEWS, [tell(CANNOT_SAY)], cannot_say=True)
    return section(tell, SectionKey.VIEWS, [tell(NEITHER)], figures)


def gaps(material: Material) -> Iterator[Gap]:
    """Every question that may be compared, of the newest round of each questionnaire."""
    for wave in newest(material):
        theirs = _answers(wave, PROXY)
        for key, mine in _answers(wave, RESIDENT).items():
            if key in theirs:
                yield _gap(wave, mine, theirs[key])


def _gap(wave: Wave, mine: QuestionReport, theirs: QuestionReport) -> Gap:
    one, other = mine.lines[0].share, theirs.lines[0].share
    apart = newcombe(one.x or 0, one.n or 0, other.x or 0, other.n or 0)
    return Gap(wave, mine, one, other, apart)


def _answers(
    wave: Wave, speaker: Speaker, least: int = PERCENT_FROM
) -> dict[tuple[str, bool], QuestionReport]:
    group = wave.group(speaker)
    return {
        (one.key, one.simple): one
        for one in (group.questions if group else ())
        if _comparable(wave, one) and (one.base or 0) >= least
    }


def _comparable(wave: Wave, one: QuestionReport) -> bool:
    asked = wave.edition.questionnaire.find(one.key)
    ordered = asked is not None and asked.kind in ORDERED
    return ordered and one.is_open and bool(one.lines) and one.lines[0].is_open


def _figure(tell: Teller, one: Gap) -> Figure:
    names = tell.voice(RESIDENT), tell.voice(PROXY)
    label = one.question.lines[0].label
    title = tell(TOP, question=one.question.text, answer=label)
    said = tell.share(one.mine)[0], tell.share(one.theirs)[0]
    pair = Pair(label=one.question.text, one=one.mine.percent, other=one.theirs.percent)
    shown = one.mine.percent is not None and one.theirs.percent is not None
    closes_on = one.wave.report.closes_on
    return Figure(
        key=f"views-{one.wave.counts.id}-{one.question.key}" + ("-simple" * one.question.simple),
        title=title,
        voice="; ".join(names),
        base="; ".join(
            f"{name}: {share.n}" for name, share in zip(names, (one.mine, one.theirs), strict=True)
        ),
        waves=tell.waves([one.wave]),
        said=(_words(tell, one.gap), *_assisted(tell, one)),
        chart=Pairs(one=names[0], other=names[1], pairs=(pair,)) if shown else None,
        alternative=tell(PAIR_SAYS, one=names[0], first=said[0], other=names[1], second=said[1]),
        table=Table(
            caption=title,
            columns=(tell(WHO), tell(HOW_MANY)),
            rows=tuple(zip(names, said, strict=True)),
        ),
        last_heard=closes_on,
        stale=tell.material.is_stale(closes_on),
    )


def _words(tell: Teller, gap: Difference) -> str:
    if not gap.is_sure:
        return tell(NOT_SURE)
    ends = sorted((abs(round(gap.low * 100)), abs(round(gap.high * 100))))
    return tell(LOWER if gap.low > 0 else HIGHER, low=ends[0], high=ends[1])


def _assisted(tell: Teller, one: Gap) -> Iterator[str]:
    helped = _answers(one.wave, ASSISTED_RESIDENT, tell.material.k)
    found = helped.get((one.question.key, one.question.simple))
    if found:
        yield tell(ASSISTED, said=tell.share(found.lines[0].share)[0])
        yield tell(COURTESY)

"""Volunteers and staff: were they expected, did they feel welcome, were they told, is there time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from admin.report.involvement.material import Material
from admin.report.involvement.measured import split_figure
from admin.report.involvement.model import Figure, Section, SectionKey, Table
from admin.report.involvement.series import Series, newest_of
from admin.report.involvement.tell import Teller, section
from admin.report.involvement.welcome import Watch, warnings, watches
from admin.report.sentences import FEWER_THAN_K, OF, how_many
from admin.report.words import VOICES
from survey.texts import N_
from survey.visit_counts import EXPECTED, WELCOME
from survey.voices import Voice

MEASURES = ("expected", "welcome", "informed", "time", "come_again", "cooperation")
HELPERS = (Voice.STAFF, Voice.VOLUNTEER, Voice.PARTNER)
WATCH = N_("The second visit against the first")
WHO, WHAT = N_("Association and centre"), N_("What was asked")
FIRST, SECOND = N_("First visit"), N_("Second visit")
ASKED = {EXPECTED: N_("Were you expected?"), WELCOME: N_("Did you feel welcome?")}
FEWER = {
    WELCOME: N_(
        "Fewer from %(partner)s felt welcome at %(centre)s at the second visit than at the first."
    ),
    EXPECTED: N_(
        "Fewer from %(partner)s were expected at %(centre)s at the second visit than at the first."
    ),
}
FELL_SILENT = N_(
    "Nearly nobody from %(partner)s has answered after the second visit at %(centre)s."
)
TALK_NOW = N_("It is few people, so it may be chance. Talk to them now all the same.")
ANSWERS_NOT_PEOPLE = N_("Answers through the codes at the doors, not people.")
NOT_ASKED = N_("Neither volunteers nor staff have been asked.")
RAISE_IT = N_("Too few of them have answered to be told of here. Raise it with them in person.")
SAID = N_("%(voice)s: %(count)s give the top answer to “%(question)s”.")


def helpers(material: Material) -> Section | None:
    """The section; None where a centre or an organisation never asked them."""
    tell = Teller(material)
    asked, watched = [*_asked(material)], watches(material)
    if not asked and not watched:
        return _without(tell)
    figures: list[Figure] = [split_figure(tell, one) for one in asked]
    unsure = all(one.cannot_say for one in figures) and not watched
    said = [tell(RAISE_IT)] if unsure else [*_watched(tell), *_said(tell, asked)]
    if watched:
        figures.insert(0, _visits(tell, watched))
    return section(tell, SectionKey.HELPERS, said, figures, cannot_say=unsure)


def _without(tell: Teller) -> Section | None:
    """Too few of them to tell of, or nobody asked."""
    few = any(
        group.column.speaker.voice in HELPERS
        for wave in tell.material.closed
        for group in wave.report.groups
    )
    if few or tell.material.about.kind == "initiative":
        said = [tell(RAISE_IT if few else NOT_ASKED)]
        return section(tell, SectionKey.HELPERS, said, cannot_say=True)
    return None


def _watched(tell: Teller) -> Iterator[str]:
    for one in warnings(tell.material):
        words = FELL_SILENT if one.second is None else FEWER[one.about]
        yield tell(words, partner=one.partner, centre=one.centre)
    if warnings(tell.material):
        yield tell(TALK_NOW)


def _visits(tell: Teller, watched: Sequence[Watch]) -> Figure:
    k = tell.material.k
    return Figure(
        key="welcome-watch",
        title=tell(WATCH),
        voice=tell(VOICES[Voice.VOLUNTEER]),
        said=(tell(ANSWERS_NOT_PEOPLE),),
        table=Table(
            caption=tell(WATCH),
            columns=tuple(tell(one) for one in (WHO, WHAT, FIRST, SECOND)),
            rows=tuple(
                (
                    f"{one.partner}, {one.centre}",
                    tell(ASKED[one.about]),
                    tell(OF, x=one.first.x, n=one.first.n),
                    tell(OF, x=one.second.x, n=one.second.n)
                    if one.second
                    else tell(FEWER_THAN_K, k=k),
                )
                for one in watched
            ),
        ),
    )


def _asked(material: Material) -> Iterator[Series]:
    for measure in MEASURES:
        for series in newest_of(material, measure):
            if series.speaker.voice in HELPERS:
                yield series


def _said(tell: Teller, asked: list[Series]) -> Iterator[str]:
    for series in asked:
        share = series.newest.top
        if share and share.x is not None:
            count = tell.material.say(how_many(share, tell.material.k))
            yield tell(
                SAID,
                voice=tell.voice(series.speaker),
                count=count,
                question=series.newest.report.text,
            )

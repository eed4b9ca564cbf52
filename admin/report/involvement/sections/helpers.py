"""Volunteers and staff: were they expected, did they feel welcome, were they told, is there time."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.involvement.material import Material
from admin.report.involvement.measured import split_figure
from admin.report.involvement.model import Figure, Section, SectionKey
from admin.report.involvement.series import Series, newest_of
from admin.report.involvement.tell import Teller, section
from admin.report.sentences import how_many
from survey.texts import N_
from survey.voices import Voice

MEASURES = ("expected", "welcome", "informed", "time", "come_again", "cooperation")
HELPERS = (Voice.STAFF, Voice.VOLUNTEER, Voice.PARTNER)
NOT_ASKED = N_("Neither volunteers nor staff have been asked.")
RAISE_IT = N_("Too few of them have answered to be told of here. Raise it with them in person.")
SAID = N_("%(voice)s: %(count)s give the top answer to “%(question)s”.")


def helpers(material: Material) -> Section | None:
    """The section; None where a centre or an organisation never asked them."""
    tell = Teller(material)
    asked = [*_asked(material)]
    if not asked:
        wanted = material.about.kind == "initiative"
        return (
            section(tell, SectionKey.HELPERS, [tell(NOT_ASKED)], cannot_say=True)
            if wanted
            else None
        )
    figures: list[Figure] = [split_figure(tell, one) for one in asked]
    unsure = all(one.cannot_say for one in figures)
    said = [tell(RAISE_IT)] if unsure else list(_said(tell, asked))
    return section(tell, SectionKey.HELPERS, said, figures, cannot_say=unsure)


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

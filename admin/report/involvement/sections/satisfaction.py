"""How satisfied people are: each voice by itself, and residents' answers round by round."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.involvement.material import Material
from admin.report.involvement.measured import curve_figure, split_figure
from admin.report.involvement.model import Figure, Section, SectionKey
from admin.report.involvement.series import newest_of
from admin.report.involvement.tell import Teller, section, without
from admin.report.sentences import how_many
from survey.texts import N_

MEASURES = ("satisfaction", "helped", "need_still_right")
NOT_ASKED = N_("Nobody has been asked how satisfied they are.")
SAID = N_("%(voice)s: %(count)s give the top answer to “%(question)s”.")


def satisfaction(material: Material) -> Section | None:
    """The section; a whole organisation or centre that never asked it does without."""
    tell = Teller(material)
    figures = list(_figures(tell))
    if not figures:
        return without(tell, SectionKey.SATISFACTION, NOT_ASKED)
    unsure = all(one.cannot_say for one in figures)
    return section(tell, SectionKey.SATISFACTION, _said(tell), figures, cannot_say=unsure)


def _figures(tell: Teller) -> Iterator[Figure]:
    for measure in MEASURES:
        for series in newest_of(tell.material, measure):
            yield split_figure(tell, series)
            curve = curve_figure(tell, series)
            if curve:
                yield curve


def _said(tell: Teller) -> Iterator[str]:
    """The first measure in a sentence for each voice."""
    for series in newest_of(tell.material, MEASURES[0]):
        share = series.newest.top
        if share and share.x is not None:
            count = tell.material.say(how_many(share, tell.material.k))
            question = series.newest.report.text
            yield tell(SAID, voice=tell.voice(series.speaker), count=count, question=question)

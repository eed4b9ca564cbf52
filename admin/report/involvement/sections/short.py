"""In short: three lines, on who was heard, whether the need is there, and whether anything changed."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.cautions import RESIDENT, hardly_heard
from admin.report.involvement.material import Material
from admin.report.involvement.model import Section, SectionKey
from admin.report.involvement.sections.need import residents_match, verdict_words
from admin.report.involvement.tell import Teller, section
from survey.texts import N_

NOTHING_CLOSED = N_("No round has closed yet, so nothing of what was said can be told.")
CONFIRMED = N_("Confirmed change: %(what)s.")
NO_SURE_CHANGE = N_("No sure change.")
HEARD_BY = N_("%(headline)s (%(title)s, until %(day)s).")


def short(material: Material, confirmed: list[str]) -> Section:
    """The section; `confirmed` are the changes that the curves confirm, in words."""
    tell = Teller(material)
    closed = material.closed
    if not closed:
        return section(tell, SectionKey.SHORT, [tell(NOTHING_CLOSED)], cannot_say=True)
    return section(tell, SectionKey.SHORT, _said(tell, confirmed))


def _said(tell: Teller, confirmed: list[str]) -> Iterator[str]:
    material = tell.material
    asked = [wave for wave in material.closed if wave.column(RESIDENT)]
    wave = asked[-1] if asked else material.closed[-1]
    headline = material.say(wave.report.headline)
    day = tell.day(wave.report.closes_on)
    yield tell(HEARD_BY, headline=headline, title=wave.report.title, day=day)
    if material.about.kind == "initiative":
        yield verdict_words(tell, residents_match(material))
    if confirmed:
        yield tell(CONFIRMED, what="; ".join(confirmed))
    else:
        yield tell(NO_SURE_CHANGE)


def residents_are_heard(material: Material) -> bool:
    """True when the newest round that asked residents has heard them well enough to speak of them."""
    asked = [wave for wave in material.closed if wave.column(RESIDENT)]
    return bool(asked) and not hardly_heard(asked[-1].column(RESIDENT))

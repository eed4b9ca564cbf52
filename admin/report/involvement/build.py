"""An involvement report out of its material: each section by itself, then what they raise together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from admin.report.involvement.flags import Flag
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import AskedIn, InvolvementReport, Section, SectionKey
from admin.report.involvement.raised import raised
from admin.report.involvement.sections.agenda import agenda
from admin.report.involvement.sections.barriers import barriers
from admin.report.involvement.sections.change import change
from admin.report.involvement.sections.decision import decision
from admin.report.involvement.sections.done import done
from admin.report.involvement.sections.heard import heard
from admin.report.involvement.sections.helpers import helpers
from admin.report.involvement.sections.need import need
from admin.report.involvement.sections.satisfaction import confirmed_changes, satisfaction
from admin.report.involvement.sections.short import short
from admin.report.involvement.sections.views import views
from admin.report.involvement.sections.well_being import well_being
from admin.report.involvement.sections.words import own_words
from admin.report.involvement.tell import Teller
from survey.texts import N_

Make = Callable[[Material], Section | None]


MAKERS: Mapping[SectionKey, Make] = MappingProxyType(
    {
        SectionKey.HEARD: heard,
        SectionKey.NEED: need,
        SectionKey.CHANGE: change,
        SectionKey.SATISFACTION: satisfaction,
        SectionKey.WELL_BEING: well_being,
        SectionKey.BARRIERS: barriers,
        SectionKey.OWN_WORDS: own_words,
        SectionKey.HELPERS: helpers,
        SectionKey.VIEWS: views,
        SectionKey.DONE: done,
        SectionKey.DECISION: decision,
    }
)
"""What makes each section between the first and the last, in their order; None leaves one out."""

CORRECTED = N_("%(title)s, until %(day)s: %(what)s")
NOTHING_YET = N_("There is nothing to report yet: no round has closed.")
NOBODY_ANSWERED = N_("There is nothing to report: nobody has answered in any round.")
DO_ASK = N_(
    "Plan a round, put a tablet where residents sit, and ask somebody to help those who need it."
)
DO_WAIT = N_(
    "A round is open until %(day)s. See who has been heard so far, and ask where it is silent."
)
DO_FIND_OUT = N_("Find out why: was the tablet in sight, did anybody ask, was the time right?")


def involvement_report(material: Material) -> InvolvementReport:
    """The report as of the material's day. With nothing to say, it says why and what to do next."""
    nothing = tuple(_nothing(material))
    sections = () if nothing else tuple(_sections(material))
    return InvolvementReport(
        about=material.about,
        language=material.language,
        made_on=material.today,
        k=material.k,
        simulated=material.simulated,
        waves=tuple(_asked_in(wave) for wave in material.closed),
        open_waves=tuple(_asked_in(wave) for wave in material.waves if not wave.closed),
        sections=sections,
        notes=tuple(_notes(material)),
        nothing=nothing,
    )


def _sections(material: Material) -> Iterator[Section]:
    flags: list[Flag] = list(raised(material))
    yield short(material, confirmed_changes(material))
    for make in MAKERS.values():
        made = make(material)
        if made and _belongs(made, material):
            yield made
    yield agenda(material, flags)


def _notes(material: Material) -> Iterator[str]:
    """What has changed in each wave since its numbers were released."""
    tell = Teller(material)
    for wave in material.closed:
        report = wave.report
        for one in report.corrections:
            day, what = tell.day(report.closes_on), material.say(one)
            yield tell(CORRECTED, title=report.title, day=day, what=what)


def _belongs(made: Section, material: Material) -> bool:
    """An initiative says what was never asked; a centre and an organisation do without."""
    return material.about.kind == "initiative" or bool(made.figures) or not made.cannot_say


def _asked_in(wave: Wave) -> AskedIn:
    report = wave.report
    return AskedIn(
        round_id=wave.counts.id,
        title=report.title,
        opens_on=report.opens_on,
        closes_on=report.closes_on,
    )


def _nothing(material: Material) -> Iterator[str]:
    tell = Teller(material)
    open_ = [wave for wave in material.waves if not wave.closed]
    if any(wave.report.groups for wave in material.closed):
        return
    if material.closed:
        yield tell(NOBODY_ANSWERED)
        yield tell(DO_FIND_OUT)
    else:
        yield tell(NOTHING_YET)
    if open_:
        yield tell(DO_WAIT, day=tell.day(max(wave.report.closes_on for wave in open_)))
    else:
        yield tell(DO_ASK)

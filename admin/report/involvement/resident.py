"""The residents' edition: one page of few words, on what was said and what was done for it.

It holds only what may be shown to everybody: what staff have ticked to be shown, signed where a
leader signs, and numbers of residents themselves that the report tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from admin.report.cautions import RESIDENT
from admin.report.grid import CellKind
from admin.report.involvement.material import Material
from admin.report.involvement.model import About, Told
from admin.report.involvement.series import newest_of
from admin.report.involvement.tell import Teller
from admin.report.involvement.top_choice import top_choice
from survey.actions import Action, BackState, answered_back
from survey.due import WRITTEN_IN
from survey.needs import NEED
from survey.texts import N_

MOST = 4
"""So many of the newest fit on the page in large print."""
TITLE = N_("You said, we did")
HEARD = N_("%(n)s of %(size)s residents have answered.")
HEARD_N = N_("%(n)s residents have answered.")
FEW = N_("Few residents have answered. We would like to hear from you.")
NOTHING = N_("We have nothing to tell yet. We will tell you here.")
TELL_US = N_("Tell us what you think. It counts.")
YOU_SAID = N_("You said")
SIMULATED = N_("Simulated answers")
ANSWERS: Mapping[BackState, str] = MappingProxyType(
    {
        BackState.PROMISED: N_("We have promised"),
        BackState.DONE: N_("We did"),
        BackState.DROPPED: N_("We could not, because"),
    }
)


class Answered(Told):
    """What was said, and what was answered under its heading; `signed` by whom, or empty."""

    said: str
    heading: str
    answer: str
    signed: str = ""


class ResidentEdition(Told):
    """The page in one language: every text is said. `heard` is how many answered, and what for."""

    about: About
    language: str
    made_on: date
    day: str
    title: str
    you_said: str
    heard: tuple[str, ...]
    answered: tuple[Answered, ...]
    closing: tuple[str, ...]
    simulated: str = ""


def resident_edition(material: Material) -> ResidentEdition:
    """The edition as of the material's day."""
    tell = Teller(material)
    answered = tuple(_answered(tell))
    return ResidentEdition(
        about=material.about,
        language=material.language,
        made_on=material.today,
        day=tell.day(material.today),
        title=tell(TITLE),
        you_said=tell(YOU_SAID),
        heard=tuple(_heard(tell)),
        answered=answered,
        closing=(tell(TELL_US),) if answered else (tell(NOTHING), tell(TELL_US)),
        simulated=tell(SIMULATED) if material.simulated else "",
    )


def _heard(tell: Teller) -> Iterator[str]:
    asked = [wave for wave in tell.material.closed if wave.column(RESIDENT)]
    column = asked[-1].column(RESIDENT) if asked else None
    if column is None:
        return
    whole = column.whole
    if whole.kind is not CellKind.COUNT or not whole.n or (whole.size and whole.n > whole.size):
        yield tell(FEW)
        return
    yield tell(HEARD, n=whole.n, size=whole.size) if whole.size else tell(HEARD_N, n=whole.n)
    for one in newest_of(tell.material, NEED):
        if one.speaker == RESIDENT and one.newest.wave is asked[-1]:
            yield from top_choice(tell, one.newest)


def _answered(tell: Teller) -> Iterator[Answered]:
    shown = [one for one in tell.material.actions if one.promise.shown]
    told = (one for action in shown if (one := _in_words(tell, action)))
    for _, one in zip(range(MOST), told, strict=False):
        yield one


def _in_words(tell: Teller, action: Action) -> Answered | None:
    """In the reader's language, else as it was written down."""
    back = answered_back(action.promise, action.outcome)
    words = back.in_language(tell.material.language) or back.in_language(WRITTEN_IN)
    if not words:
        return None
    signed = ", ".join(one for one in (back.signed.name, back.signed.role) if one)
    return Answered(
        said=words[0], heading=tell(ANSWERS[back.state]), answer=words[1], signed=signed
    )

"""Money and decision: how long it lasts, and what the answers speak for. People decide."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.involvement.evidence import QUESTIONS, Piece, Weighed, weigh
from admin.report.involvement.falls import confirmed_falls
from admin.report.involvement.material import Material
from admin.report.involvement.model import Figure, Section, SectionKey, Table
from admin.report.involvement.tell import Teller, section
from survey.initiative_dates import funding_end
from survey.initiatives import State, Verdict
from survey.texts import N_

ENDS_IN = N_("The money runs out in %(months)s months, on %(day)s.")
ENDS_IN_ONE = N_("The money runs out in a month, on %(day)s.")
ENDS_SOON = N_("The money runs out on %(day)s. That is less than a month away.")
ENDED = N_("The money ran out on %(day)s.")
NO_END = N_("Nobody has written down when the money runs out.")
GOES_ON = N_("When the money has run out, this goes on: %(what)s")
SPEAKS_FOR = {
    Verdict.GO_ON: N_("Taken together, the answers speak for going on. You decide."),
    Verdict.ADJUST: N_("Taken together, the answers speak for adjusting. You decide."),
    Verdict.STOP: N_("Something speaks for talking about stopping. You decide."),
}
UNKNOWN_SO_FAR = N_("We do not know enough to say what the answers speak for. Unknown: %(what)s")
TABLE = N_("What the answers speak for")
WHAT, FOUND = N_("What we ask"), N_("What we know")
COLUMNS = {
    Verdict.GO_ON: N_("Carrying on"),
    Verdict.ADJUST: N_("Adjusting"),
    Verdict.STOP: N_("Talking about stopping"),
}
SPEAKS, UNKNOWN, SILENT = N_("speaks for it"), N_("unknown"), "–"
DECIDED = {
    Verdict.GO_ON: N_("On %(day)s it was decided to go on."),
    Verdict.ADJUST: N_("On %(day)s it was decided to adjust."),
    Verdict.STOP: N_("On %(day)s it was decided to stop."),
}
TOLD = N_("Residents are told so: “%(words)s”")


def decision(material: Material) -> Section | None:
    """The section of an initiative; None for anything else: only an initiative is decided on."""
    if material.about.kind != "initiative":
        return None
    tell, weighed = Teller(material), weigh(material, confirmed_falls(material))
    said = [*_money(tell), _speaks(tell, weighed), *_decided(tell)]
    unsure = weighed.speaks_for is None
    return section(tell, SectionKey.DECISION, said, [_figure(tell, weighed)], cannot_say=unsure)


def _money(tell: Teller) -> Iterator[str]:
    end = funding_end(tell.material.funding_ends_on, tell.material.today)
    if end is None:
        yield tell(NO_END)
        return
    day = tell.day(end.ends_on)
    if end.is_over:
        yield tell(ENDED, day=day)
    elif end.months == 1:
        yield tell(ENDS_IN_ONE, day=day)
    elif end.months:
        yield tell(ENDS_IN, months=end.months, day=day)
    else:
        yield tell(ENDS_SOON, day=day)
    if tell.material.goes_on:
        yield tell(GOES_ON, what=tell.material.goes_on)


def _speaks(tell: Teller, weighed: Weighed) -> str:
    if weighed.speaks_for is not None:
        return tell(SPEAKS_FOR[weighed.speaks_for])
    return tell(
        UNKNOWN_SO_FAR, what=" ".join(tell(QUESTIONS[one.about]) for one in weighed.unknown)
    )


def _decided(tell: Teller) -> Iterator[str]:
    """What was decided last, and how residents are told."""
    made = [one for one in tell.material.steps if one.state is State.DECIDED and one.verdict]
    for step in made[-1:]:
        if step.verdict:
            yield tell(DECIDED[step.verdict], day=tell.day(step.day))
        if step.told:
            yield tell(TOLD, words=step.told)


def _figure(tell: Teller, weighed: Weighed) -> Figure:
    waves = tell.material.closed
    return Figure(
        key="evidence",
        title=tell(TABLE),
        waves=tell.waves(waves) if waves else "",
        table=Table(
            caption=tell(TABLE),
            columns=(tell(WHAT), tell(FOUND), *(tell(one) for one in COLUMNS.values())),
            rows=tuple(_row(tell, piece) for piece in weighed.pieces),
        ),
        cannot_say=weighed.speaks_for is None,
    )


def _row(tell: Teller, piece: Piece) -> tuple[str, ...]:
    return (
        tell(QUESTIONS[piece.about]),
        piece.found,
        *(_cell(tell, piece, verdict) for verdict in COLUMNS),
    )


def _cell(tell: Teller, piece: Piece, verdict: Verdict) -> str:
    if piece.points_at is None:
        return tell(UNKNOWN)
    return tell(SPEAKS) if piece.points_at is verdict else SILENT

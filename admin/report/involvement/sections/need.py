"""Is the need still there: how many residents ask for what the initiative helps with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from admin.report.cautions import RESIDENT
from admin.report.involvement.material import Material
from admin.report.involvement.model import Dots, Figure, Section, SectionKey, Table
from admin.report.involvement.picks import picked_in
from admin.report.involvement.sections.three import three_numbers
from admin.report.involvement.series import Point, Series, newest_of
from admin.report.involvement.tell import HOW_MANY, HOW_SURE, SHARE, Teller, section
from admin.report.involvement.top_choice import top_choice
from admin.report.needs import NeedVerdict, match_of
from admin.report.numbers import Form, Share, show_share
from survey.needs import NEED
from survey.texts import N_

VERDICTS = {
    NeedVerdict.STILL_REAL: N_("Yes, the need is still there."),
    NeedVerdict.NO_LONGER: N_("The need is no longer supported."),
    NeedVerdict.CANNOT_TELL: N_("We cannot tell whether the need is still there."),
}
NOT_UNCOVERED = N_("Not uncovered: residents have not been asked what they need.")
TOO_FEW = N_("Too few residents have answered to tell whether the need is still there.")
NOTHING_ADDRESSED = N_(
    "Nobody has written down which needs this helps with, so we cannot hold the answers against them."
)
NO_FLOOR = N_(
    "No partner has agreed how many must still ask for it, so there is no verdict. Agree on a number."
)
POINT_AT = N_(
    "%(x)s of %(n)s point at what the initiative helps with (between %(low)s and %(high)s %%)."
)
POINT_AT_FEW = N_("%(x)s of %(n)s point at what the initiative helps with.")
FLOOR_LINE = N_("Agreed floor: %(floor)s %%")
FLOOR_IS = N_("The partners have agreed to go on while at least %(floor)s %% ask for it.")
RESIDENTS_DECIDE = N_("Residents who answered for themselves decide. Others are shown beside them.")
MATCH_TITLE = N_("Do they ask for what the initiative helps with?")
NEEDS_TITLE = N_("What is asked for")
WHO = N_("Who")


@dataclass(frozen=True)
class Match:
    """How a voice's newest picks fit what the initiative helps with; None: it cannot be told."""

    point: Point
    share: Share
    verdict: NeedVerdict | None


def need(material: Material) -> Section:
    """The verdict by residents themselves, every voice beside it, then what was picked."""
    tell = Teller(material)
    asked = newest_of(material, NEED)
    matches = {one.speaker: match(material, one.newest) for one in asked}
    figures = [_picked(tell, one) for one in asked]
    if material.about.kind != "initiative":
        said = [] if asked else [tell(NOT_UNCOVERED)]
        return section(tell, SectionKey.NEED, said, figures, cannot_say=not asked)
    said = [*_verdict(tell, matches.get(RESIDENT), bool(asked))]
    if matches and material.need.addressed:
        figures.insert(0, _matches(tell, list(matches.values())))
    if material.about.kind == "initiative":
        told = {who: (one.point, one.share) for who, one in matches.items()}
        figures.extend(three_numbers(material, told if material.need.addressed else {}))
    decided = matches.get(RESIDENT)
    unsure = decided is None or decided.verdict in (None, NeedVerdict.CANNOT_TELL)
    return section(tell, SectionKey.NEED, said, figures, cannot_say=unsure)


def match(material: Material, point: Point) -> Match:
    """How many at this point picked what is helped with, and the verdict against the floor."""
    column, need = point.group.column, material.need
    base = point.report.base
    if base is None or not base or not need.addressed:
        return Match(point, show_share(0, 0, k=material.k), None)
    size = None if column.open_link else column.whole.size
    picked = picked_in(point)
    x, n = picked.any_of(need.addressed), picked.n
    if size is not None and n > size:
        return Match(point, show_share(0, 0, k=material.k), None)
    share = show_share(x, n, size, k=material.k)
    verdict = None if need.floor is None else match_of(x, n, size, need.floor / 100).verdict
    return Match(point, share, verdict if n >= material.k else None)


def residents_match(material: Material) -> Match | None:
    """How residents who answered for themselves see it; None when they were never asked."""
    asked = (one for one in newest_of(material, NEED) if one.speaker == RESIDENT)
    found = next(asked, None)
    return match(material, found.newest) if found else None


def verdict_words(tell: Teller, found: Match | None) -> str:
    """The verdict as a whole sentence, whatever is missing."""
    if found is None:
        return tell(NOT_UNCOVERED)
    if found.share.form in (Form.SILENT, Form.HIDDEN):
        return tell(TOO_FEW) if tell.material.need.addressed else tell(NOTHING_ADDRESSED)
    if found.verdict is None:
        return tell(NO_FLOOR)
    return tell(VERDICTS[found.verdict])


def _verdict(tell: Teller, found: Match | None, asked: bool) -> Iterator[str]:
    yield verdict_words(tell, found)
    if found:
        yield from _pointed(tell, found)
    floor = tell.material.need.floor
    if floor is not None and asked:
        yield tell(FLOOR_IS, floor=floor)
    if asked:
        yield tell(RESIDENTS_DECIDE)


def _pointed(tell: Teller, found: Match) -> Iterator[str]:
    share = found.share
    if share.x is None or share.n is None:
        return
    if share.between is None:
        yield tell(POINT_AT_FEW, x=share.x, n=share.n)
    else:
        low, high = share.between.low, share.between.high
        yield tell(POINT_AT, x=share.x, n=share.n, low=low, high=high)


def _matches(tell: Teller, matches: list[Match]) -> Figure:
    floor = tell.material.need.floor
    named = [(tell.voice(one.point.group.column.speaker), one) for one in matches]
    dots = tuple(tell.dot_of(name, one.share) for name, one in named)
    said_floor = tell(FLOOR_LINE, floor=floor) if floor is not None else ""
    return Figure(
        key="need-match",
        title=tell(MATCH_TITLE),
        waves=tell.waves([matches[0].point.wave]),
        chart=Dots(dots=dots, floor=floor, floor_said=said_floor),
        alternative=tell.dots(dots),
        table=Table(
            caption=tell(MATCH_TITLE),
            columns=tuple(tell(one) for one in (WHO, HOW_MANY, SHARE, HOW_SURE)),
            rows=tuple((name, *tell.share(one.share)) for name, one in named),
        ),
        last_heard=max(one.point.wave.report.closes_on for one in matches),
    )


def _picked(tell: Teller, series: Series) -> Figure:
    point = series.newest
    lines = point.report.lines
    dots = tuple(tell.dot(line) for line in lines)
    return Figure(
        key=f"needs-{series.speaker.voice}-{series.speaker.perspective}",
        title=tell(NEEDS_TITLE),
        voice=tell.voice(series.speaker),
        base=tell.base(point.report.base, point.group.column),
        waves=tell.waves([point.wave]),
        said=(*top_choice(tell, point), *(tell.material.say(one) for one in point.report.notes)),
        chart=Dots(dots=dots) if lines else None,
        alternative=tell.dots(dots) if lines else "",
        table=tell.lines_table(point.report.text, lines) if lines else None,
        cannot_say=not lines,
        last_heard=point.wave.report.closes_on,
        stale=tell.material.is_stale(point.wave.report.closes_on),
    )

"""The involvement report as data: every text is said, every number is fit to be shown.

Web page, PDF, large print, plain text and JSON are all made of this and of nothing else. Its JSON
Schema is what `flask report --schema` prints.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = 1
"""Counted up when a reader of the JSON would have to change."""


class Told(BaseModel):
    """Part of a report that nobody changes any more."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionKey(StrEnum):
    """The thirteen sections, in their order."""

    SHORT = "short"
    HEARD = "heard"
    NEED = "need"
    CHANGE = "change"
    SATISFACTION = "satisfaction"
    WELL_BEING = "well_being"
    BARRIERS = "barriers"
    OWN_WORDS = "own_words"
    HELPERS = "helpers"
    VIEWS = "views"
    DONE = "done"
    DECISION = "decision"
    AGENDA = "agenda"


class Table(Told):
    """Rows of text under columns; the first column names the row. The twin of a chart."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Dot(Told):
    """A share in percent with its interval; None is: not shown as a number, `said` says why. Where the
    interval is too wide for a percent it stands alone.
    """

    label: str
    percent: int | None = None
    low: int | None = None
    high: int | None = None
    said: str = ""


class Dots(Told):
    """Shares in a column of rows, with a line at the floor that was agreed (percent)."""

    kind: Literal["dots"] = "dots"
    dots: tuple[Dot, ...]
    floor: int | None = None
    floor_said: str = ""


class Bar(Told):
    """One row of a stacked bar: whole percents of each answer, in the order of the legend."""

    label: str
    parts: tuple[int, ...]


class Stacked(Told):
    """How the answers fall, a row for each voice or question."""

    kind: Literal["stacked"] = "stacked"
    legend: tuple[str, ...]
    bars: tuple[Bar, ...]


class Mark(StrEnum):
    """What is to be seen at a point of a curve."""

    PLAIN = "plain"
    LOOK = "look"
    """Worth talking about."""
    CONFIRMED = "confirmed"


class Reading(Told):
    """One wave on a curve: whole percent, or None where it may not be shown."""

    day: date
    percent: int | None
    mark: Mark = Mark.PLAIN
    breaks: bool = False
    """True when it must not be compared with what is before it."""


class Event(Told):
    """Something that was done on a day, as a line on the curve."""

    day: date
    label: str


class Curve(Told):
    """A share over waves. `mean`, `low` and `high` (percent, within 0-100) are the usual; None where
    there are too few waves to tell. `provisional` limits are drawn dashed.
    """

    kind: Literal["curve"] = "curve"
    readings: tuple[Reading, ...]
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    provisional: bool = False
    events: tuple[Event, ...] = ()


class Slope(Told):
    """One line from the wave before to this one, in percent."""

    label: str
    before: int | None
    after: int | None


class Slopes(Told):
    """Shares in two waves beside each other."""

    kind: Literal["slopes"] = "slopes"
    before: str
    after: str
    slopes: tuple[Slope, ...]


class Pair(Told):
    """The same question of two voices: two dots on one row."""

    label: str
    one: int | None
    other: int | None


class Pairs(Told):
    """Two voices beside each other, never together."""

    kind: Literal["pairs"] = "pairs"
    one: str
    other: str
    pairs: tuple[Pair, ...]


Chart = Annotated[Dots | Stacked | Curve | Slopes | Pairs, Field(discriminator="kind")]


class Figure(Told):
    """One figure with all that must stand beside it.

    `voice` who speaks, `base` how many of how many, `waves` when they were asked; `said` are plain
    sentences under it; `alternative` says the picture in words; `table` holds the same numbers.
    `last_heard` is the closing day of the newest wave in it; `stale` when that is long ago.
    """

    key: str
    title: str
    voice: str = ""
    base: str = ""
    waves: str = ""
    said: tuple[str, ...] = ()
    chart: Chart | None = None
    alternative: str = ""
    table: Table | None = None
    cannot_say: bool = False
    last_heard: date | None = None
    stale: bool = False


class Section(Told):
    """One of the thirteen: sentences first, then figures. `cannot_say` when it has no finding."""

    key: SectionKey
    number: int
    title: str
    said: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    cannot_say: bool = False


class AskedIn(Told):
    """A round that is in the report."""

    round_id: int
    title: str
    opens_on: date
    closes_on: date


class About(Told):
    """Whom a report is about: an initiative, a centre, or the whole organisation (without number)."""

    kind: Literal["initiative", "centre", "organisation"]
    id: int | None
    name: str


class InvolvementReport(Told):
    """The whole report in one language, as of one day. `notes` tell what was corrected since it was
    first told; `nothing` is set where there is nothing to say: why, and what to do next.
    """

    schema_version: int = SCHEMA
    about: About
    language: str
    made_on: date
    k: int
    simulated: bool = False
    waves: tuple[AskedIn, ...] = ()
    open_waves: tuple[AskedIn, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()

    def section(self, key: SectionKey) -> Section | None:
        """A section by its key; None where the report has none."""
        return next((one for one in self.sections if one.key is key), None)

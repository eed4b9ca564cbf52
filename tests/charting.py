"""A chart of every kind, with what is hard to draw in it."""

from __future__ import annotations

from datetime import date, timedelta

from admin.report.involvement.model import (
    Bar,
    Chart,
    Curve,
    Dot,
    Dots,
    Event,
    Mark,
    Pair,
    Pairs,
    Reading,
    Slope,
    Slopes,
    Stacked,
)

DAY = date(2025, 1, 10)
LONG = "At komme mere ud i det fri sammen med nogen, man kender i forvejen"


def reading(i: int, percent: int | None, mark: Mark = Mark.PLAIN, breaks: bool = False) -> Reading:
    """The wave of the month with that number."""
    return Reading(day=DAY + timedelta(days=30 * i), percent=percent, mark=mark, breaks=breaks)


DOTS = Dots(
    dots=(
        Dot(label="Musik <og> sang & dans", percent=70, low=60, high=79, said="21 af 30"),
        Dot(label=LONG, percent=40, low=25, high=58, said="12 af 30"),
        Dot(label="For bredt", low=12, high=74, said="4 af 10"),
        Dot(label="Beboere", said="færre end 5 af 12"),
    ),
    floor=30,
    floor_said="Aftalt bund: 30 %",
)
CURVE = Curve(
    readings=(
        reading(0, 40),
        reading(1, 45),
        reading(2, 38, Mark.LOOK),
        reading(3, None),
        reading(4, 42, breaks=True),
        reading(5, 80, Mark.CONFIRMED),
    ),
    mean=44,
    low=25,
    high=63,
    provisional=True,
    events=(Event(day=DAY + timedelta(days=70), label="Sang"),),
)
CHARTS: dict[str, Chart] = {
    "dots": DOTS,
    "stacked": Stacked(
        legend=("Ja", "Lidt", "Nej"),
        bars=(Bar(label="Beboere", parts=(50, 49, 1)), Bar(label="Tom", parts=(0, 0, 0))),
    ),
    "curve": CURVE,
    "one reading": Curve(readings=(reading(0, 40),)),
    "slopes": Slopes(
        before="Marts 2026",
        after="Juni 2026",
        slopes=(
            Slope(label="Musik og sang", before=30, after=28),
            Slope(label=LONG, before=None, after=29),
            Slope(label="Andet", before=5, after=None),
        ),
    ),
    "pairs": Pairs(
        one="Beboere",
        other="Pårørende, som de tror, at beboeren selv ville svare",
        pairs=(Pair(label=LONG, one=60, other=42), Pair(label="Ro", one=None, other=42)),
    ),
}

"""Charts: safe, the same each time, to be read small and in grey, nothing lost outside the paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from admin.report.charts import chart_digest, chart_svg, is_drawable
from admin.report.charts.lettering import apart, lines_of, width_of
from admin.report.charts.paper import WIDTH
from admin.report.charts.stacked import fills_for
from admin.report.charts.tidy import UnsafeDrawing, tidy
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

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2025, 1, 10)
LONG = "At komme mere ud i det fri sammen med nogen, man kender i forvejen"


def _reading(i: int, percent: int | None, mark: Mark = Mark.PLAIN, breaks: bool = False) -> Reading:
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
        _reading(0, 40),
        _reading(1, 45),
        _reading(2, 38, Mark.LOOK),
        _reading(3, None),
        _reading(4, 42, breaks=True),
        _reading(5, 80, Mark.CONFIRMED),
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
    "one reading": Curve(readings=(_reading(0, 40),)),
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
EMPTY: tuple[Chart, ...] = (
    Dots(dots=()),
    Stacked(legend=(), bars=()),
    Curve(readings=()),
    Slopes(before="", after="", slopes=()),
    Pairs(one="", other="", pairs=()),
)


def words(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 # ours


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_shapes_and_words_and_nothing_that_runs_or_fetches(name: str) -> None:
    root = ET.fromstring(chart_svg(CHARTS[name]))  # noqa: S314 # ours
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "g", "path", "rect", "line", "text"),
    }
    named = {key for one in root.iter() for key in one.attrib}
    assert not {key for key in named if "href" in key or key.startswith("on") or key == "style"}
    assert not {key for key in named if key == "id" or "aria-role" in key}
    assert "url(" not in chart_svg(CHARTS[name])


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_chart_gives_the_same_bytes(name: str) -> None:
    assert chart_svg(CHARTS[name]) == chart_svg(CHARTS[name].model_copy())


@pytest.mark.parametrize("name", CHARTS)
def test_words_are_large_enough_on_the_narrowest_phone_and_stay_on_the_paper(name: str) -> None:
    root = ET.fromstring(chart_svg(CHARTS[name]))  # noqa: S314 # ours
    assert not [one for one in root.iter() if one is not root and "font-size" in one.attrib]
    assert float(root.attrib["font-size"]) * 256 / WIDTH >= 13
    high = float(root.attrib["height"])
    for one in root.iter(f"{SVG}text"):
        found = re.search(r"translate\(([-\d.]+),([-\d.]+)\)", one.attrib["transform"])
        assert found
        x, y, wide = float(found[1]), float(found[2]), width_of(one.text or "")
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[one.attrib["text-anchor"]]
        assert left >= -1, one.text
        assert left + wide <= WIDTH + 12, one.text
        assert 8 <= y <= high + 1, one.text


@pytest.mark.parametrize("chart", EMPTY)
def test_nothing_to_draw_is_no_fault(chart: Chart) -> None:
    ET.fromstring(chart_svg(chart))  # noqa: S314 # ours


def test_what_is_hidden_is_words_without_a_mark() -> None:
    hidden = Dots(dots=(Dot(label="Beboere", said="færre end 5 af 12"),))
    assert not is_drawable(hidden)
    assert is_drawable(DOTS)
    assert words(chart_svg(hidden)) == ["Beboere", "færre end 5 af 12"]


def test_the_floor_is_named_and_long_names_are_whole() -> None:
    said = words(chart_svg(DOTS))
    assert "Aftalt bund: 30 %" in said
    assert LONG in " ".join(said)
    assert "Musik <og> sang & dans" in said


def _dashes(svg: str) -> set[str]:
    root = ET.fromstring(svg)  # noqa: S314 # ours
    return {one.attrib.get("stroke-dasharray", "") for one in root.iter(f"{SVG}line")}


def test_provisional_limits_are_dashed_and_others_not() -> None:
    assert "5,4" in _dashes(chart_svg(CURVE))
    assert "5,4" not in _dashes(chart_svg(CURVE.model_copy(update={"provisional": False})))


def _shapes(svg: str) -> set[tuple[str, str]]:
    root = ET.fromstring(svg)  # noqa: S314 # ours
    return {
        (one.attrib["d"], one.attrib["fill"])
        for one in root.iter(f"{SVG}path")
        if "fill" in one.attrib
    }


def test_marks_differ_in_shape_or_size_and_not_by_colour_alone() -> None:
    def shapes(mark: Mark) -> set[str]:
        one = Curve(readings=(_reading(0, 40, mark),))
        return {shape for shape, _ in _shapes(chart_svg(one))}

    drawn = [shapes(mark) for mark in Mark]
    assert all(drawn)
    assert len(set.union(*drawn)) == sum(len(one) for one in drawn)


def test_a_break_takes_the_line_away() -> None:
    def lines(breaks: bool) -> int:
        two = Curve(readings=(_reading(0, 40), _reading(1, 60, breaks=breaks)))
        root = ET.fromstring(chart_svg(two))  # noqa: S314 # ours
        thick = (one for one in root.iter(f"{SVG}line") if one.attrib["stroke-width"] == "2")
        return len(list(thick))

    assert (lines(False), lines(True)) == (1, 0)


@pytest.mark.parametrize("parts", range(1, 9))
def test_parts_of_a_bar_are_told_apart_in_grey(parts: int) -> None:
    def grey(fill: str) -> float:
        red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    found = [grey(one) for one in fills_for(parts)]
    assert all(abs(a - b) >= 12 for a, b in pairwise(found))


def test_what_runs_or_fetches_is_refused() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    for inside in ("<script/>", "<image/>", "<a/>", "<style/>", "<foreignObject/>", "<use/>"):
        with pytest.raises(UnsafeDrawing):
            tidy(f"{head}{inside}</svg>")
    assert "onload" not in tidy(f'{head}<g onload="x" style="x" clip-path="url(http://x)"/></svg>')


def test_a_digest_is_of_what_is_drawn() -> None:
    assert chart_digest(DOTS) == chart_digest(DOTS.model_copy())
    assert chart_digest(DOTS) != chart_digest(DOTS, "en")
    assert chart_digest(DOTS) != chart_digest(DOTS.model_copy(update={"floor": 31}))


def test_words_are_broken_and_kept_apart() -> None:
    assert " ".join(lines_of(LONG, 120)) == LONG
    assert all(width_of(one) <= 120 for one in lines_of(LONG, 120))
    assert apart([10, 11, 12], 5, 100) == [10, 15, 20]
    assert apart([98, 99, 100], 5, 100) == [90, 95, 100]

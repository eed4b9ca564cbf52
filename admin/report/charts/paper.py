"""The paper charts are drawn on: lines, spots, boxes and words at places counted in pixels.

The words stand beside what they name, so each kind of chart lays out its own rows; Altair draws
them. Nothing here knows what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

import altair as alt

WIDTH = 280
"""Nearly as wide as the text on the narrowest phone; two stand beside each other on a page of A4."""
SIZE = 15
"""Of the words, in the same pixels."""
LEADING = 19
"""From line to line."""
INK, QUIET, DEEP = "#14232b", "#3d4f57", "#0b4753"
GREY, LINE, PALE, WHITE = "#8a969b", "#d9cfbb", "#b9cfd1", "#ffffff"
DASHED = (5.0, 4.0)
FONTS = "Atkinson Hyperlegible Next, Lydhoer Latin, Lydhoer Latin Extended, sans-serif"
"""As browsers call it, and as typesetting does."""


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = INK
    width: float = 1
    dash: tuple[float, ...] = (1.0, 0.0)


@dataclass(frozen=True)
class Spot:
    """A mark around a point; `area` in square pixels, `shape` as Vega names it."""

    x: float
    y: float
    shape: str = "circle"
    area: float = 90
    fill: str = DEEP
    edge: str = DEEP
    width: float = 1.5


@dataclass(frozen=True)
class Box:
    """A filled rectangle between two corners."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str = DEEP
    edge: str = WHITE


@dataclass(frozen=True)
class Words:
    """One line of words, its middle at `y`; `align` says which end `x` is."""

    x: float
    y: float
    text: str
    align: str = "left"
    colour: str = INK
    weight: int = 400


Drawn = Rule | Spot | Box | Words


def chart(drawn: Iterable[Drawn], height: float) -> dict[str, Any]:
    """What is drawn, in its order, as a Vega-Lite chart of that height."""
    groups = groupby(drawn, key=type)
    layers = [_LAYERS[kind](list(some), height) for kind, some in groups]
    layered = alt.layer(*layers).properties(width=WIDTH, height=height, padding=0)
    made = layered.configure_view(stroke=None).configure_text(fontSize=SIZE)
    with alt.data_transformers.enable(consolidate_datasets=False):
        told: dict[str, Any] = made.to_dict(validate=False)
    return {**told, "autosize": "none", "background": None}


def _x(field: str) -> alt.X:
    return alt.X(field, type="quantitative", axis=None, scale=alt.Scale(domain=[0, WIDTH]))


def _y(field: str, height: float) -> alt.Y:
    scale = alt.Scale(domain=[0, height], reverse=True)
    return alt.Y(field, type="quantitative", axis=None, scale=scale)


def _base(some: Sequence[Any]) -> Any:
    return alt.Chart(alt.InlineData(values=[asdict(one) for one in some]))


def _rules(some: Sequence[Rule], height: float) -> Any:
    return (
        _base(some)
        .mark_rule()
        .encode(
            x=_x("x"),
            y=_y("y", height),
            x2="x2",
            y2="y2",
            color=alt.Color("colour", type="nominal", scale=None),
            strokeWidth=alt.StrokeWidth("width", type="quantitative", scale=None),
            strokeDash=alt.StrokeDash("dash", type="nominal", scale=None),
        )
    )


def _spots(some: Sequence[Spot], height: float) -> Any:
    return (
        _base(some)
        .mark_point(opacity=1)
        .encode(
            x=_x("x"),
            y=_y("y", height),
            shape=alt.Shape("shape", type="nominal", scale=None),
            size=alt.Size("area", type="quantitative", scale=None),
            fill=alt.Fill("fill", type="nominal", scale=None),
            stroke=alt.Stroke("edge", type="nominal", scale=None),
            strokeWidth=alt.StrokeWidth("width", type="quantitative", scale=None),
        )
    )


def _boxes(some: Sequence[Box], height: float) -> Any:
    return (
        _base(some)
        .mark_rect(strokeWidth=1)
        .encode(
            x=_x("x"),
            y=_y("y", height),
            x2="x2",
            y2="y2",
            fill=alt.Fill("fill", type="nominal", scale=None),
            stroke=alt.Stroke("edge", type="nominal", scale=None),
        )
    )


def _words(some: Sequence[Words], height: float) -> Any:
    said = alt.ExprRef("datum.align"), alt.ExprRef("datum.weight")
    return (
        _base(some)
        .mark_text(align=said[0], fontWeight=said[1], baseline="middle")
        .encode(
            x=_x("x"),
            y=_y("y", height),
            text=alt.Text("text", type="nominal"),
            color=alt.Color("colour", type="nominal", scale=None),
        )
    )


_LAYERS: dict[type, Any] = {Rule: _rules, Spot: _spots, Box: _boxes, Words: _words}

"""An SVG that is safe by how it is made: only shapes and words, nothing that runs or fetches."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from admin.report.charts.paper import FONTS, SIZE

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"svg", "g", "path", "rect", "line", "text"})
ATTRIBUTES = frozenset(
    {
        "d",
        "fill",
        "fill-opacity",
        "font-weight",
        "stroke",
        "stroke-dasharray",
        "stroke-width",
        "text-anchor",
        "transform",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
    }
)
NUMBERS = re.compile(r"-?\d+\.\d{3,}")


class UnsafeDrawing(ValueError):
    """A drawing held something that no chart of ours is made of."""


def tidy(drawn: str) -> str:
    """The same picture of nothing but shapes and words. Raises `UnsafeDrawing` on anything else.

    It says nothing by itself to a screen reader: the words stand beside it.
    """
    root = ET.fromstring(drawn)  # noqa: S314 # drawn here a moment ago
    made = _shape(root)
    made.attrib = {
        "xmlns": NAMESPACE,
        "viewBox": f"0 0 {root.attrib['width']} {root.attrib['height']}",
        "class": "chart",
        "width": root.attrib["width"],
        "height": root.attrib["height"],
        "font-family": FONTS,
        "font-size": str(SIZE),
        "aria-hidden": "true",
        "focusable": "false",
    }
    return ET.tostring(made, encoding="unicode")


def _shape(found: ET.Element) -> ET.Element:
    name = found.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name not in SHAPES:
        raise UnsafeDrawing(name)
    kept = {key: _rounded(value) for key, value in found.attrib.items() if key in ATTRIBUTES}
    made = ET.Element(name, kept)
    made.text = found.text if name == "text" else None
    made.extend([_shape(one) for one in found])
    return made


def _rounded(value: str) -> str:
    return NUMBERS.sub(lambda found: f"{float(found[0]):.2f}", value)

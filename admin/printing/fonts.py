"""`python -m admin.printing.fonts`: the letters that are printed, from those that browsers get.

Typesetting wants whole fonts of one weight each, where browsers get packed parts that hold every
weight. They are unpacked once, at set-up. What they can show is written down beside them: a PDF
that everybody can read holds no letter that its fonts have not.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from survey.errors import StartRefused

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).with_name("typefaces")
LETTERS = "letters.json"
WEIGHTS = (400, 700)

ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
NOTO = "@fontsource-variable/noto-sans/files/noto-sans"
ARABIC = "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic"


class MissingFonts(StartRefused):
    """The fonts for printing have not been made; `make setup` makes them."""


@dataclass(frozen=True)
class Part:
    """A packed part: the family it is printed as, and its file; `{weight}` where each has one."""

    family: str
    file: str


PARTS = (
    Part("Lydhoer Latin", f"{ATKINSON}-latin-wght-normal.woff2"),
    Part("Lydhoer Latin Extended", f"{ATKINSON}-latin-ext-wght-normal.woff2"),
    Part("Lydhoer Cyrillic", f"{NOTO}-cyrillic-wght-normal.woff2"),
    Part("Lydhoer Arabic", ARABIC + "-{weight}-normal.woff2"),
)
FAMILIES = tuple(part.family for part in PARTS)
"""In the order they are looked in for a letter. Each part has a family of its own: of several files
of one family, only one is looked in."""


@cache
def printable() -> frozenset[str]:
    """Every letter that can be printed. Raises `MissingFonts`."""
    try:
        points: list[int] = json.loads((FOLDER / LETTERS).read_text())
    except FileNotFoundError as fault:
        raise MissingFonts("The fonts for printing are not made. Run `make setup` once.") from fault
    return frozenset(map(chr, points))


def make(folder: Path = FOLDER) -> None:
    """Unpack all of them into `folder`, in place of what is there."""
    fresh = Path(tempfile.mkdtemp(prefix=".typefaces-", dir=folder.parent))
    try:
        shown: set[int] = set()
        for part in PARTS:
            for weight in WEIGHTS:
                shown |= _unpack(part, weight, fresh)
        (fresh / LETTERS).write_text(json.dumps(sorted(shown)))
        shutil.rmtree(folder, ignore_errors=True)
        fresh.chmod(0o755)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _unpack(part: Part, weight: int, folder: Path) -> set[int]:
    """Write one weight of a part; returns the letters it has."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 # only set-up needs it
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font: Any = TTFont(ROOT / "node_modules" / part.file.format(weight=weight))
    if "fvar" in font:
        font = instantiateVariableFont(font, {"wght": weight})
    _name(font, part.family, weight)
    font.flavor = None
    font.save(folder / f"{part.family.lower().replace(' ', '-')}-{weight}.ttf")
    return set(font.getBestCmap())


def _name(font: Any, family: str, weight: int) -> None:
    style = "Bold" if weight > 500 else "Regular"
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    full = f"{family} {style}"
    for number, text in {1: family, 2: style, 4: full, 6: full.replace(" ", "-")}.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


if __name__ == "__main__":
    make()

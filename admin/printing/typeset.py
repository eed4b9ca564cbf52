"""Turns sheets into PDF that everybody can read (PDF/UA-1): the typesetter refuses to make another.

Texts reach the layouts as data and never as part of them: no text can change what is printed around
it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from admin.printing.fonts import FAMILIES, FOLDER, printable
from admin.printing.sheets import Kind, Sheet
from survey.qr import qr_svg

LAYOUTS = Path(__file__).with_name("layouts")
LAYOUT = {
    Kind.POSTER_A4: "poster.typ",
    Kind.POSTER_A5: "poster.typ",
    Kind.CARDS: "cards.typ",
    Kind.LETTERS: "letters.typ",
}
LONG_WORD = re.compile(r"\S{18}(?=\S)")
"""A stretch after which a word may be broken where it must be."""
MAY_BREAK = "\u200b"


def pdf(sheet: Sheet) -> bytes:
    """The sheets as one file, with one run of the typesetter however many they are."""
    return set_type(LAYOUT[sheet.kind], _data(sheet))


def set_type(layout: str, data: Mapping[str, Any]) -> bytes:
    """The PDF that a layout of this folder makes of its data; texts in it are `shown` before.

    Raises `typst.TypstError` when the layout cannot be made into PDF/UA-1.
    """
    import typst  # noqa: PLC0415 # it takes a process 40 MB, and only printing needs it

    return typst.compile(
        str(LAYOUTS / layout),
        root=str(LAYOUTS),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({"fonts": FAMILIES, **data})},
    )


@cache
def _fonts() -> Any:
    import typst  # noqa: PLC0415

    printable()  # says what to do where there are none
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


def _data(sheet: Sheet) -> dict[str, Any]:
    """What the layouts are given."""
    said = asdict(sheet)
    texts = {name: text for name, text in said.items() if isinstance(text, str)}
    return {
        **{name: shown(text) for name, text in texts.items()},
        "words": [{name: shown(text) for name, text in one.items()} for one in said["words"]],
        "codes": list(_codes(sheet.addresses)),
    }


def _codes(addresses: Iterable[str]) -> Iterable[dict[str, str]]:
    for address in addresses:
        plain = address.partition("://")[2]
        yield {
            "address": address,
            "plain": plain.replace("/", f"/{MAY_BREAK}"),
            "drawn": qr_svg(address),
        }


def shown(text: str) -> str:
    """`text` without what cannot be printed, or would turn what follows around; it may be broken
    somewhere even where it is one long word."""
    letters = printable()
    whole = unicodedata.normalize("NFC", " ".join(text.split()))
    kept = "".join(one for one in whole if one.isprintable() and one in letters)
    return LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", kept)

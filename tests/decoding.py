"""Reads what was printed: the sheets as pictures, and the codes on them as a camera would."""

from __future__ import annotations

import re
import zlib
from typing import Any

import cv2
import numpy as np
import pypdfium2

PRINTED_AT = 150
"""Dots per inch: fewer than any printer has."""
TURNS = (0, 45, 10, 80, 20, 65)
"""Degrees by which a picture is turned until its codes are found."""
ROOM = 350
"""Pixels around a picture, so that nothing is cut off when it is turned."""


def pictures(pdf: bytes) -> list[Any]:
    """Each page in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.render(scale=PRINTED_AT / 72, grayscale=True) for page in document]
        return [np.ascontiguousarray(one.to_numpy()).squeeze() for one in drawn]
    finally:
        document.close()


def codes_on(picture: Any, at_least: int = 1) -> list[str]:
    """What the codes on a picture say, by a decoder that has nothing to do with what made them.

    It overlooks one in thirty of those that stand quite straight, and finds them when turned: no
    phone is ever held straight either.
    """
    found: list[str] = []
    for degrees in TURNS:
        found = max(found, _codes(_turned(picture, degrees)), key=len)
        if len(found) >= at_least:
            break
    return found


def _turned(picture: Any, degrees: int) -> Any:
    if not degrees:
        return picture
    wide = cv2.copyMakeBorder(picture, ROOM, ROOM, ROOM, ROOM, cv2.BORDER_CONSTANT, value=255)
    height, width = wide.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(wide, turn, (width, height), borderValue=255)


def _codes(picture: Any) -> list[str]:
    found, said, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(picture)
    return [one for one in said if one] if found else []


def words_on(pdf: bytes) -> str:
    """All text of the pages, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).replace("\u200b", "").split())


def says_it_is_accessible(pdf: bytes) -> bool:
    """True when the file says that it is PDF/UA-1, and is tagged."""
    return b"<pdfuaid:part>1</pdfuaid:part>" in pdf and b"/MarkInfo" in _unpacked(pdf)


def language_of(pdf: bytes) -> str:
    """The language that the whole document is in."""
    found = re.search(rb"/Lang\((\w+)\)/StructTreeRoot", _unpacked(pdf))
    assert found
    return found[1].decode()


def _unpacked(pdf: bytes) -> bytes:
    """The file with its packed objects beside it."""
    whole = pdf
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            whole += zlib.decompress(stream)
        except zlib.error:
            continue
    return whole

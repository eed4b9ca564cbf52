"""QR codes: for the terminal, and as drawings that stand any size."""

from __future__ import annotations

import base64
import io
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_H

QUIET = 4
"""Modules of white around a code, without which cameras may not find it."""
OVERLAP = 0.02
"""How far a module reaches into the next row, so that no hairline shows between them."""


def terminal_qr(address: str) -> str:
    """`address` as a QR code of half blocks, to be read from a terminal with dark background."""
    code = qrcode.QRCode(border=2)
    code.add_data(address)
    drawn = io.StringIO()
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()


def qr_svg(address: str) -> str:
    """`address` as a drawing; up to a third of it may be worn off, and it is still read."""
    code = qrcode.QRCode(border=QUIET, error_correction=ERROR_CORRECT_H)
    code.add_data(address, optimize=0)
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(_row(y, row) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def qr_picture(address: str) -> str:
    """The same as an address that stands in a page by itself."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(address).encode()).decode()


def _row(y: int, row: list[bool]) -> str:
    """The dark stretches of one row."""
    drawn, x = "", 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            drawn += f"M{x} {y}h{length}v{1 + OVERLAP}h-{length}z"
        x += length
    return drawn

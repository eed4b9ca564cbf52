"""QR codes."""

from __future__ import annotations

import io

import qrcode


def terminal_qr(address: str) -> str:
    """`address` as a QR code of half blocks, to be read from a terminal with dark background."""
    code = qrcode.QRCode(border=2)
    code.add_data(address)
    drawn = io.StringIO()
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()

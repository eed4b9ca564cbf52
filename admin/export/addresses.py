"""The addresses of a personal link's codes, one a line, for whoever merges letters herself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

MARK = "\ufeff"
"""Tells a spreadsheet that it is UTF-8."""


def addresses_csv(addresses: Iterable[str]) -> bytes:
    """A column with a heading. An address begins with its scheme, so it can be no formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["address"])
    lines.writerows([address] for address in addresses)
    return (MARK + written.getvalue()).encode()

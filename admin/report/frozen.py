"""A report as it is kept: plain data, out of which the very same report comes again.

Only what may be shown is in a report: small groups are hidden before anything is kept.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from admin.report.round_report import RoundReport


@cache
def _kind() -> TypeAdapter[RoundReport]:
    return TypeAdapter(RoundReport)


def freeze(report: RoundReport) -> dict[str, Any]:
    """A report as JSON can hold it."""
    kept: dict[str, Any] = _kind().dump_python(report, mode="json")
    return kept


def thaw(kept: dict[str, Any]) -> RoundReport:
    """The report that was kept. Raises `ValueError` for what is none."""
    return _kind().validate_python(kept)

"""The statistics room's one public face: every formula by the name the golden cases give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from admin.report.coverage import coverage_status, item_base, item_base_of, r_indicator
from admin.report.disclosure import (
    band,
    batch_release,
    filter_allowed,
    safe_2d,
    suppress_1d,
    suppress_2d,
)
from admin.report.estimate import (
    gather_small,
    hyper_exact,
    interval,
    poststrat,
    strength,
    wilson_fpc,
    worst_case,
)
from admin.report.numbers import show_share
from admin.report.scales import djg6, t_ils, who5

__all__ = [
    "FUNCTIONS",
    "band",
    "batch_release",
    "coverage_status",
    "djg6",
    "filter_allowed",
    "gather_small",
    "hyper_exact",
    "interval",
    "item_base",
    "item_base_of",
    "poststrat",
    "r_indicator",
    "safe_2d",
    "show_share",
    "strength",
    "suppress_1d",
    "suppress_2d",
    "t_ils",
    "who5",
    "wilson_fpc",
    "worst_case",
]

FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            wilson_fpc,
            hyper_exact,
            interval,
            strength,
            poststrat,
            coverage_status,
            item_base,
            r_indicator,
            suppress_1d,
            suppress_2d,
            batch_release,
            band,
            filter_allowed,
            who5,
            t_ils,
            djg6,
        )
    }
)
"""Each function with golden cases; its arguments have the names the cases use."""

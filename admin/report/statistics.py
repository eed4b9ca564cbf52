"""The statistics room's one public face: every formula by the name the golden cases give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from admin.report.coverage import coverage_status, item_base, item_base_of, r_indicator
from admin.report.difference import bh, fisher, holm, mcnemar_exact, newcombe
from admin.report.disclosure import (
    band,
    batch_release,
    filter_allowed,
    safe_2d,
    suppress_1d,
    suppress_2d,
)
from admin.report.drift import js_drift, js_exact, js_exact_multi, null_rms
from admin.report.estimate import (
    gather_small,
    hyper_exact,
    interval,
    poststrat,
    strength,
    wilson_fpc,
    worst_case,
)
from admin.report.licensed import coreq3, csq8, eq5d5l_dk, nps, swemwbs
from admin.report.means import mean_fpc
from admin.report.needs import match_of, maxdiff_score, need_match, unmet_need
from admin.report.numbers import show_share
from admin.report.runs import pchart, two_tier, xmr, xmr_rebase
from admin.report.scales import djg6, t_ils, who5

__all__ = [
    "FUNCTIONS",
    "band",
    "batch_release",
    "bh",
    "coreq3",
    "coverage_status",
    "csq8",
    "djg6",
    "eq5d5l_dk",
    "filter_allowed",
    "fisher",
    "gather_small",
    "holm",
    "hyper_exact",
    "interval",
    "item_base",
    "item_base_of",
    "js_drift",
    "js_exact",
    "js_exact_multi",
    "match_of",
    "maxdiff_score",
    "mcnemar_exact",
    "mean_fpc",
    "need_match",
    "newcombe",
    "nps",
    "null_rms",
    "pchart",
    "poststrat",
    "r_indicator",
    "safe_2d",
    "show_share",
    "strength",
    "suppress_1d",
    "suppress_2d",
    "swemwbs",
    "t_ils",
    "two_tier",
    "unmet_need",
    "who5",
    "wilson_fpc",
    "worst_case",
    "xmr",
    "xmr_rebase",
]

FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            wilson_fpc,
            hyper_exact,
            bh,
            fisher,
            holm,
            mcnemar_exact,
            newcombe,
            js_exact,
            js_exact_multi,
            coreq3,
            csq8,
            eq5d5l_dk,
            nps,
            swemwbs,
            mean_fpc,
            maxdiff_score,
            need_match,
            unmet_need,
            pchart,
            two_tier,
            xmr,
            xmr_rebase,
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

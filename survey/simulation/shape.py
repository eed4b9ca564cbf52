"""What a made-up organisation is like: how many there are, how they answer, and what happens."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answering:
    """How likely people are to be heard, as shares 0-1; `dementia` in place of the first where
    somebody has dementia."""

    alone: float = 0.60
    alone_dementia: float = 0.25
    assisted: float = 0.05
    assisted_dementia: float = 0.25
    lonelier: float = -0.10
    """Added for those in the lonelier half."""
    fatigue: float = -0.02
    """Added with each wave."""
    centre_sd: float = 0.5
    """How far centres differ, on the logit."""
    silent_centres: float = 0.10
    dont_know: float = 0.04
    dont_know_dementia: float = 0.20
    breaks_off: float = 0.02
    """At each question."""
    breaks_off_dementia: float = 0.05
    courtesy: float = 0.2
    """Added to the logit of what somebody says who has help."""


@dataclass(frozen=True)
class Event:
    """What happens from a wave on, counted from 0: `size` on the logit, or a share of people."""

    wave: int
    size: float


@dataclass(frozen=True)
class Shape:
    """The whole: sizes of people per centre are log-normal, clipped.

    With `drift`, that share of people swaps the two commonest needs; with `effect`, that much is
    added to the logit of everybody's answer.
    """

    centres: int = 12
    waves: int = 8
    smallest: int = 20
    largest: int = 120
    dementia_units: float = 0.2
    """The share of centres with a dementia unit of its own."""
    dementia: float = 0.55
    dementia_in_unit: float = 0.90
    trait_sd: float = 1.3
    turnover: float = 0.08
    intercept: float = 0.0
    season: float = 0.15
    dementia_effect: float = -0.3
    needs: tuple[str, ...] = (
        "company",
        "music",
        "walks",
        "talk",
        "food",
        "garden",
        "rest",
        "visits",
    )
    picks: int = 3
    effect: Event | None = None
    drift: Event | None = None
    answering: Answering = field(default_factory=Answering)

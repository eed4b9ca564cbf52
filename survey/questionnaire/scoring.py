"""Scales of several questions: how they are scored, never how they are worded."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from survey.questionnaire.broken import BrokenRule
from survey.questionnaire.kinds.base import Strict
from survey.questionnaire.wording import Key, LocalText
from survey.texts import N_


class Method(StrEnum):
    """What is made of the item scores."""

    SUM = "sum"
    MEAN = "mean"
    PERCENT = "percent"


class Band(Strict):
    """A named stretch of scores, both ends included."""

    key: Key
    low: float
    high: float
    label: LocalText


class Scale(Strict):
    """The scoring facts of a scale.

    `points` gives each item's points by answer key; `reversed` items are turned round by
    `least + most - points`. At most `missing_allowed` items may be unanswered: under SUM and
    PERCENT they count 0 points, under MEAN they are left out.
    PERCENT is the sum times `factor`. Bands hold for the unaltered wording only.
    """

    key: Key
    name: str
    items: tuple[Key, ...] = Field(min_length=2)
    points: dict[str, float]
    item_points: dict[Key, dict[str, float]] = Field(default_factory=dict)
    reversed: tuple[Key, ...] = ()
    method: Method = Method.SUM
    factor: float = 1.0
    missing_allowed: int = 0
    bands: tuple[Band, ...] = ()
    source: str = ""
    licence_note: str = ""
    modified_wording: bool = False

    @model_validator(mode="after")
    def _reversed_are_items(self) -> Self:
        strange = (set(self.reversed) | set(self.item_points)) - set(self.items)
        if strange:
            raise BrokenRule(
                N_("%(items)s is no item of the scale"), items=", ".join(sorted(strange))
            )
        return self

    def score(self, answers: Mapping[str, str]) -> float | None:
        """The score of one respondent from `{item: answer key}`, or None when too much is missing."""
        given = [self._points(item, answers[item]) for item in self.items if item in answers]
        if not given or len(self.items) - len(given) > self.missing_allowed:
            return None
        total = sum(given)
        if self.method is Method.MEAN:
            return total / len(given)
        return total * self.factor

    def band(self, score: float) -> Band | None:
        """The band `score` falls in; none for a modified wording."""
        if self.modified_wording:
            return None
        return next((b for b in self.bands if b.low <= score <= b.high), None)

    def _points(self, item: str, answer: str) -> float:
        table = self.item_points.get(item, self.points)
        if item not in self.reversed:
            return table[answer]
        return min(table.values()) + max(table.values()) - table[answer]

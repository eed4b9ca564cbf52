"""Scales of several questions, scored by the facts in the library: one source for both.

Each takes one person's items, None where there is no answer, and says None where too much is
missing to score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.questionnaire.library import library
from survey.questionnaire.scoring import Band, Scale

SEVERE, LONELY = "severe", "lonely"
WORDS = {"none": "not lonely", "moderate": "moderately lonely", "severe": "severely lonely"}
"""What the bands of De Jong Gierveld's scale are called in the field."""


@dataclass(frozen=True)
class WellBeing:
    """WHO-5: `raw` 0-25, `score` 0-100, `band` as its range."""

    raw: int | None
    score: int | None
    band: str | None


@dataclass(frozen=True)
class ShortLoneliness:
    """T-ILS: `sum` 3-9, severe in Danish use from 7, lonely internationally from 6."""

    sum: int | None
    severe_dk: bool | None
    lonely_6plus: bool | None


@dataclass(frozen=True)
class Loneliness:
    """De Jong Gierveld 6: total 0-6 of which emotional and social 0-3 each."""

    total: int | None
    emotional: int | None
    social: int | None
    category: str | None


def who5(items: Sequence[int | None]) -> WellBeing:
    """Five items of 0-5: their sum times 4; every item is needed (Topp et al. 2015)."""
    scale = _scale("who5", "who5")
    score, band = _scored(scale, _points(scale, items))
    if score is None or band is None:
        return WellBeing(None, None, None)
    return WellBeing(int(score / scale.factor), score, f"{band.low:g}-{band.high:g}")


def t_ils(items: Sequence[int | None]) -> ShortLoneliness:
    """Three items of 1-3: their sum; every item is needed (Hughes et al. 2004)."""
    scale = _scale("tils", "tils")
    score, band = _scored(scale, _points(scale, items))
    if score is None or band is None:
        return ShortLoneliness(None, None, None)
    return ShortLoneliness(score, band.key == SEVERE, band.key in (SEVERE, LONELY))


def djg6(emotional: Sequence[str | None], social: Sequence[str | None]) -> Loneliness:
    """Three items of each kind, "yes", "more_or_less" or "no" (De Jong Gierveld et al. 2006).

    One missing item counts 0 in the total; a part with a missing item has no score of its own.
    """
    scale = _scale("dejong_gierveld6", "djg6")
    given = {k: said for k, said in zip(scale.items, [*emotional, *social], strict=True) if said}
    total, band = _scored(scale, given)
    return Loneliness(
        total,
        _scored(_scale("dejong_gierveld6", "djg6_emotional"), given)[0],
        _scored(_scale("dejong_gierveld6", "djg6_social"), given)[0],
        WORDS[band.key] if band else None,
    )


def _scale(questionnaire: str, key: str) -> Scale:
    return next(s for s in library()[questionnaire].scales if s.key == key)


def _points(scale: Scale, items: Sequence[int | None]) -> dict[str, str]:
    """The answers' keys of items given as points."""
    keys = {points: key for key, points in scale.points.items()}
    given = zip(scale.items, items, strict=True)
    return {item: keys[points] for item, points in given if points is not None}


def _scored(scale: Scale, answers: Mapping[str, str]) -> tuple[int | None, Band | None]:
    score = scale.score({item: said for item, said in answers.items() if item in scale.items})
    return (None, None) if score is None else (int(score), scale.band(score))

"""What may be told of the scores of a scale: the mean, and how many are in each band."""

from __future__ import annotations

from admin.report.base import Item
from admin.report.findings import Findings, split
from admin.report.middle import mean
from admin.report.numbers import PERCENT_FROM
from admin.report.reader import Reader
from admin.report.sentences import sentence
from survey.questionnaire.scoring import Scale
from survey.texts import N_

GIVES_ONE_AWAY = N_("The score is not shown: it would give away a question that is not shown.")
TOO_FEW_FOR_A_MEAN = N_("Too few have answered for a mean.")


def score_findings(scale: Scale, item: Item, closed: int, reader: Reader) -> Findings:
    """The scores of one group. `closed` of the scale's questions have counts that are not shown.

    With a single one closed, the mean and the others' counts would tell it. Scores are about
    health and loneliness, so a band is guarded as a sensitive answer.
    """
    if closed == 1:
        return Findings(notes=(sentence(GIVES_ONE_AWAY),), is_open=False)
    scores = {float(score): n for score, n in item.answers.items()}
    told = mean(scores) if item.answered >= PERCENT_FROM else sentence(TOO_FEW_FOR_A_MEAN)
    bands = _bands(scale, item, reader)
    return Findings(bands.lines, (told, *bands.notes), bands.is_open)


def _bands(scale: Scale, item: Item, reader: Reader) -> Findings:
    if scale.modified_wording or not scale.bands:
        return Findings()
    lines = [
        (reader.label(band.label), [s for s in item.answers if scale.band(float(s)) == band])
        for band in scale.bands
    ]
    return split(lines, item, True, reader)

"""Which answer leads: only claimed where the same people prefer it to the next, by an exact test."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.difference import mcnemar_exact
from admin.report.involvement.picks import Picked, picked_in
from admin.report.involvement.series import Point
from admin.report.involvement.tell import Teller
from admin.report.numbers import PERCENT_FROM
from survey.questionnaire.kinds.choices import SeveralOf
from survey.texts import N_

SURE_BELOW = 0.05
MOST_NAMED = 3
MOST_OFTEN = N_("Most often chosen: %(answer)s.")
AMONG_THE_MOST = N_("Among the most often chosen: %(answers)s. Which comes first, we cannot tell.")


def leading(picked: Picked, options: list[str]) -> list[str]:
    """The option that leads alone, or those that cannot be told from the leader; none of none.

    A leads when of those who picked just one of A and the next, so many picked A that chance gives
    as much in fewer than 5 of 100 (McNemar, exact).
    """
    counted = sorted(options, key=lambda one: -picked.any_of([one]))
    if not counted or not picked.any_of(counted[:1]):
        return []
    first = counted[0]
    alike = [one for one in counted[1:] if not _ahead(picked, first, one)]
    return [first, *alike]


def leaders(tell: Teller, point: Point) -> list[str]:
    """What the leading options are called; none where too few answered or it may not be told."""
    asked = point.asked
    if not isinstance(asked, SeveralOf) or (point.report.base or 0) < PERCENT_FROM:
        return []
    if asked.sensitive or not point.report.is_open:
        return []
    whose = point.group.column.speaker.perspective
    named = {
        one.key: one.label.say(whose, tell.material.language)
        for one in asked.choosable()
        if one.key != asked.none_of_these
    }
    return [named[one] for one in leading(picked_in(point), list(named))]


def top_choice(tell: Teller, point: Point) -> Iterator[str]:
    """The sentence about it; none where everything is chosen alike."""
    first = leaders(tell, point)
    if len(first) == 1:
        yield tell(MOST_OFTEN, answer=first[0])
    elif first and len(first) <= MOST_NAMED:
        yield tell(AMONG_THE_MOST, answers="; ".join(first))


def _ahead(picked: Picked, first: str, other: str) -> bool:
    only_first, only_other = picked.only(first, other), picked.only(other, first)
    return only_first > only_other and mcnemar_exact(only_first, only_other).p < SURE_BELOW

"""Releasing what is told of closed rounds: once they have closed, and anew when enough has come."""

from __future__ import annotations

from collections.abc import Iterator

from survey.questionnaire.model import Questionnaire
from survey.releases import Released, may_replace
from survey.round_counts import RoundCounts
from survey.services import Services
from survey.store.release_queries import (
    looked_at,
    release,
    released,
    to_look_at_anew,
    to_release,
)
from survey.store.report_queries import counted_so_far
from survey.tally import SCALE, SIMPLE


def release_due(parts: Services) -> int:
    """Release every round that has closed, and each day those into which enough has come since.

    Returns how many were released.
    """
    today = parts.clock.today()
    with parts.store.read() as connection:
        new = counted_so_far(connection, to_release(connection, today))
        later = to_look_at_anew(connection, today)
        told, now = released(connection, later), counted_so_far(connection, later)
    due = [*new.values(), *(now[i] for i in later if _is_enough(parts, told[i], now[i]))]
    for counts in due:
        release(parts.store, counts, today)
    if later:
        looked_at(parts.store, later, today)
    return len(due)


def _is_enough(parts: Services, told: Released, now: RoundCounts) -> bool:
    if told.said == now.said and told.replies == now.replies:
        return False
    answered = {now.version_id, *(row.version_id for row in now.said)}
    asked = (parts.versions.find_by_id(number).questionnaire for number in answered)
    sensitive = {name for one in asked for name in sensitive_names(one)}
    return may_replace(told, now, sensitive, parts.settings.smallest_group)


def sensitive_names(questionnaire: Questionnaire) -> Iterator[str]:
    """What the tally calls everything sensitive: questions, their simple forms, and all scales."""
    for question in questionnaire.asked():
        if question.sensitive:
            yield from (question.key, question.key + SIMPLE)
    for scale in questionnaire.scales:
        yield SCALE + scale.key

"""What people said before an action and after it: the question it came from, and whether it helped.

Each round's numbers stand as in its report, for each voice by itself and with small groups hidden;
nothing is worked out between them, and nothing is said of why they differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from admin.report.answers import QuestionReport
from admin.report.edition_notes import Edition
from admin.report.group_report import GroupReport
from admin.report.round_report import RoundReport, round_report
from survey.actions import Action
from survey.asked_again import helped_key
from survey.languages import best_language
from survey.pages.locale import page_language
from survey.round_counts import RoundCounts
from survey.services import services
from survey.staff import Reach
from survey.store.asked_again_queries import rounds_about
from survey.store.several_rounds_queries import counts_of_rounds


@dataclass(frozen=True)
class GroupThere:
    """What one voice answered to the questions that are about the action."""

    group: GroupReport
    questions: tuple[QuestionReport, ...]


@dataclass(frozen=True)
class RoundThere:
    """A round before or after; `report` is None until it has opened, for then nothing is counted."""

    id: int
    is_origin: bool
    opens_on: date
    closes_on: date
    title: str
    asks_helped: bool
    report: RoundReport | None
    groups: tuple[GroupThere, ...]


def before_and_after(connection: Connection, action: Action, reach: Reach) -> list[RoundThere]:
    """The rounds that say something of the action, the oldest first; six statements.

    `reach` is where whoever looks may read reports: of other rounds nothing is told.
    """
    ids = rounds_about(connection, reach, action)
    counts = counts_of_rounds(connection, ids)
    return [_round(action, counts[id_]) for id_ in ids]


def _round(action: Action, counts: RoundCounts) -> RoundThere:
    today, settings = services().clock.today(), services().settings
    editions = _editions(counts)
    own = editions[counts.version_id].questionnaire
    language = best_language([page_language()], own.languages)
    asked = {action.origin.question, helped_key(action.id)}
    report = None
    if counts.opens_on <= today:
        report = round_report(counts, editions, settings.smallest_group, language, today)
    return RoundThere(
        id=counts.id,
        is_origin=counts.id == action.origin.round_id,
        opens_on=counts.opens_on,
        closes_on=counts.closes_on,
        title=own.title.say(language),
        asks_helped=own.find(helped_key(action.id)) is not None,
        report=report,
        groups=tuple(_groups(report, asked)) if report else (),
    )


def _groups(report: RoundReport, asked: Collection[str | None]) -> Iterator[GroupThere]:
    for group in report.groups:
        questions = tuple(one for one in group.questions if one.key in asked)
        if questions or group.heard is None or group.stop:
            yield GroupThere(group, questions)


def _editions(counts: RoundCounts) -> Mapping[int, Edition]:
    answered = {row.version_id for row in counts.said}
    known = [services().versions.find_by_id(id_) for id_ in {counts.version_id, *answered}]
    return {one.id: Edition(one.number, one.questionnaire) for one in known}

"""What people said before an action and after it: the question it came from, and whether it helped.

Each round's numbers stand as in its report, for each voice by itself and with small groups hidden.
Later rounds are held against the first one, and nothing is said of why they differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from admin.report.answers import QuestionReport
from admin.report.beside import Asked, Beside, assisted_share, beside
from admin.report.cautions import ASSISTED_RESIDENT, RESIDENT
from admin.report.group_report import GroupReport
from admin.report.groups import Speaker
from admin.report.round_report import RoundReport, round_report
from admin.report_reading import editions_of
from survey.actions import Action
from survey.asked_again import helped_key
from survey.languages import best_language
from survey.pages.locale import page_language
from survey.round_counts import RoundCounts
from survey.services import services
from survey.staff import Reach
from survey.store.asked_again_queries import rounds_about
from survey.store.report_queries import counts_of_rounds


@dataclass(frozen=True)
class GroupThere:
    """What one voice answered to the questions that are about the action, and each of these held
    against the first round that tells of it."""

    group: GroupReport
    questions: tuple[QuestionReport, ...]
    beside: tuple[Beside, ...] = ()


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
    told = [_round(action, counts[id_]) for id_ in ids]
    return list(_held_together(action, told, counts))


Key = tuple[Speaker, str, bool]
"""A voice, and a question as it was asked: in full, or as a yes or no."""


def _held_together(
    action: Action, told: list[RoundThere], counts: Mapping[int, RoundCounts]
) -> Iterator[RoundThere]:
    """The rounds, each question held against the first round that has it.

    What the action came from is held against that round only.
    """
    first: dict[Key, Asked] = {}
    for there in told:
        groups = []
        for group in there.groups:
            asked = dict(_asked(action, there, group, counts[there.id]))
            pairs = [beside(first[key], one) for key, one in asked.items() if key in first]
            groups.append(replace(group, beside=tuple(one for one in pairs if one)))
            starts = {
                key: one
                for key, one in asked.items()
                if there.is_origin or key[1] == helped_key(action.id)
            }
            first = starts | first
        yield replace(there, groups=tuple(groups))


def _asked(
    action: Action, there: RoundThere, group: GroupThere, counts: RoundCounts
) -> Iterator[tuple[Key, Asked]]:
    """What a voice answered in the round's own edition."""
    if there.report is None or group.group.edition is not None:
        return
    speaker = group.group.column.speaker
    version = services().versions.find_by_id(counts.version_id)
    centres = frozenset(one.id for one in counts.centres)
    assisted = _assisted(there.report) if speaker in (RESIDENT, ASSISTED_RESIDENT) else None
    for one in group.questions:
        trend: object = version.trends.get(one.key)
        if one.key == helped_key(action.id):
            # Each round asks it in an edition of its own: the same words are the same question.
            trend = version.questionnaire.find(one.key)
        yield (speaker, one.key, one.simple), Asked(one, trend, assisted, centres)


def _assisted(report: RoundReport) -> float | None:
    columns = report.grid.column(RESIDENT), report.grid.column(ASSISTED_RESIDENT)
    return assisted_share(*(column.whole.n if column else None for column in columns))


def _round(action: Action, counts: RoundCounts) -> RoundThere:
    today, settings = services().clock.today(), services().settings
    editions = editions_of(services().versions, counts)
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

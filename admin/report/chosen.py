"""What each group chose, one beside the other, and what of it may be named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from admin.report.answers import QuestionReport
from admin.report.base import item_of
from admin.report.group_report import GroupReport
from admin.report.groups import Speaker
from admin.report.ranks import favourites, first_choices
from admin.report.round_report import RoundReport
from survey.questionnaire.kinds.base import QuestionBase
from survey.round_counts import RoundCounts, Said
from survey.voices import RESIDENT_VOICES


@dataclass(frozen=True)
class Chosen:
    """What one group chose. `keys` is empty where nothing may be named, one where it is sure that
    it is the first choice, and several where they are among the most often chosen."""

    group: GroupReport
    question: QuestionReport | None
    keys: tuple[str, ...]

    @property
    def of_residents(self) -> bool:
        """True for residents themselves, whom it is about."""
        return self.group.column.speaker.voice in RESIDENT_VOICES


def chosen(report: RoundReport, counts: RoundCounts, question: QuestionBase) -> list[Chosen]:
    """Every group that answered the round's own edition; never one added to another."""
    return [_of(group, counts, question) for group in report.groups if group.edition is None]


def clearly_chosen(found: Iterable[Chosen]) -> frozenset[str]:
    """The options that some group of residents put first, as far as that may be named."""
    return frozenset(key for one in found if one.of_residents for key in one.keys)


def _of(group: GroupReport, counts: RoundCounts, question: QuestionBase) -> Chosen:
    told = next((one for one in group.questions if one.key == question.key), None)
    if told is None or not told.is_open or not told.lines:
        return Chosen(group, told, ())
    item = item_of(_said(counts, group.column.speaker, question.key))
    if item.too_much_unknown():
        return Chosen(group, told, ())
    firsts = first_choices(item.answers, [option.key for option in question.choosable()])
    return Chosen(group, told, favourites(firsts))


def _said(counts: RoundCounts, speaker: Speaker, key: str) -> Iterator[Said]:
    for row in counts.said:
        same = (row.voice, row.perspective) == (speaker.voice, speaker.perspective)
        if same and row.question == key and row.version_id == counts.version_id:
            yield row

"""One voice's answers to what is asked for a measure, wave by wave.

Waves may be compared where the edition's trends say that the answers mean the same, the same centres
were asked, and about as many had help. Where they may not, the series breaks and it is said why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from admin.report.answers import QuestionReport
from admin.report.beside import Asked, assisted_share, breaks
from admin.report.cautions import ASSISTED_RESIDENT, RESIDENT
from admin.report.group_report import GroupReport
from admin.report.groups import Speaker
from admin.report.involvement.material import Material, Wave
from admin.report.numbers import Share
from admin.report.sentences import Sentence
from survey.questionnaire.kinds.base import QuestionBase


@dataclass(frozen=True)
class Point:
    """A question as one voice answered it in one wave. `report` is what may be told of it.

    `breaks` say why it must not be compared with the point before it.
    """

    wave: Wave
    group: GroupReport
    asked: QuestionBase
    report: QuestionReport
    breaks: tuple[Sentence, ...] = ()

    @property
    def top(self) -> Share | None:
        """The share of the top answers; of a question with no order, of the first answer."""
        return self.report.lines[0].share if self.report.lines else None


@dataclass(frozen=True)
class Series:
    """The points of one voice for one question, the oldest first; never empty.

    `initiative` names what it was asked about; None where it is about no single one.
    """

    speaker: Speaker
    points: tuple[Point, ...]
    initiative: str | None = None

    @property
    def newest(self) -> Point:
        """What was said last."""
        return self.points[-1]

    @property
    def waves(self) -> list[Wave]:
        """The waves it was asked in."""
        return [point.wave for point in self.points]

    def since_break(self) -> tuple[Point, ...]:
        """The newest points that may all be compared with each other."""
        starts = [i for i, point in enumerate(self.points) if point.breaks]
        return self.points[starts[-1] if starts else 0 :]


def series_of(material: Material, measure: str, *, simple: bool = False) -> list[Series]:
    """What each voice said to the questions of a measure over the closed waves.

    A series for each voice, question and initiative, in the order voices are told; `simple` for the
    answers to the yes-or-no form of it.
    """
    found: dict[tuple[Speaker, str | None, str, str], list[Point]] = {}
    for wave in material.closed:
        for group in wave.report.groups:
            if group.edition is None:
                for point in _points(wave, group, measure, simple):
                    about = wave.counts.initiative
                    key = (group.column.speaker, about, _key(wave), point.asked.key)
                    found.setdefault(key, []).append(point)
    made = [Series(key[0], tuple(_broken(points)), key[1]) for key, points in found.items()]
    return sorted(made, key=lambda one: _order(one.speaker))


def newest_of(material: Material, measure: str) -> list[Series]:
    """For each voice, and each initiative, only the series that was asked last."""
    newest: dict[tuple[Speaker, str | None], Series] = {}
    for one in series_of(material, measure):
        before = newest.get((one.speaker, one.initiative))
        if before is None or _closed(one) > _closed(before):
            newest[one.speaker, one.initiative] = one
    return list(newest.values())


def _closed(series: Series) -> tuple[object, int]:
    report = series.newest.wave.report
    return report.closes_on, len(series.points)


def _order(speaker: Speaker) -> tuple[int, str]:
    return list(type(speaker.voice)).index(speaker.voice), speaker.perspective


def _key(wave: Wave) -> str:
    return wave.edition.questionnaire.key


def _points(wave: Wave, group: GroupReport, measure: str, simple: bool) -> Iterator[Point]:
    questionnaire = wave.edition.questionnaire
    for report in group.questions:
        asked = questionnaire.find(report.key)
        if asked is not None and asked.measure == measure and report.simple is simple:
            yield Point(wave, group, asked, report)


def _broken(points: list[Point]) -> Iterator[Point]:
    yield points[0]
    for before, after in pairwise(points):
        found = tuple(breaks(_asked(before), _asked(after)))
        yield Point(after.wave, after.group, after.asked, after.report, found)


def _asked(point: Point) -> Asked:
    counts = point.wave.counts
    return Asked(
        point.report,
        point.wave.edition.begins(point.asked.key),
        _assisted(point),
        frozenset(centre.id for centre in counts.centres),
    )


def _assisted(point: Point) -> float | None:
    if point.group.column.speaker not in (RESIDENT, ASSISTED_RESIDENT):
        return None
    columns = point.wave.column(RESIDENT), point.wave.column(ASSISTED_RESIDENT)
    return assisted_share(*(column.whole.n if column else None for column in columns))

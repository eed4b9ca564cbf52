"""Material of involvement reports for tests: rounds with made-up counts, as the store would give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from admin.report.edition_notes import Edition
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import About
from admin.report.round_report import round_report
from admin.report.sentences import Sentence
from survey.questionnaire.library import library
from survey.questionnaire.model import Questionnaire
from survey.round_counts import Centre, Replies, RoundCounts, Said, Size

K = 5
TODAY = date(2026, 11, 28)
SUN, OAK = Centre(1, "Solsikken"), Centre(2, "Egebo")
RESIDENT = ("resident", "self")
ASSISTED = ("resident_assisted", "self")
RELATIVE = ("relative", "as_resident")
QUARTER = timedelta(days=91)


def say(sentence: Sentence | str) -> str:
    """A sentence in English, as no catalogue is needed for it."""
    if isinstance(sentence, str):
        return sentence
    return sentence.msgid % sentence.values


@dataclass(frozen=True)
class Group:
    """What one voice said at one centre: per question how often each answer, and other statuses.

    A tally's name of an answer that is a status ("dont_know", "skipped") counts as that.
    """

    n: int
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    who: tuple[str, str] = RESIDENT
    centre: int = 1
    unit: int = 0


STATUSES = ("dont_know", "skipped", "not_relevant", "not_reached")


def wave(
    groups: Iterable[Group],
    questionnaire: Questionnaire | str = "needs_before",
    *,
    number: int = 1,
    closes_on: date = TODAY - timedelta(days=7),
    people: Mapping[str, int] = {"resident": 40},
    centres: Sequence[Centre] = (SUN,),
    linked: frozenset[str] = frozenset(),
    edition: Edition | None = None,
    today: date = TODAY,
    k: int = K,
) -> Wave:
    """A round of the library's questionnaire of that key. `people` are at each centre."""
    asked = library()[questionnaire] if isinstance(questionnaire, str) else questionnaire
    given = list(groups)
    editions = {1: edition or Edition(1, asked)}
    counts = RoundCounts(
        id=number,
        version_id=1,
        initiative="Sang",
        opens_on=closes_on - timedelta(days=13),
        closes_on=closes_on,
        voices={"resident": ["self"], **{group.who[0]: [group.who[1]] for group in given}},
        linked=linked,
        centres=tuple(centres),
        sizes=tuple(Size(one.id, 0, voice, n) for one in centres for voice, n in people.items()),
        replies=tuple(
            Replies(1, group.centre, group.unit, *group.who, "response", "finished", group.n)
            for group in given
        ),
        said=tuple(row for group in given for row in _said(group)),
    )
    return Wave(counts, editions, round_report(counts, editions, k, "en", today))


def _said(group: Group) -> Iterable[Said]:
    for question, answers in group.answers.items():
        for answer, n in answers.items():
            where = (1, group.centre, *group.who, question)
            if answer in STATUSES:
                yield Said(*where, answer, "", n)
            else:
                yield Said(*where, "answered", answer, n)


def material(waves: Sequence[Wave], **values: Any) -> Material:
    """The material of an initiative with these waves, the oldest first."""
    told: dict[str, Any] = {
        "about": About(kind="initiative", id=1, name="Sang i stuen"),
        "waves": tuple(waves),
        "today": TODAY,
        "k": K,
        "language": "en",
        "say": say,
        **values,
    }
    return Material(**told)

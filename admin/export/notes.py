"""What has to be said with every file: what it is, what words mean, what not to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from admin.export.sheets import Sheet
from survey.store.export_queries import ExportedRound
from survey.texts import N_, Translate

MADE_UP = N_("A demonstration: all answers here are made up.")
STATUSES = {
    "answered": N_("The question was answered."),
    "dont_know": N_("“Don't know” was chosen. It is an answer of its own, never a middle one."),
    "not_relevant": N_("The question did not fit, or an earlier answer had ruled it out."),
    "skipped": N_("The question was seen and passed over."),
    "not_reached": N_("The interview ended before the question came up."),
}

VOICES_APART = N_(
    "Each voice stands by itself. Numbers of different voices are never added together."
)

ABOUT_RESPONSES = (
    N_("One row is one response. It has no name, no id, no day and no free words."),
    N_("Rows come in a random order, not in the order they arrived."),
    VOICES_APART,
    N_(
        "Groups of fewer than %(k)s must not be published, and nothing from which they can be worked out."
    ),
    N_(
        "An empty cell was not answered, or its version did not ask; the status column tells which."
    ),
    N_("Of several possible answers each has a column: 1 when it was chosen, 0 when it was not."),
    N_("Of answers put in order each has a column with its place: 1 is first."),
    N_("“simple” as format means: asked as a yes or no, because graded answers were too much."),
)

ABOUT_TABLES = (
    VOICES_APART,
    N_(
        "Groups of fewer than %(k)s are hidden. Further counts are hidden where subtraction would show them."
    ),
    N_("Of sensitive questions, counts near none and near all are hidden too."),
    N_("A scale is shown only where nothing is hidden in it or in its questions."),
    N_("Where answers were put in order, each is counted for those who put it first."),
    N_("Where several answers were possible, counts add up to more than the number who answered."),
    N_("Do not combine these tables with others of the same people: together they may tell more."),
)


@dataclass(frozen=True)
class Making:
    """How a file is made: for which smallest group, when, and in whose language; `made_up` when all
    answers here are."""

    k: int
    at: datetime
    language: str
    say: Translate
    made_up: bool = False


def notes_sheet(round_: ExportedRound, about: tuple[str, ...], making: Making) -> Sheet:
    """The sheet of notes; `about` are the sentences for this kind of file."""
    rows = list(_facts(round_, making)) + list(_words(about, making))
    return Sheet("Notes", ["", making.say(N_("Note"))], rows, [18, 100])


def _facts(round_: ExportedRound, making: Making) -> Iterator[tuple[str, str]]:
    say = making.say
    if making.made_up:
        yield say(N_("Made up")), say(MADE_UP)
    title = round_.newest.title
    yield say(N_("Questionnaire")), title.say(making.language)
    yield say(N_("Versions")), ", ".join(str(version.number) for version in round_.versions)
    yield say(N_("Round")), str(round_.id)
    yield say(N_("Days")), f"{round_.opens_on.isoformat()} – {round_.closes_on.isoformat()}"
    yield say(N_("Made on")), making.at.date().isoformat()


def _words(about: tuple[str, ...], making: Making) -> Iterator[tuple[str, str]]:
    for sentence in about:
        yield "", making.say(sentence) % {"k": making.k}
    for status, meaning in STATUSES.items():
        yield status, making.say(meaning)

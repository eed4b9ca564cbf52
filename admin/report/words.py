"""What voices, statuses and rungs of the coverage ladder are called on the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from admin.report.base import NOT_SCORED, SIMPLE_FORM
from admin.report.coverage import CoverageStatus
from admin.report.grid import CellKind, HeardCell
from admin.report.groups import Speaker
from admin.report.sentences import FEWER_THAN_K, NOT_SHOWN, OF, Sentence, sentence
from survey.questionnaire.kinds.base import Status
from survey.texts import N_
from survey.voices import Perspective, Voice

VOICES: Mapping[str, str] = MappingProxyType(
    {
        Voice.RESIDENT: N_("Residents themselves"),
        Voice.RESIDENT_ASSISTED: N_("Residents with help"),
        Voice.RELATIVE: N_("Relatives"),
        Voice.STAFF: N_("Staff"),
        Voice.TRAINED_OTHER: N_("Trained interviewers"),
        Voice.VOLUNTEER: N_("Volunteers"),
        Voice.PARTNER: N_("Partners"),
    }
)
PERSPECTIVES: Mapping[str, str] = MappingProxyType(
    {
        Perspective.SELF: N_("for themselves"),
        Perspective.OWN_VIEW: N_("as they see it"),
        Perspective.AS_RESIDENT: N_("as they think the resident would answer"),
    }
)
COVERAGE: Mapping[str, str] = MappingProxyType(
    {
        CoverageStatus.HEARD: N_("heard"),
        CoverageStatus.PARTLY_HEARD: N_("partly heard"),
        CoverageStatus.THIN: N_("thin"),
        CoverageStatus.SILENT: N_("silent"),
        CoverageStatus.SIZE_UNKNOWN: N_("size unknown"),
    }
)
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        Status.ANSWERED: N_("answered"),
        Status.DONT_KNOW: N_("did not know"),
        Status.SKIPPED: N_("skipped it"),
        Status.NOT_RELEVANT: N_("not relevant to them"),
        Status.NOT_REACHED: N_("did not get that far"),
        NOT_SCORED: N_("answered too little for a score"),
        SIMPLE_FORM: N_("asked as a yes or no"),
    }
)

NOT_APART = N_("not told apart")
TOO_MANY = N_("%(n)s answers, %(size)s people")
JUST = "%(n)s"
OPEN_LINK = N_("open link: answers, not people")
STOP = N_("stop: check the headcount")


def takes_perspective(speaker: Speaker) -> bool:
    """True when it must be said from whose point of view; residents speak for themselves."""
    return speaker.perspective is not Perspective.SELF


def heard_words(cell: HeardCell, k: int) -> Sentence:
    """How many were heard, in words."""
    if cell.kind is CellKind.COUNT:
        return _counted(cell)
    if cell.kind is CellKind.TOO_MANY:
        return sentence(TOO_MANY, n=cell.n or 0, size=cell.size or 0)
    if cell.kind is CellKind.FEW:
        return sentence(FEWER_THAN_K, k=k)
    return sentence(SAID[cell.kind])


def heard_status(cell: HeardCell) -> str | None:
    """The rung of the ladder as a text of ours; None where there is none to tell."""
    if cell.kind is CellKind.TOO_MANY:
        return STOP
    return COVERAGE[cell.status] if cell.status and cell.n else None


SAID: Mapping[CellKind, str] = MappingProxyType(
    {
        CellKind.SILENT: COVERAGE[CoverageStatus.SILENT],
        CellKind.HIDDEN: NOT_SHOWN,
        CellKind.NOT_APART: NOT_APART,
        CellKind.NOTHING: "–",
    }
)


def _counted(cell: HeardCell) -> Sentence:
    if cell.size is None:
        return sentence(JUST, n=cell.n or 0)
    return sentence(OF, x=cell.n or 0, n=cell.size)

"""All tables, one file a topic."""

from __future__ import annotations

from survey.store.tables.actions import Action
from survey.store.tables.answers import FreeText, Quarantine, Response, Tally, Tombstone
from survey.store.tables.base import Base
from survey.store.tables.channels import Device, Link, PairingCode, SingleUseCode
from survey.store.tables.codesign import CodesignDecision
from survey.store.tables.comments import Comment, CommentTheme, NeedQuote, Theme
from survey.store.tables.drafts import Draft, DraftStep
from survey.store.tables.ideas import Idea
from survey.store.tables.initiatives import (
    Initiative,
    InitiativeCentre,
    InitiativeHandover,
    InitiativePartner,
    InitiativeStep,
)
from survey.store.tables.kept_reports import KeptChart, KeptReport
from survey.store.tables.ledgers import DeviceLedger, GapDay, GapReport
from survey.store.tables.meetings import InitiativeCard, Meeting, MeetingDecision
from survey.store.tables.organisation import Organisation
from survey.store.tables.places import Centre, Headcount, Unit
from survey.store.tables.questionnaires import Version
from survey.store.tables.recordings import Recording
from survey.store.tables.records import AuditEvent, AuditStart, RetentionDay
from survey.store.tables.releases import Release
from survey.store.tables.rounds import AskingNote, Round, RoundCentre
from survey.store.tables.staff import (
    FailedTry,
    KeptForm,
    SignInLink,
    StaffGrant,
    StaffPasskey,
    StaffSession,
    StaffUser,
)
from survey.store.tables.visits import VisitTally

__all__ = [
    "Action",
    "AskingNote",
    "AuditEvent",
    "AuditStart",
    "Base",
    "Centre",
    "CodesignDecision",
    "Comment",
    "CommentTheme",
    "Device",
    "DeviceLedger",
    "Draft",
    "DraftStep",
    "FailedTry",
    "FreeText",
    "GapDay",
    "GapReport",
    "Headcount",
    "Idea",
    "Initiative",
    "InitiativeCard",
    "InitiativeCentre",
    "InitiativeHandover",
    "InitiativePartner",
    "InitiativeStep",
    "KeptChart",
    "KeptForm",
    "KeptReport",
    "Link",
    "Meeting",
    "MeetingDecision",
    "NeedQuote",
    "Organisation",
    "PairingCode",
    "Quarantine",
    "Recording",
    "Release",
    "Response",
    "RetentionDay",
    "Round",
    "RoundCentre",
    "SignInLink",
    "SingleUseCode",
    "StaffGrant",
    "StaffPasskey",
    "StaffSession",
    "StaffUser",
    "Tally",
    "Theme",
    "Tombstone",
    "Unit",
    "Version",
    "VisitTally",
]

"""What all pages of meetings share: how meetings are found, and where their pages are."""

from __future__ import annotations

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from admin.initiative_room import found
from admin.undo import say_done
from survey.initiative_parts import Initiative
from survey.meetings import KeptDecision, Meeting
from survey.pages.locale import gettext
from survey.services import services
from survey.store.meeting_queries import find_decision, find_meeting

ALL = "/<int:initiative_id>/meetings"
OF_ONE = f"{ALL}/<int:meeting_id>"
OF_DECISION = f"{OF_ONE}/decisions/<int:decision_id>"


def meeting_now(initiative_id: int, meeting_id: int) -> tuple[Initiative, Meeting]:
    """A meeting of an initiative as both are now, or the page that says there is none."""
    with services().store.read() as connection:
        initiative = found(connection, initiative_id)
        return initiative, find_meeting(connection, initiative.id, meeting_id) or abort(404)


def decision_now(
    initiative_id: int, meeting_id: int, decision_id: int
) -> tuple[Initiative, Meeting, KeptDecision]:
    """A decision as it is now, or the page that says there is none."""
    initiative, meeting = meeting_now(initiative_id, meeting_id)
    with services().store.read() as connection:
        return initiative, meeting, find_decision(connection, meeting.id, decision_id) or abort(404)


def address_of(meeting: Meeting, anchor: str | None = None) -> str:
    """The page of a meeting, or a part of it."""
    return url_for(
        "admin_initiatives.meeting",
        initiative_id=meeting.initiative_id,
        meeting_id=meeting.id,
        _anchor=anchor,
    )


def saved(meeting: Meeting, anchor: str | None = None) -> Response:
    """Back to the meeting, where it is said that it is saved."""
    say_done(gettext("It is saved."))
    return redirect(address_of(meeting, anchor), 303)

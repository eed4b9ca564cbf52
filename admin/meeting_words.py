"""What meetings, their groups and their warnings are called, as whole sentences."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import format_date, ngettext

from survey.meetings import Group, MeetingState, MeetingWarning, WarningKind
from survey.pages.locale import gettext
from survey.texts import N_

MEETING_STATES: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: N_("Planned"),
    MeetingState.HELD: N_("Held"),
    MeetingState.MISSED: N_("Was not held"),
    MeetingState.CANCELLED: N_("Cancelled"),
}
GROUPS: Mapping[Group, str] = {
    Group.RESIDENTS: N_("Residents"),
    Group.RELATIVES: N_("Relatives"),
    Group.VOLUNTEERS: N_("Volunteers"),
    Group.STAFF: N_("Staff"),
    Group.LEADERS: N_("Leaders"),
    Group.PARTNERS: N_("Partners"),
}


def warned(warning: MeetingWarning) -> str:
    """A warning as it is said."""
    day = format_date(warning.day, "long")
    if warning.kind is WarningKind.NOT_WRITTEN:
        return gettext("The meeting on %(day)s has not been written down.", day=day)
    if warning.kind is WarningKind.NO_RESIDENTS:
        return gettext("Two meetings in a row without residents.")
    if warning.weeks == 0:
        return gettext("There should have been a meeting on %(day)s.", day=day)
    return str(
        ngettext(
            "There should have been a meeting %(num)s week ago.",
            "There should have been a meeting %(num)s weeks ago.",
            warning.weeks,
        )
    )

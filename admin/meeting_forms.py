"""The forms for meetings: when, who came, what was seen, what was decided, why it was not held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from admin.forms import Day, StaffForm, line_of, text_of
from admin.initiative_forms import TEXT_IS_LONG
from admin.numbers_field import WholeNumber
from survey.initiative_parts import LONGEST_NAME, LONGEST_TEXT
from survey.meetings import (
    LONGEST_NOTES,
    LONGEST_PLACE,
    LONGEST_WHY,
    Attended,
    Decision,
    Group,
    KeptDecision,
    Meeting,
    MeetingState,
    Plan,
)
from survey.texts import N_

MOST_PEOPLE = 999
TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
NAME_THE_MEETING_DAY = N_("Write the day of the meeting as it stands in the calendar.")
TIME_IS_WRONG = N_("Write the time as hours and minutes, such as 14.00, or leave it out.")
PLACE_IS_LONG = N_("Write the place in at most 200 characters.")
COUNT_PEOPLE = N_("Write a number from 0 to 999, or leave it out.")
WHY_IS_LONG = N_("Write why in at most 200 characters.")
NOTES_ARE_LONG = N_("Write it in at most 8000 characters.")
LATER_THAN_THIS = N_("Choose a day after this meeting, or leave it out.")
WRITE_WHAT = N_("Write what was decided.")
WRITE_WHO = N_("Write who sees to it.")
WHO_IS_LONG = N_("Write it in at most 120 characters.")
SAY_WHICH = N_("Choose what became of the meeting.")
SAY_WHY = N_("Write why it was not held.")


class PlanForm(StaffForm):
    """When and where they meet."""

    planned_on = Day(validators=[DataRequired(NAME_THE_MEETING_DAY)])
    starts_at = line_of(10, TIME_IS_WRONG)
    place = line_of(LONGEST_PLACE, PLACE_IS_LONG)

    def validate_starts_at(self, field: StringField) -> None:
        """Hours and minutes, with a dot or a colon between them."""
        if field.data and not TIME.fullmatch(field.data):
            raise ValidationError(TIME_IS_WRONG)

    def plan(self) -> Plan:
        """What was written, once it is valid."""
        found = TIME.fullmatch(self.starts_at.data or "")
        at = f"{int(found[1]):02d}.{found[2]}" if found else ""
        return Plan(self.planned_on.data or date.max, at, self.place.data or "")


def filled_plan(meeting: Meeting) -> dict[str, Any]:
    """The fields of a meeting as it stands."""
    plan = meeting.plan
    return {
        "revision": meeting.revision,
        "planned_on": plan.day,
        "starts_at": plan.starts_at,
        "place": plan.place,
    }


class HeldForm(StaffForm):
    """Who came, as numbers and never as names; and when they meet again."""

    next_on = Day(validators=[Optional()])
    held_on: date

    def validate_next_on(self, field: Day) -> None:
        """The next meeting comes after this one."""
        if field.data and field.data <= self.held_on:
            raise ValidationError(LATER_THAN_THIS)

    def attendance(self) -> dict[Group, Attended]:
        """What was written, once it is valid."""
        return {group: self._of(group) for group in Group}

    def _of(self, group: Group) -> Attended:
        present, absent, why = (self[name].data for name in names_of(group))
        return Attended(present, absent, why or "")


def names_of(group: Group) -> tuple[str, str, str]:
    """What the fields of a group are called: how many came, how many did not, and why."""
    return f"{group}_present", f"{group}_absent", f"{group}_why"


for _group in Group:
    for _name, _field in zip(
        names_of(_group),
        (
            WholeNumber(0, MOST_PEOPLE, COUNT_PEOPLE),
            WholeNumber(0, MOST_PEOPLE, COUNT_PEOPLE),
            line_of(LONGEST_WHY, WHY_IS_LONG),
        ),
        strict=True,
    ):
        setattr(HeldForm, _name, _field)


def filled_held(meeting: Meeting, next_on: date | None) -> dict[str, Any]:
    """The fields of who came, as it stands; the next day is proposed."""
    filled: dict[str, Any] = {"revision": meeting.revision, "next_on": next_on}
    for group in Group:
        of_it = meeting.of(group)
        values = of_it.present, of_it.absent, of_it.why
        filled |= dict(zip(names_of(group), values, strict=True))
    return filled


class NotesForm(StaffForm):
    """What staff saw at the meeting."""

    notes = text_of(LONGEST_NOTES, NOTES_ARE_LONG)


class OffForm(StaffForm):
    """It was not held, and why."""

    state = RadioField(
        choices=[(one.value, "") for one in (MeetingState.MISSED, MeetingState.CANCELLED)],
        validate_choice=False,
    )
    reason = text_of(LONGEST_TEXT, TEXT_IS_LONG, SAY_WHY)

    def validate_state(self, field: RadioField) -> None:
        """One of the two."""
        if field.data not in (MeetingState.MISSED, MeetingState.CANCELLED):
            raise ValidationError(SAY_WHICH)


class DecisionForm(StaffForm):
    """What was decided, who sees to it, and by when."""

    what = text_of(LONGEST_TEXT, TEXT_IS_LONG, WRITE_WHAT)
    who = line_of(LONGEST_NAME, WHO_IS_LONG, WRITE_WHO)
    due_on = Day(validators=[Optional()])

    def decision(self) -> Decision:
        """What was written, once it is valid."""
        return Decision(self.what.data or "", self.who.data or "", self.due_on.data)


def filled_decision(kept: KeptDecision) -> Mapping[str, Any]:
    """The fields of a decision as it stands."""
    decided = kept.decision
    return {
        "revision": kept.revision,
        "what": decided.what,
        "who": decided.who,
        "due_on": decided.due_on,
    }

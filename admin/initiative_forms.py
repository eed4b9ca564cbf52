"""The forms for what an initiative is, who owns it and when: every fault says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from wtforms import SelectMultipleField, StringField
from wtforms.validators import Optional, ValidationError

from admin.forms import Day, StaffForm, line_of, text_of
from admin.numbers_field import WholeNumber
from survey.initiative_parts import (
    LONGEST_NAME,
    LONGEST_NEED,
    LONGEST_TEXT,
    MOST_WEEKS,
    About,
    Initiative,
    NamedCentre,
    Owner,
    Owners,
    Times,
)
from survey.staff import Belonging, Reach
from survey.texts import N_
from survey.words.moderated import Quotable

NAME_IT = N_("Write what the initiative is called.")
NAME_IS_LONG = N_("Write it in at most 120 characters.")
NAME_IS_TAKEN = N_("Another initiative is called that. Choose another name.")
NEED_IT = N_("Write in a sentence or two what you think people need.")
NEED_IS_LONG = N_("Say the need in at most 400 characters: a sentence or two.")
TEXT_IS_LONG = N_("Write it in at most 2000 characters.")
CHOOSE_NEEDS = N_("Choose among the needs on the list.")
CHOOSE_CENTRES = N_("Choose among the centres on the list.")
CHOOSE_A_CENTRE = N_("Choose at least one centre that takes part.")
NAME_THE_OWNER = N_("Write who owns the initiative.")
NAME_THE_SECOND = N_("Write the name that belongs to the day, or leave out the day.")
SAME_OWNER = N_("This name stands above already. Write another, or leave it out.")
COUNT_THE_WEEKS = N_("Write a number of weeks from 1 to 52, or leave it out.")
NAME_THE_DAY = N_("Write when you meet next, so that the weeks can be counted from there.")


class AboutForm(StaffForm):
    """What an initiative is: its need, whom it is for, and where."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, NAME_IT)
    need = text_of(LONGEST_NEED, NEED_IS_LONG, NEED_IT)
    needs = SelectMultipleField(validate_choice=False)
    target_group = text_of(LONGEST_TEXT, TEXT_IS_LONG)
    centres = SelectMultipleField(validate_choice=False)
    quotes = SelectMultipleField(validate_choice=False)
    offered_quotes: Mapping[str, str] = MappingProxyType({})

    def offer_quotes(self, quotes: Iterable[Quotable]) -> None:
        """Let these be carried in the need, word for word."""
        self.offered_quotes = {one.comment_id: one.words for one in quotes}

    def chosen_quotes(self) -> list[str]:
        """The quotes ticked, of those offered."""
        return [one for one in self.quotes.data or [] if one in self.offered_quotes]

    def offer(
        self, needs: Mapping[str, str], centres: Iterable[NamedCentre], before: Initiative | None
    ) -> None:
        """Let these be chosen; centres of `before` that are not among them stay as they are."""
        self.offered_needs = dict(needs)
        self.offered_centres = {str(one.id): one.name for one in centres}
        taking_part = before.centres if before else ()
        self.staying = [one for one in taking_part if str(one.id) not in self.offered_centres]

    def hold_to(self, reach: Reach, initiative_id: int | None) -> None:
        """Whoever fills it in must still reach the initiative afterwards."""
        self.reach, self.initiative_id = reach, initiative_id

    def validate_needs(self, field: SelectMultipleField) -> None:
        """Only those that people can pick."""
        if not set(field.data or []) <= set(self.offered_needs):
            raise ValidationError(CHOOSE_NEEDS)

    def validate_centres(self, field: SelectMultipleField) -> None:
        """Only those within reach, and enough of them to stay within it."""
        if not set(field.data or []) <= set(self.offered_centres):
            raise ValidationError(CHOOSE_CENTRES)
        if not self.reach.covers(Belonging(self.chosen_centres(), self.initiative_id)):
            raise ValidationError(CHOOSE_A_CENTRE)

    def chosen_centres(self) -> frozenset[int]:
        """Those chosen, and those that stay."""
        chosen = [one for one in self.centres.data or [] if one in self.offered_centres]
        return frozenset(map(int, chosen)) | frozenset(one.id for one in self.staying)

    def about(self) -> About:
        """What was written, once it is valid; the needs in the order they are listed."""
        chosen = tuple(key for key in self.offered_needs if key in (self.needs.data or []))
        return About(
            self.name.data or "", self.need.data or "", chosen, self.target_group.data or ""
        )


def filled_about(initiative: Initiative) -> dict[str, Any]:
    """The fields of an initiative as it stands."""
    about = initiative.about
    return {
        "revision": initiative.revision,
        "name": about.name,
        "need": about.need,
        "needs": list(about.needs),
        "target_group": about.target_group,
        "centres": [str(one.id) for one in initiative.centres],
    }


class OwnersForm(StaffForm):
    """Who owns an initiative, and since when."""

    owner = line_of(LONGEST_NAME, NAME_IS_LONG, NAME_THE_OWNER)
    owner_since = Day(validators=[Optional()])
    second_owner = line_of(LONGEST_NAME, NAME_IS_LONG)
    second_owner_since = Day(validators=[Optional()])

    def validate_second_owner(self, field: StringField) -> None:
        """A day needs a name, and two owners are two people."""
        if self.second_owner_since.data and not field.data:
            raise ValidationError(NAME_THE_SECOND)
        if field.data and field.data == self.owner.data:
            raise ValidationError(SAME_OWNER)

    def owners(self) -> Owners:
        """Those written down, once they are valid."""
        first = Owner(self.owner.data or "", self.owner_since.data)
        second = self.second_owner.data
        return Owners(first, Owner(second, self.second_owner_since.data) if second else None)


def filled_owners(initiative: Initiative) -> dict[str, Any]:
    """The fields of the owners as they stand."""
    first, second = initiative.owners.first, initiative.owners.second
    return {
        "revision": initiative.revision,
        "owner": first.name if first else "",
        "owner_since": first.since if first else None,
        "second_owner": second.name if second else "",
        "second_owner_since": second.since if second else None,
    }


class TimesForm(StaffForm):
    """When the partners meet, when the money ends, and what comes then."""

    meeting_weeks = WholeNumber(1, MOST_WEEKS, COUNT_THE_WEEKS)
    next_meeting_on = Day()
    funding_ends_on = Day(validators=[Optional()])
    goes_on = text_of(LONGEST_TEXT, TEXT_IS_LONG)

    def validate_next_meeting_on(self, field: Day) -> None:
        """Weeks are counted from a day."""
        nothing_typed = not any(field.raw_data or [])
        if nothing_typed:
            field.errors = []
            if self.meeting_weeks.data:
                raise ValidationError(NAME_THE_DAY)

    def times(self) -> Times:
        """What was written, once it is valid."""
        return Times(
            self.meeting_weeks.data,
            self.next_meeting_on.data,
            self.funding_ends_on.data,
            self.goes_on.data or "",
        )


def filled_times(initiative: Initiative) -> dict[str, Any]:
    """The fields of its times as they stand."""
    times = initiative.times
    return {
        "revision": initiative.revision,
        "meeting_weeks": times.meeting_weeks,
        "next_meeting_on": times.next_meeting_on,
        "funding_ends_on": times.funding_ends_on,
        "goes_on": times.goes_on,
    }

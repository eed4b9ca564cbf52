"""The forms for tablets and links: every fault says what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import Optional, ValidationError

from admin.forms import Day, StaffForm, line_of
from survey.channels import may_be_code, new_code
from survey.store.spot_queries import Spot
from survey.texts import N_
from survey.voices import Voice

LONGEST_NAME = 120
MOST_CODES = 1000

NAME_IT = N_("Write a name for the tablet.")
NAME_IS_LONG = N_("Write a name of at most 120 characters.")
LABEL_IS_LONG = N_("Write at most 120 characters.")
CHOOSE_A_SPOT = N_("Choose where it is.")
CHOOSE_A_VOICE = N_("Choose who is asked.")
CHOOSE_A_WAY = N_("Choose who can open it.")
DAY_IS_OVER = N_("Choose today or a later day, or leave it out.")
HOW_MANY = N_("Write a whole number from 1 to 1000.")
CHOOSE_A_LANGUAGE = N_("Choose at least one language.")
CHOOSE_A_KIND = N_("Choose what to print.")
NOT_A_CODE = N_("Open the form anew, and send it again.")

OPEN, PERSONAL = "open", "personal"


class _AtASpot(StaffForm):
    """Something that stands at a centre, or in one of its units."""

    spot = StringField()

    def offer(self, spots: Iterable[Spot]) -> None:
        """Let these places be chosen; where there is only one centre, it is chosen already."""
        self._spots = {one.key: one for one in spots}
        if not self.spot.data and len({one.centre_id for one in self._spots.values()}) == 1:
            self.spot.data = next(iter(self._spots))

    @property
    def spots(self) -> dict[str, str]:
        """Names by what the form calls them."""
        return {key: one.name for key, one in self._spots.items()}

    @property
    def chosen(self) -> Spot:
        """The place that was chosen, once the form is valid."""
        return self._spots[self.spot.data or ""]

    def validate_spot(self, field: StringField) -> None:
        """One of those offered."""
        if field.data not in self._spots:
            raise ValidationError(CHOOSE_A_SPOT)


class TabletForm(_AtASpot):
    """What a tablet is called, and where it stands."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, NAME_IT)


class _Ending(StaffForm):
    """Something with a name for staff, and a last day or none."""

    label = line_of(LONGEST_NAME, LABEL_IS_LONG)
    expires_on = Day(validators=[Optional()])

    def on(self, today: date) -> None:
        """Tell the form which day it is."""
        self._today = today

    def validate_expires_on(self, field: Day) -> None:
        """A day that is not over, unless it stood there before."""
        if field.data and field.data < self._today and field.data != field.object_data:
            raise ValidationError(DAY_IS_OVER)


class NewCodeForm(StaffForm):
    """A code that was made with a form, so that sending the form twice makes one link."""

    code = HiddenField(default=new_code)

    def validate_code(self, field: HiddenField) -> None:
        """One of ours."""
        if not may_be_code(field.data or ""):
            raise ValidationError(NOT_A_CODE)


class LinkForm(_AtASpot, _Ending, NewCodeForm):
    """A new link."""

    kind = StringField(default=OPEN)
    voice = StringField()

    def ask(self, voices: Sequence[Voice]) -> None:
        """Let these voices be chosen; a single one is chosen already."""
        self._voices = [voice.value for voice in voices]
        if not self.voice.data and len(voices) == 1:
            self.voice.data = voices[0].value

    def validate_kind(self, field: StringField) -> None:
        """One of the two."""
        if field.data not in (OPEN, PERSONAL):
            raise ValidationError(CHOOSE_A_WAY)

    def validate_voice(self, field: StringField) -> None:
        """One that the round asks."""
        if field.data not in self._voices:
            raise ValidationError(CHOOSE_A_VOICE)


class LinkChangeForm(_Ending):
    """What a link is called, and its last day."""


class PrintForm(StaffForm):
    """What to print, in which languages."""

    kind = StringField()
    languages = SelectMultipleField(validate_choice=False)

    def offer(self, languages: Sequence[str], kinds: Iterable[str]) -> None:
        """Let these be chosen."""
        self._languages, self._kinds = list(languages), list(kinds)

    @property
    def chosen(self) -> list[str]:
        """The languages that were chosen, in the order they are offered."""
        return [code for code in self._languages if code in (self.languages.data or [])]

    def validate_kind(self, field: StringField) -> None:
        """One of those offered."""
        if field.data not in self._kinds:
            raise ValidationError(CHOOSE_A_KIND)

    def validate_languages(self, _field: SelectMultipleField) -> None:
        """At least one of those offered."""
        if not self.chosen:
            raise ValidationError(CHOOSE_A_LANGUAGE)


class _Count(IntegerField):
    """A number; a fault in it is told in our words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number as browsers send it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(HOW_MANY) from fault


class CodesForm(PrintForm):
    """How many codes of a personal link, and on what."""

    count = _Count(default=20)

    def validate_count(self, field: IntegerField) -> None:
        """So many that one file holds them."""
        if field.data is None or not 1 <= field.data <= MOST_CODES:
            raise ValidationError(HOW_MANY)

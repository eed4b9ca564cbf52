"""The forms of the first start: who we are, and the first centre."""

from __future__ import annotations

from flask_security.proxies import _security
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from admin.forms import StaffForm, line_of, tidy
from admin.numbers_field import WholeNumber
from survey.languages import STAFF_LANGUAGES
from survey.texts import N_
from survey.voices import Voice

LONGEST_NAME, MOST_UNITS, MOST_PEOPLE = 120, 40, 5000

WRITE_WHO = N_("Write who you are, for example the name of the volunteer centre.")
WRITE_A_CENTRE = N_("Write what the centre is called.")
NAME_IS_LONG = N_("Write a shorter name, of at most 120 characters.")
UNITS_ARE_LONG = N_("Write a shorter name for each unit, of at most 120 characters.")
UNITS_ALIKE = N_("Two units have the same name. Write each once.")
TOO_MANY_UNITS = N_("Write at most 40 units here. More can be added later.")
HOW_MANY = N_("Write a whole number from 0 to 5000, or nothing when you do not know.")
WRITE_AN_ADDRESS = N_("Write a whole e-mail address, such as name@example.org.")

COUNTED = (Voice.RESIDENT, Voice.RELATIVE, Voice.STAFF, Voice.VOLUNTEER)
"""Whose numbers are asked at the start."""


def _number() -> WholeNumber:
    return WholeNumber(0, MOST_PEOPLE, HOW_MANY)


class WhoForm(StaffForm):
    """Who we are."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, WRITE_WHO)
    contact_email = StringField(filters=[tidy])
    language = SelectField(choices=list(STAFF_LANGUAGES))  # type: ignore[arg-type] # plain values

    def validate_contact_email(self, field: StringField) -> None:
        """An address, or nothing."""
        if not field.data:
            return
        try:
            field.data = _security.mail_util.normalize(field.data)
        except ValueError as fault:
            raise ValidationError(WRITE_AN_ADDRESS) from fault


class FirstCentreForm(StaffForm):
    """A centre with its units, and how many people there are."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, WRITE_A_CENTRE)
    units = TextAreaField()
    resident = _number()
    relative = _number()
    staff = _number()
    volunteer = _number()

    def validate_units(self, field: TextAreaField) -> None:
        """One name a line, each once."""
        names = self.unit_names()
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(UNITS_ARE_LONG)
        if len({name.casefold() for name in names}) < len(names):
            raise ValidationError(UNITS_ALIKE)
        if len(names) > MOST_UNITS:
            raise ValidationError(TOO_MANY_UNITS)

    def unit_names(self) -> list[str]:
        """The units that were written."""
        lines = (tidy(line) for line in (self.units.data or "").splitlines())
        return [line for line in lines if line]

    def people(self) -> dict[Voice, int]:
        """The numbers that were written."""
        found = {voice: self[voice.value].data for voice in COUNTED}
        return {voice: number for voice, number in found.items() if number is not None}

"""The forms for centres and units: names that nobody else has, several units at once."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from admin.forms import StaffForm, line_of, text_of
from survey.pages.locale import gettext
from survey.store.centre_changes import Saving
from survey.texts import N_

LONGEST_NAME = 120
MOST_UNITS = 100

NAME_THE_CENTRE = N_("Write what the centre is called.")
NAME_THE_UNIT = N_("Write what the unit is called.")
NAME_SOME = N_("Write the name of at least one unit.")
NAME_IS_LONG = N_("Write a name of at most 120 characters.")
TOO_MANY_UNITS = N_("Write at most 100 units at a time.")

TAKEN_CENTRE: Mapping[Saving, str] = {
    Saving.TAKEN: N_("Another centre has this name. Choose a name that tells them apart."),
    Saving.TAKEN_IN_ARCHIVE: N_(
        "A centre in the archive has this name. Bring that one back, or choose another name."
    ),
}
TAKEN_UNIT: Mapping[Saving, str] = {
    Saving.TAKEN: N_("The centre has a unit called %(name)s. Choose another name."),
    Saving.TAKEN_IN_ARCHIVE: N_(
        "A unit called %(name)s is in this centre's archive. Bring that one back, or choose another name."
    ),
}
TWICE = N_("%(name)s is written twice. Write each unit once.")
LONG_LINE = N_("%(name)s ... is too long for a name. Write each unit on a line of its own.")


class UnitsForm(StaffForm):
    """Names of new units, one a line."""

    units = text_of(MOST_UNITS * (LONGEST_NAME + 2), TOO_MANY_UNITS, NAME_SOME)

    def validate_units(self, field: TextAreaField) -> None:
        """Each name short enough, and written once."""
        check_names(self.names())

    def names(self) -> list[str]:
        """The names that were written, without empty lines."""
        return [line for line in str(self.units.data or "").split("\n") if line]

    def refuse_units(self, taken: Mapping[str, Saving]) -> None:
        """Say beside the field which names are taken."""
        self.units.errors = [
            gettext(TAKEN_UNIT[saving], name=name) for name, saving in taken.items()
        ]


class CentreForm(UnitsForm):
    """A new centre, with units if it has any."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, NAME_THE_CENTRE)
    units = text_of(MOST_UNITS * (LONGEST_NAME + 2), TOO_MANY_UNITS)


class NameForm(StaffForm):
    """What a centre is called."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, NAME_THE_CENTRE)


class UnitNameForm(StaffForm):
    """What a unit is called."""

    name = line_of(LONGEST_NAME, NAME_IS_LONG, NAME_THE_UNIT)


def refuse_name(field: StringField, fault: str) -> None:
    """Say beside the field that its name is taken."""
    field.errors = [gettext(fault, name=field.data)]


def check_names(names: list[str]) -> None:
    """Raises ValidationError where one is too long or written twice, or there are too many."""
    if len(names) > MOST_UNITS:
        raise ValidationError(TOO_MANY_UNITS)
    seen: set[str] = set()
    for name in names:
        if len(name) > LONGEST_NAME:
            raise ValidationError(gettext(LONG_LINE, name=name[:40]))
        if name.casefold() in seen:
            raise ValidationError(gettext(TWICE, name=name))
        seen.add(name.casefold())

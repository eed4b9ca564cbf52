"""The forms for partners: who they are, what was agreed, and the file of the agreement."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import Optional, ValidationError

from admin.forms import Day, StaffForm, line_of, text_of
from admin.initiative_forms import TEXT_IS_LONG
from admin.numbers_field import WholeNumber
from survey.attachments import LARGEST_FILE, kind_of, plain_name
from survey.initiative_parts import LONGEST_NAME, LONGEST_TEXT, Agreement, KeptPartner, Partner
from survey.texts import N_

LONGEST_CONTACT = 200
NAME_THE_PARTNER = N_("Write the name of the organisation.")
PARTNER_IS_LONG = N_("Write the name in at most 120 characters.")
CONTACT_IS_LONG = N_("Write whom to talk to in at most 200 characters.")
LATER_DAY = N_("The last day comes before the first. Write a later one, or change the first.")
PER_CENT = N_("Write a number from 0 to 100, or leave it out.")
CHOOSE_A_FILE = N_("Choose a file.")
FILE_IS_EMPTY = N_("There is nothing in this file. Choose another.")
FILE_IS_LARGE = N_("The file is larger than 5 MB. Choose a smaller one, or save it smaller.")
OTHER_KIND = N_(
    "Choose a PDF, a picture (PNG or JPEG) or a letter (DOCX or ODT). What is in the file must be what its name says, and it may hold no macros."
)


class PartnerForm(StaffForm):
    """A partner, its tasks, and what was agreed."""

    name = line_of(LONGEST_NAME, PARTNER_IS_LONG, NAME_THE_PARTNER)
    tasks = text_of(LONGEST_TEXT, TEXT_IS_LONG)
    contact = line_of(LONGEST_CONTACT, CONTACT_IS_LONG)
    begins_on = Day(validators=[Optional()])
    ends_on = Day(validators=[Optional()])
    floor = WholeNumber(0, 100, PER_CENT)

    def validate_ends_on(self, field: Day) -> None:
        """The last day does not come before the first."""
        begins = self.begins_on.data
        if field.data and begins and field.data < begins:
            raise ValidationError(LATER_DAY)

    def partner(self) -> Partner:
        """What was written, once it is valid."""
        agreement = Agreement(self.begins_on.data, self.ends_on.data, self.floor.data)
        tasks, contact = self.tasks.data or "", self.contact.data or ""
        return Partner(self.name.data or "", tasks, contact, agreement)


def filled_partner(kept: KeptPartner) -> dict[str, Any]:
    """The fields of a partner as it stands."""
    partner = kept.partner
    return {
        "revision": kept.revision,
        "name": partner.name,
        "tasks": partner.tasks,
        "contact": partner.contact,
        "begins_on": partner.agreement.begins_on,
        "ends_on": partner.agreement.ends_on,
        "floor": partner.agreement.floor,
    }


class FileForm(StaffForm):
    """One file. It is told by what is in it, whatever the browser says of it."""

    file = FileField()

    def validate_file(self, field: FileField) -> None:
        """It is there, small enough, and of a kind that is taken."""
        if not field.data:
            raise ValidationError(CHOOSE_A_FILE)
        self.content = field.data.stream.read(LARGEST_FILE + 1)
        self.name = plain_name(field.data.filename or "")
        if not self.content:
            raise ValidationError(FILE_IS_EMPTY)
        if len(self.content) > LARGEST_FILE:
            raise ValidationError(FILE_IS_LARGE)
        kind = kind_of(self.name, self.content)
        if kind is None:
            raise ValidationError(OTHER_KIND)
        self.kind = kind

"""The form for a QR code at a door: what is asked there, and where the door is."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import StringField
from wtforms.validators import ValidationError

from admin.channel_forms import NewCodeForm
from survey.texts import N_
from survey.voices import Voice

DOORS: Mapping[str, Voice] = {
    "volunteer_visit": Voice.VOLUNTEER,
    "why_not": Voice.STAFF,
    "volunteer_stopped": Voice.VOLUNTEER,
}
"""Which questionnaires of the library are asked at a door, and whom."""
NAMES = {
    "volunteer_visit": N_("After a visit, for volunteers: three taps"),
    "why_not": N_("When it did not happen, for staff on duty: one tap"),
    "volunteer_stopped": N_("For a volunteer who has stopped"),
}
CHOOSE_WHAT = N_("Choose what is asked.")
CHOOSE_A_CENTRE = N_("Choose the centre.")


class DoorForm(NewCodeForm):
    """A new QR code for a door."""

    asks = StringField(default="volunteer_visit")
    centre = StringField()

    def offer(self, centres: Mapping[int, str]) -> DoorForm:
        """Let these centres be chosen; a single one is chosen already."""
        self.centres = {str(number): name for number, name in centres.items()}
        if not self.centre.data and len(self.centres) == 1:
            self.centre.data = next(iter(self.centres))
        return self

    @property
    def voice(self) -> Voice:
        """Who is asked, once the form is valid."""
        return DOORS[self.asks.data or ""]

    def validate_asks(self, field: StringField) -> None:
        """One of those offered."""
        if field.data not in DOORS:
            raise ValidationError(CHOOSE_WHAT)

    def validate_centre(self, field: StringField) -> None:
        """One that takes part in the initiative."""
        if field.data not in self.centres:
            raise ValidationError(CHOOSE_A_CENTRE)

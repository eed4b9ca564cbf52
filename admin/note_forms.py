"""The small form on the board: so many were asked, could not, or did not want to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, ValidationError

from admin.forms import StaffForm
from survey.asking_notes import MOST_PEOPLE, Note, NoteKind, NoteReason
from survey.texts import N_

CHOOSE_PLACE = N_("Choose the centre or unit.")
CHOOSE_VOICE = N_("Choose who they were.")
CHOOSE_KIND = N_("Choose whether they were asked, could not, or did not want to.")
HOW_MANY = N_("Write how many people, as a whole number from 1 to 9999.")
CHOOSE_REASON = N_("Choose the reason, or that there is none to tell.")

KINDS: Mapping[str, str] = {
    NoteKind.ASKED: N_("were asked"),
    NoteKind.NOT_ABLE: N_("were not able to answer"),
    NoteKind.DID_NOT_WANT: N_("did not want to answer"),
}
REASONS: Mapping[str, str] = {
    NoteReason.TIRED: N_("too tired or unwell"),
    NoteReason.UNDERSTANDING: N_("the questions were too hard to follow"),
    NoteReason.SENSES: N_("could not see or hear well enough"),
    NoteReason.LANGUAGE: N_("not in their language"),
    NoteReason.AWAY: N_("away from the centre"),
    NoteReason.NO_HELPER: N_("nobody had time to help"),
    NoteReason.NO_WISH: N_("did not feel like it"),
    NoteReason.OTHER: N_("something else"),
}


class HowMany(IntegerField):
    """A number of people; a fault in it is told in our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number as it was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(HOW_MANY) from fault


class NoteForm(StaffForm):
    """A number of people at one place, and what is noted of them."""

    place = StringField()
    voice = StringField()
    kind = StringField()
    people = HowMany(validators=[InputRequired(HOW_MANY)])
    reason = StringField()

    def offer(self, places: Mapping[str, str], voices: Iterable[str]) -> None:
        """Let these places and voices be chosen."""
        self.places, self.offered = dict(places), list(voices)

    def validate_place(self, field: StringField) -> None:
        """One of the round's."""
        if field.data not in self.places:
            raise ValidationError(CHOOSE_PLACE)

    def validate_voice(self, field: StringField) -> None:
        """One of those asked."""
        if field.data not in self.offered:
            raise ValidationError(CHOOSE_VOICE)

    def validate_kind(self, field: StringField) -> None:
        """One of those there are."""
        if field.data not in list(NoteKind):
            raise ValidationError(CHOOSE_KIND)

    def validate_people(self, field: HowMany) -> None:
        """Somebody, and no slip of the finger."""
        if field.data is None or not 1 <= field.data <= MOST_PEOPLE:
            raise ValidationError(HOW_MANY)

    def validate_reason(self, field: StringField) -> None:
        """None, or one of the list."""
        if field.data and field.data not in list(NoteReason):
            raise ValidationError(CHOOSE_REASON)

    def note(self) -> Note:
        """What was noted, once it is valid; being asked has no reason."""
        centre_id, unit_id = str(self.place.data).split("-")
        kind = NoteKind(str(self.kind.data))
        reason = NoteReason(self.reason.data) if self.reason.data else None
        return Note(
            centre_id=int(centre_id),
            unit_id=int(unit_id),
            voice=str(self.voice.data),
            kind=kind,
            people=int(self.people.data or 0),
            reason=None if kind is NoteKind.ASKED else reason,
        )

"""The forms about recordings: a sound that is sent, and a recording that is to go."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from admin.forms import StaffForm
from survey.speech.wav import LARGEST_SOUND, Taken, Wrong, WrongSound, take_sound
from survey.texts import N_

RECORD_OR_CHOOSE = N_("Nothing is recorded yet. Press the record button, or choose a sound file.")
WRONG: Mapping[Wrong, str] = {
    Wrong.EMPTY: N_("There is nothing in this file. Choose another, or record here."),
    Wrong.LARGE: N_(
        "The file is larger than 6 MB. Record at most a minute, in mono, or record here."
    ),
    Wrong.KIND: N_(
        "This is not a WAV file. Save the sound as WAV in the program it was recorded with, or record here."
    ),
    Wrong.CUT: N_(
        "The file breaks off before its end, or its first lines do not say what is in it. Save it as WAV once more, or record here."
    ),
    Wrong.DEPTH: N_("Save the sound as WAV with 16 bits a sample, or record here."),
    Wrong.CHANNELS: N_("Save the sound as WAV in mono or stereo, or record here."),
    Wrong.RATE: N_("Save the sound as WAV with 16,000 to 48,000 samples a second, or record here."),
    Wrong.SHORT: N_("The sound is too short to hold any words. Record it once more."),
    Wrong.LONG: N_(
        "The sound lasts more than a minute. Cut the silence off, or read a little faster."
    ),
    Wrong.SILENT: N_(
        "Nothing can be heard in it. See whether the microphone is switched on, and record it once more."
    ),
}
"""What is said of each fault, and what to do."""


class SoundForm(StaffForm):
    """One sound file. It is told by what is in it, whatever the browser says of it."""

    file = FileField()
    sound: Taken

    def validate_file(self, field: FileField) -> None:
        """It is there, and a sound that is taken."""
        if not field.data:
            raise ValidationError(RECORD_OR_CHOOSE)
        try:
            self.sound = take_sound(field.data.stream.read(LARGEST_SOUND + 1))
        except WrongSound as fault:
            raise ValidationError(WRONG[fault.why]) from fault


class RemoveForm(StaffForm):
    """Yes, this recording is to go."""

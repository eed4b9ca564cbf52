"""A form field for a picture: what is uploaded is made anew at once, or refused in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from survey.images import (
    LARGEST_PICTURE,
    NotAPicture,
    PictureFault,
    PictureTooLarge,
    ReadyImage,
    TooManyPixels,
    ready_image,
)
from survey.texts import N_

PICTURE_IS_LARGE = N_("The picture is larger than 5 MB. Choose a smaller one, or save it smaller.")
MANY_PIXELS = N_("The picture has more than 40 million dots. Save it smaller, and choose it again.")
NO_PICTURE = N_("This is no picture that can be shown. Choose a PNG, JPEG or WebP that opens.")

TOLD: Mapping[type[PictureFault], str] = {
    PictureTooLarge: PICTURE_IS_LARGE,
    TooManyPixels: MANY_PIXELS,
    NotAPicture: NO_PICTURE,
}
"""What is said of each fault."""


class PictureField(FileField):  # type: ignore[misc] # Flask-WTF has no types
    """A picture that may be left out; `ready` is it, once the form was looked through."""

    ready: ReadyImage | None = None

    def pre_validate(self, form: Any) -> None:
        """It is small enough, and a picture whatever its name says."""
        if not self.data:
            return
        try:
            self.ready = ready_image(self.data.stream.read(LARGEST_PICTURE + 1))
        except PictureFault as fault:
            raise ValidationError(TOLD[type(fault)]) from fault

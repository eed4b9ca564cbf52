"""The form that takes a receipt code."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from admin.forms import tidy
from survey.intake.receipts import LONGEST, code_of, id_of
from survey.texts import N_

WRITE_IT = N_("Write the code as it stands on the receipt.")
NOT_A_CODE = N_(
    "This is no whole receipt code. Look for a letter that is missing or taken for another: "
    "a code has seven groups of four."
)


class ErasingForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A receipt code, however it was written."""

    code = StringField(filters=[lambda typed: tidy(typed)[:LONGEST]])

    def validate_code(self, field: StringField) -> None:
        """A slip of the pen is told here; whether there is such an answer is not."""
        if not field.data:
            raise ValidationError(WRITE_IT)
        if id_of(field.data) is None:
            raise ValidationError(NOT_A_CODE)

    def as_printed(self) -> str:
        """The code as the receipt shows it, once it is valid."""
        return code_of(id_of(str(self.code.data)) or "")

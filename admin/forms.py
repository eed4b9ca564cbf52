"""What all forms of the staff side have in common: days, tidy lines, and edits that meet."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from admin.keeping import kept_fields
from admin.undo import say_done
from survey.pages.locale import gettext
from survey.texts import N_

NO_SUCH_DAY = N_("Write the day as it stands in the calendar, or leave it out.")
HERE_AGAIN = N_("You are signed in again. What you wrote is here: save it now.")
NOTHING_OLDER = "0"
"""The revision of what is not there yet."""


class Day(DateField):
    """A day; a fault in it is told in our words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day as browsers send it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(NO_SUCH_DAY) from fault


def tidy(text: object) -> str:
    """One line without doubled spaces and without what cannot be seen."""
    line = " ".join(str(text or "").split())
    return "".join(letter for letter in line if letter.isprintable())


def tidy_lines(text: object) -> str:
    """The same of a text of several lines; more than one empty line in a row becomes one."""
    lines = [tidy(line) for line in str(text or "").splitlines()]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip()


def said(fault: object) -> str:
    """A fault in the reader's language, for templates.

    A fault may quote what somebody wrote: it is text, and templates escape it as they do any other.
    """
    return gettext(str(fault))


def line_of(longest: int, too_long: str, missing: str = "") -> StringField:
    """A field for one line; `missing` is said when it is needed and not there."""
    needed = [DataRequired(missing)] if missing else []
    return StringField(filters=[tidy], validators=[*needed, Length(max=longest, message=too_long)])


def text_of(longest: int, too_long: str, missing: str = "") -> TextAreaField:
    """A field for a text of several lines."""
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(
        filters=[tidy_lines], validators=[*needed, Length(max=longest, message=too_long)]
    )


class StaffForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A form that knows which revision of a thing it was filled from.

    Where somebody else saved the thing meanwhile, the revisions differ: nothing is overwritten,
    and the page shows what stands there now beside what was written.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc] # Flask-WTF has no types
        """Filled also from what was sent when a session had ended."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent now, or what was kept of it then."""
            sent = super().wrap_formdata(form, formdata)
            if sent is None and "staff" in g and g.staff:
                sent = kept_fields(g.staff.id)
                if sent:
                    say_done(gettext(HERE_AGAIN))
            return sent

    revision = HiddenField(default=NOTHING_OLDER)

    def seen_revision(self) -> int:
        """The revision whoever sends the form was looking at."""
        text = str(self.revision.data or NOTHING_OLDER)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

"""The forms of those who read people's own words through: what is masked, quoted and sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from admin.forms import StaffForm, line_of, tidy
from survey.pages.locale import gettext
from survey.texts import N_
from survey.words.clean import clean
from survey.words.found import found_in
from survey.words.given import Reason, State
from survey.words.masking import LONGEST, first_masked
from survey.words.moderated import (
    LONGEST_QUOTE,
    LONGEST_THEME,
    MOST_THEMES,
    Decision,
    Moderated,
    Theme,
)

STILL_THERE = N_(
    "There is still a CPR number, a telephone number or an e-mail address here: %(passage)s. Mask it before you approve."
)
NOTHING_LEFT = N_(
    "There are no words left to approve. Withhold it instead, or write what may be shown."
)
MASKED_IS_LONG = N_("Make the text shorter: at most 20,000 characters.")
QUOTE_IS_LONG = N_("Make the quote shorter: at most 400 characters.")
NO_CONSENT = N_("This person has not said yes to being quoted. Leave the quote empty.")
CHOOSE_A_REASON = N_("Choose why it is withheld.")
CHOOSE_WHAT = N_("Choose whether to approve it, withhold it or leave it for later.")
MANY_THEMES = N_("Choose at most 10 themes.")
THEME_IS_LONG = N_("Write each theme in at most 60 characters.")
NAME_THE_THEME = N_("Write what the theme is called.")
CHOOSE_A_THEME = N_("Choose which theme it is counted as.")
LONGEST_NEW = 400


def lines(text: object) -> str:
    """A text as it may leave, without the white space around it."""
    return clean(str(text or "")).strip()


class WordsForm(StaffForm):
    """What is made of one answer in words."""

    masked = TextAreaField(filters=[lines])
    quote = TextAreaField(filters=[lines])
    themes = SelectMultipleField(validate_choice=False)
    new_themes = StringField(filters=[tidy])
    reason = SelectField(validate_choice=False)
    decide = StringField()

    def offer(self, themes: Iterable[str], may_quote: bool) -> None:
        """Let these themes be ticked; nothing is quoted without consent."""
        self.offered = {name: name for name in themes}
        self.may_quote = may_quote

    @property
    def state(self) -> State | None:
        """What was pressed; None for a press that decides nothing."""
        return next((one for one in State if one.value == self.decide.data), None)

    def validate_decide(self, _field: StringField) -> None:
        """One of the three was pressed."""
        if self.state is None:
            raise ValidationError(CHOOSE_WHAT)

    def validate_masked(self, field: TextAreaField) -> None:
        """What is approved holds words, and no number or address that was found."""
        if len(field.data or "") > LONGEST:
            raise ValidationError(MASKED_IS_LONG)
        if self.state is State.APPROVED:
            if not field.data:
                raise ValidationError(NOTHING_LEFT)
            _hold_nothing(field)

    def validate_quote(self, field: TextAreaField) -> None:
        """It is short, its writer said yes, and it holds nothing that was found."""
        if len(field.data or "") > LONGEST_QUOTE:
            raise ValidationError(QUOTE_IS_LONG)
        if field.data and not self.may_quote:
            raise ValidationError(NO_CONSENT)
        if self.state is State.APPROVED:
            _hold_nothing(field)

    def validate_new_themes(self, field: StringField) -> None:
        """Each fits, and they are not too many."""
        if any(len(name) > LONGEST_THEME for name in self.chosen_themes()):
            raise ValidationError(THEME_IS_LONG)
        if len(self.chosen_themes()) > MOST_THEMES:
            raise ValidationError(MANY_THEMES)

    def validate_reason(self, _field: SelectField) -> None:
        """What is withheld has a reason from the list."""
        if self.state is State.WITHHELD and self.chosen_reason() is None:
            raise ValidationError(CHOOSE_A_REASON)

    def chosen_reason(self) -> Reason | None:
        """Why it is withheld."""
        return next((one for one in Reason if one.value == self.reason.data), None)

    def chosen_themes(self) -> list[str]:
        """Those ticked, and those written, each once; a name that differs in case is the same."""
        ticked = [name for name in self.themes.data or [] if name in self.offered]
        written = [tidy(clean(name)) for name in str(self.new_themes.data or "").split(",")]
        known = {name.casefold(): name for name in self.offered}
        names = [known.get(name.casefold(), name) for name in written if name]
        return list(dict.fromkeys([*ticked, *names]))

    def decision(self, comment_id: str, by: str) -> Decision:
        """What was decided, once it is valid."""
        state = self.state or State.LATER
        withheld = state is State.WITHHELD
        return Decision(
            comment_id,
            self.seen_revision(),
            state,
            "" if withheld else self.masked.data or "",
            "" if withheld else self.quote.data or "",
            [] if withheld else self.chosen_themes(),
            self.chosen_reason() if withheld else None,
            by,
        )


def _hold_nothing(field: TextAreaField) -> None:
    text = field.data or ""
    found = found_in(text)
    if found:
        raise ValidationError(gettext(STILL_THERE, passage=found[0].of(text)))


def filled_words(one: Moderated) -> dict[str, Any]:
    """The fields as they stand; numbers and addresses are masked from the start."""
    masked = one.masked or first_masked(one.words or "", one.language)
    return {
        "revision": str(one.revision),
        "masked": masked,
        "quote": one.quote,
        "themes": list(one.themes),
        "reason": one.reason.value if one.reason else "",
    }


class ThemeForm(StaffForm):
    """What a theme is called."""

    name = line_of(LONGEST_THEME, THEME_IS_LONG, NAME_THE_THEME)


class MergeForm(StaffForm):
    """Which theme another is counted as."""

    into = SelectField(validate_choice=False)

    def offer(self, themes: Iterable[Theme]) -> None:
        """Let it be counted as one of these."""
        self.offered = {str(one.id): one.name for one in themes}

    def validate_into(self, field: SelectField) -> None:
        """Only one that is offered."""
        if field.data not in self.offered:
            raise ValidationError(CHOOSE_A_THEME)

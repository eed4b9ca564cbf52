"""The forms for choosing together: one that makes the round, one for what was decided."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from admin.forms import Day, StaffForm, line_of, text_of
from admin.picture_field import PictureField
from admin.round_forms import (
    CHOOSE_CENTRES,
    CHOOSE_VOICES,
    CLOSES_BEFORE,
    NEEDS_INITIATIVE,
    NO_SUCH_CENTRE,
    SAY_CLOSING,
    SAY_OPENING,
    speaking_key,
)
from survey.codesign import (
    CHOOSE,
    FEWEST,
    KEY,
    KINDS,
    MOST,
    RANK,
    SOMETHING_ELSE,
    Choosing,
    Decision,
    KeptChoice,
    Offered,
    may_speak,
    questionnaire_of,
)
from survey.images import keep_image, kept_image
from survey.pages.locale import gettext
from survey.questionnaire.lint import Finding, findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.rounds import USUAL_KEEPING, Days, by_voice
from survey.staff import Belonging, Reach
from survey.store.offer_queries import OfferedCentre
from survey.store.round_edit_queries import Plan
from survey.texts import N_
from survey.voices import RESIDENT_VOICES, Voice

LONGEST_TITLE, LONGEST_QUESTION, LONGEST_LABEL, LONGEST_SHOWN = 60, 80, 40, 120
LONGEST_WHY, LONGEST_TOLD, LONGEST_BY = 2000, 120, 120
NUMBERS = range(1, MOST + 1)

SAY_TITLE = N_("Write in Danish what it is about.")
TITLE_IS_LONG = N_("Write what it is about in at most 60 characters.")
SAY_QUESTION = N_("Write the question in Danish.")
QUESTION_IS_LONG = N_("Write the question in at most 80 characters.")
LABEL_IS_LONG = N_("Write the option in at most 40 characters.")
SHOWN_IS_LONG = N_("Write what the picture shows in at most 120 characters.")
TWO_OPTIONS = N_("Write at least two options, from the first on.")
NO_GAPS = N_("Write this option, or move those below it up.")
SAME_TWICE = N_("This option is there already. Write another, or leave it out.")
SAY_WHAT_IT_SHOWS = N_("Write in Danish what the picture shows, for those who do not see it.")
SAY_IT_IN_ENGLISH_TOO = N_(
    "Write it in English too, or leave out all the English: half a translation helps nobody."
)
CHOOSE_PICTURE_AGAIN = N_("This picture is not here any more. Choose it again.")
CHOOSE_HOW = N_("Choose whether they put the options in order or choose one.")
CHOOSE_DECISION = N_("Choose what was decided.")
SAY_WHO_DECIDED = N_("Write who decided.")
BY_IS_LONG = N_("Write who decided in at most 120 characters.")
SAY_WHEN = N_("Write the day on which it was decided.")
SAY_WHY = N_(
    "Write why. It is not what was clearly chosen, and those who chose have a right to know."
)
WHY_IS_LONG = N_("Write why in at most 2000 characters.")
TOLD_IS_LONG = N_("Write what residents are told in at most 120 characters.")
TOLD_DANISH_FIRST = N_("Write what residents are told in Danish too: most people read that one.")


class AskedFields(StaffForm):
    """What is asked, and how; then up to five options, each of which may have a picture."""

    title_da = line_of(LONGEST_TITLE, TITLE_IS_LONG, SAY_TITLE)
    title_en = line_of(LONGEST_TITLE, TITLE_IS_LONG)
    question_da = line_of(LONGEST_QUESTION, QUESTION_IS_LONG, SAY_QUESTION)
    question_en = line_of(LONGEST_QUESTION, QUESTION_IS_LONG)
    how = RadioField(choices=[(kind, kind) for kind in KINDS], default=RANK, validate_choice=False)


for _n in NUMBERS:
    setattr(AskedFields, f"label_da_{_n}", line_of(LONGEST_LABEL, LABEL_IS_LONG))
    setattr(AskedFields, f"label_en_{_n}", line_of(LONGEST_LABEL, LABEL_IS_LONG))
    setattr(AskedFields, f"picture_{_n}", PictureField())
    setattr(AskedFields, f"kept_{_n}", HiddenField())
    setattr(AskedFields, f"drop_{_n}", BooleanField())
    setattr(AskedFields, f"shows_da_{_n}", line_of(LONGEST_SHOWN, SHOWN_IS_LONG))
    setattr(AskedFields, f"shows_en_{_n}", line_of(LONGEST_SHOWN, SHOWN_IS_LONG))


class ChoiceForm(AskedFields):
    """Everything that makes a round to choose by: question, options, whom, where and when."""

    centres = SelectMultipleField(validate_choice=False)
    voices = SelectMultipleField(validate_choice=False)
    opens_on = Day(validators=[InputRequired(SAY_OPENING)])
    closes_on = Day(validators=[InputRequired(SAY_CLOSING)])

    def set_for(
        self, offered: Mapping[int, OfferedCentre], initiative_id: int, reach: Reach, folder: Path
    ) -> ChoiceForm:
        """Offer what there is to choose from; `folder` is where pictures are kept."""
        self.offered, self.initiative_id, self.reach = offered, initiative_id, reach
        self.folder = folder
        takes = [one for one in offered.values() if one.takes(initiative_id)]
        self.centre_names = {str(one.id): one.name for one in takes}
        self.speaking = {speaking_key(one): one for one in may_speak()}
        return self

    def keep_pictures(self) -> None:
        """Keep what was uploaded, so that a fault elsewhere does not lose it."""
        for number in NUMBERS:
            kept, picture = self._of("kept", number), self._of("picture", number)
            if picture.ready:
                kept.data = keep_image(self.folder, picture.ready)
            elif self._of("drop", number).data:
                kept.data = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """Field by field, then what fields say of each other, then the rules for questions."""
        fine = super().validate(extra_validators)
        self.keep_pictures()
        for number in NUMBERS:
            self._check_option(number)
        self._check_english()
        if not self.errors:
            self._check_rules()
        return fine and not self.errors

    def validate_how(self, field: RadioField) -> None:
        """In order, or one."""
        if field.data not in KINDS:
            raise ValidationError(CHOOSE_HOW)

    def validate_centres(self, field: SelectMultipleField) -> None:
        """Some, all of them offered, and the round with them within reach."""
        chosen = set(filter(None, field.data or ()))
        if not chosen:
            raise ValidationError(CHOOSE_CENTRES)
        if not chosen <= set(self.centre_names):
            raise ValidationError(NO_SUCH_CENTRE)
        where = Belonging(frozenset(int(one) for one in chosen), self.initiative_id)
        if not self.reach.covers(where):
            raise ValidationError(NEEDS_INITIATIVE)

    def validate_voices(self, field: SelectMultipleField) -> None:
        """Some of those who can be asked."""
        if not set(field.data or ()) & set(self.speaking):
            raise ValidationError(CHOOSE_VOICES)

    def validate_closes_on(self, field: Day) -> None:
        """Not before it opens."""
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(CLOSES_BEFORE)

    def _of(self, name: str, number: int) -> Any:
        return self[f"{name}_{number}"]

    def _check_option(self, number: int) -> None:
        label, kept = self._of("label_da", number), self._of("kept", number)
        picture, shows = self._of("picture", number), self._of("shows_da", number)
        if kept.data and kept_image(self.folder, kept.data) is None:
            kept.data = ""
            _blame(picture, CHOOSE_PICTURE_AGAIN)
        before = [self._of("label_da", other).data for other in range(1, number)]
        if label.data and label.data.casefold() in [one.casefold() for one in before if one]:
            _blame(label, SAME_TWICE)
        later = [self._is_begun(other) for other in NUMBERS if other > number]
        if not label.data and (number <= FEWEST or self._is_begun(number)):
            _blame(label, TWO_OPTIONS if number <= FEWEST else NO_GAPS)
        elif not label.data and any(later):
            _blame(label, NO_GAPS)
        if kept.data and not shows.data:
            _blame(shows, SAY_WHAT_IT_SHOWS)

    def _is_begun(self, number: int) -> bool:
        names = ("label_da", "label_en", "kept", "shows_da", "shows_en")
        return any(self._of(name, number).data for name in names)

    def _check_english(self) -> None:
        pairs = list(self._pairs())
        if any(english.data for _, english in pairs):
            for danish, english in pairs:
                if danish.data and not english.data:
                    _blame(english, SAY_IT_IN_ENGLISH_TOO)

    def _pairs(self) -> Iterator[tuple[Any, Any]]:
        yield self.title_da, self.title_en
        yield self.question_da, self.question_en
        for number in NUMBERS:
            yield self._of("label_da", number), self._of("label_en", number)
            if self._of("kept", number).data:
                yield self._of("shows_da", number), self._of("shows_en", number)

    def _check_rules(self) -> None:
        """The same rules as for every questionnaire; what they refuse is told at its field."""
        for finding in findings_refusing(lint(self.questionnaire())):
            _blame(self._field_of(finding), finding.say(gettext))

    def _field_of(self, finding: Finding) -> Any:
        names = finding.place.split(".")
        code = names[-1] if names[-1] in ("da", "en") else "da"
        if names[0] == "title":
            return self[f"title_{code}"]
        number = names[1].removeprefix("option_") if len(names) > 1 else ""
        if not number.isdigit():
            return self[f"question_{code}"]
        return self[f"{'shows' if 'image_text' in names else 'label'}_{code}_{number}"]

    def questionnaire(self, key: str = KEY) -> Questionnaire:
        """What is asked, once every field is valid."""
        options = [self._offered(n) for n in NUMBERS if self._of("label_da", n).data]
        choosing = Choosing(
            title=self._both("title"),
            question=self._both("question"),
            options=tuple(options),
            kind=RANK if self.how.data == RANK else CHOOSE,
        )
        chosen = [one for name, one in self.speaking.items() if name in (self.voices.data or ())]
        return questionnaire_of(choosing, f"{key.rstrip('_')}_{secrets.token_hex(4)}", chosen)

    def _offered(self, number: int) -> Offered:
        image = self._of("kept", number).data or ""
        shows = self._both("shows", f"_{number}") if image else None
        return Offered(self._both("label", f"_{number}"), image, shows)

    def _both(self, name: str, behind: str = "") -> dict[str, str]:
        said = {code: self[f"{name}_{code}{behind}"].data for code in ("da", "en")}
        return {code: text for code, text in said.items() if text}

    def plan(self, version_id: int) -> Plan:
        """The round, once it is valid."""
        chosen = [one for name, one in self.speaking.items() if name in (self.voices.data or ())]
        voices = by_voice(chosen)
        return Plan(
            version_id=version_id,
            initiative_id=self.initiative_id,
            centre_ids=frozenset(int(one) for one in self.centres.data or ()),
            voices=voices,
            days=Days(_day(self.opens_on), _day(self.closes_on)),
            on_devices=any(Voice(voice) in RESIDENT_VOICES for voice in voices),
            answered_by="",
            answers_on=None,
            purpose={},
            repeats_weeks=None,
            keeps_days=USUAL_KEEPING,
            offers_receipts=False,
        )


class DecisionForm(StaffForm):
    """What was decided, by whom, when and why, and what residents are told."""

    decided = RadioField(choices=[], validate_choice=False)
    by = line_of(LONGEST_BY, BY_IS_LONG, SAY_WHO_DECIDED)
    day = Day(validators=[InputRequired(SAY_WHEN)])
    why = text_of(LONGEST_WHY, WHY_IS_LONG)
    told_da = text_of(LONGEST_TOLD, TOLD_IS_LONG)
    told_en = text_of(LONGEST_TOLD, TOLD_IS_LONG)

    def set_for(self, choice: KeptChoice, clear: frozenset[str]) -> DecisionForm:
        """`clear` are the options that may be named as chosen: another one needs a reason."""
        self.keys = {option.key for option in choice.question.choosable()} | {SOMETHING_ELSE}
        self.clear = clear
        return self

    def validate_decided(self, field: RadioField) -> None:
        """One of the options, or something else."""
        if field.data not in self.keys:
            raise ValidationError(CHOOSE_DECISION)

    def validate_why(self, field: Any) -> None:
        """Demanded where it is not what was chosen."""
        other = self.decided.data in self.keys and self.decided.data not in self.clear
        if other and not field.data:
            raise ValidationError(SAY_WHY)

    def validate_told_en(self, field: Any) -> None:
        """In English only beside the Danish."""
        if field.data and not self.told_da.data:
            raise ValidationError(TOLD_DANISH_FIRST)

    def decision(self, chosen: tuple[str, ...] = ()) -> Decision:
        """What was written, once it is valid; `chosen` are the options that may be named."""
        told = {"da": self.told_da.data or "", "en": self.told_en.data or ""}
        return Decision(
            option=self.decided.data,
            by=self.by.data or "",
            day=_day(self.day),
            why=self.why.data or "",
            told={code: text for code, text in told.items() if text},
            chosen=chosen,
        )


def filled_decision(choice: KeptChoice, name: str, today: date) -> dict[str, Any]:
    """The fields of a decision as it stands; of a new one, who writes and the day."""
    made = choice.decision
    if made is None:
        return {"revision": choice.revision, "by": name, "day": today}
    return {
        "revision": choice.revision,
        "decided": made.option,
        "by": made.by,
        "day": made.day,
        "why": made.why,
        "told_da": made.told.get("da", ""),
        "told_en": made.told.get("en", ""),
    }


def _day(field: Day) -> date:
    """A day that is needed, once it is valid."""
    if field.data is None:
        raise ValueError(field.name)
    return field.data


def _blame(field: Any, fault: str) -> None:
    field.errors = [*field.errors, fault]

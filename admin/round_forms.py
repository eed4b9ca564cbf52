"""The form for a round: sensible at once, and every fault says what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from admin.asking_again import CannotAsk
from admin.forms import Day, StaffForm, line_of, text_of
from admin.round_asking import asking_about, belonging, tick_names
from survey.actions import Action
from survey.asked_again import asked_about
from survey.questionnaire.model import Questionnaire
from survey.rounds import (
    CADENCES,
    LONGEST_KEEPING,
    SHORTEST_KEEPING,
    USUAL_KEEPING,
    Days,
    Speaking,
    by_voice,
    can_speak,
    plan_backwards,
)
from survey.staff import Belonging, Reach
from survey.store.offer_queries import Offer
from survey.store.round_edit_queries import KeptRound, Plan
from survey.texts import N_

LONGEST_NAME, LONGEST_PURPOSE = 120, 2000
LANGUAGES = ("da", "en")

CHOOSE_CENTRES = N_("Choose at least one centre.")
NO_SUCH_CENTRE = N_(
    "Choose among the centres shown: one of those you chose is not yours to ask at."
)
CHOOSE_VOICES = N_("Choose at least one group to ask.")
NO_SUCH_INITIATIVE = N_("Choose one of the initiatives shown, or none.")
NEEDS_INITIATIVE = N_("Choose the initiative: you may ask at these centres as part of it only.")
SAY_OPENING = N_("Write the day on which the round opens.")
SAY_CLOSING = N_("Write the last day on which people can answer.")
CLOSES_BEFORE = N_("Choose a closing day on or after the opening day.")
SAY_MEETING = N_("Write the day of the meeting first, then propose days from it.")
MEETING_IS_PAST = N_("Choose a meeting after today: there must be time to ask before it.")
NAME_IS_LONG = N_("Write who answers back in at most 120 characters.")
PURPOSE_IS_LONG = N_("Write the purpose sheet in at most 2000 characters.")
DANISH_FIRST = N_("Write the purpose sheet in Danish too: most people read that one.")
NOT_WAITING = N_("Choose among the promises shown: one of them is not there any more.")
CHOOSE_CADENCE = N_("Choose how often the round repeats, or that it does not.")
KEEP_FOR = N_("Write a number of days from 30 to 3650.")
VOICES_STAND = N_(
    "Answers have come in, so whom is asked stays as it is. Make a new round like this one instead."
)
CENTRES_STAND = N_(
    "A centre cannot leave a round that has answers or links. "
    "Archive the round, or make a new round like this one."
)


class WholeNumber(IntegerField):
    """A whole number; a fault in it is told in our words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number as it was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(KEEP_FOR) from fault


@dataclass(frozen=True)
class Setting:
    """What the form is filled for: what is asked, where it may be, and what stands already.

    `waiting` are the actions by number that it may ask about.
    """

    questionnaire: Questionnaire
    offer: Offer
    reach: Reach
    today: date
    kept: KeptRound | None = None
    waiting: Mapping[int, Action] = field(default_factory=dict)


class RoundForm(StaffForm):
    """Everything that staff decide of a round."""

    initiative = StringField()
    centres = SelectMultipleField(validate_choice=False)
    voices = SelectMultipleField(validate_choice=False)
    asks_again = SelectMultipleField(validate_choice=False)
    on_devices = BooleanField()
    meeting_on = Day(validators=[Optional()])
    opens_on = Day(validators=[InputRequired(SAY_OPENING)])
    closes_on = Day(validators=[InputRequired(SAY_CLOSING)])
    repeats = StringField()
    answered_by = line_of(LONGEST_NAME, NAME_IS_LONG)
    answers_on = Day(validators=[Optional()])
    purpose_da = text_of(LONGEST_PURPOSE, PURPOSE_IS_LONG)
    purpose_en = text_of(LONGEST_PURPOSE, PURPOSE_IS_LONG)
    keeps_days = WholeNumber(validators=[InputRequired(KEEP_FOR)])
    offers_receipts = BooleanField()

    def set_for(self, setting: Setting) -> RoundForm:
        """Offer what there is to choose from."""
        self.setting = setting
        self.centre_names = {str(one.id): one.name for one in setting.offer.centres.values()}
        self.initiative_names = {str(id_): n for id_, n in setting.offer.initiatives.items()}
        self.waiting_names = tick_names(setting.waiting.values())
        self.speaking = {speaking_key(one): one for one in can_speak(setting.questionnaire)}
        if setting.kept:
            self._keep_what_stands(setting.kept)
        if self.stands_open:
            self.closes_on.validators = []
        return self

    @property
    def stands_open(self) -> bool:
        """True of a round that stays open until somebody closes it: no closing day is asked for."""
        kept = self.setting.kept
        return bool(kept and kept.plan.is_standing)

    def _keep_what_stands(self, kept: KeptRound) -> None:
        """What a round has already may stay, though it would not be offered anew."""
        self.centre_names |= {str(id_): name for id_, name in kept.centres.items()}
        if kept.plan.initiative_id is not None and kept.initiative:
            self.initiative_names[str(kept.plan.initiative_id)] = kept.initiative

    @property
    def voices_stand(self) -> bool:
        """True once answers came in: whom is asked is no longer changed."""
        return bool(self.setting.kept and self.setting.kept.has_answers)

    @property
    def has_more_faults(self) -> bool:
        """True when there is a fault among what is folded away."""
        return bool(
            self.purpose_da.errors
            or self.purpose_en.errors
            or self.keeps_days.errors
            or self.repeats.errors
        )

    def validate_initiative(self, field: StringField) -> None:
        """None, or one of those offered."""
        if field.data and field.data not in self.initiative_names:
            raise ValidationError(NO_SUCH_INITIATIVE)

    def validate_centres(self, field: SelectMultipleField) -> None:
        """Some, all of them offered, and the round with them within reach."""
        chosen = set(field.data or ())
        if not chosen:
            raise ValidationError(CHOOSE_CENTRES)
        if not chosen <= set(self.centre_names):
            raise ValidationError(NO_SUCH_CENTRE)
        self._check_leaving(chosen)
        self._check_reach({int(one) for one in chosen})

    def _check_leaving(self, chosen: set[str]) -> None:
        kept = self.setting.kept
        if kept is None or not (kept.has_answers or kept.has_links):
            return
        if not {str(id_) for id_ in kept.centres} <= chosen:
            raise ValidationError(CENTRES_STAND)

    def _check_reach(self, chosen: set[int]) -> None:
        """Raises where it is not hers to make; what stands in a round already may stay there."""
        initiative_id = self.initiative_id
        stands = self.setting.kept.plan.centre_ids if self.setting.kept else frozenset[int]()
        offered = self.setting.offer.centres
        for one in chosen - stands:
            if not offered[one].takes(initiative_id):
                raise ValidationError(NEEDS_INITIATIVE)
        if not self.setting.reach.covers(Belonging(frozenset(chosen), initiative_id)):
            raise ValidationError(NEEDS_INITIATIVE)

    def validate_voices(self, field: SelectMultipleField) -> None:
        """Some of those the questionnaire is worded for; the same as before once answers came."""
        if self.voices_stand:
            if field.data is not None and field.raw_data and self._voices() != self._kept_voices():
                raise ValidationError(VOICES_STAND)
            return
        if not set(field.data or ()) & set(self.speaking):
            raise ValidationError(CHOOSE_VOICES)

    def validate_asks_again(self, field: SelectMultipleField) -> None:
        """Some of those offered, that the questionnaire has room and the languages for."""
        if not set(field.data or ()) <= set(self.waiting_names):
            raise ValidationError(NOT_WAITING)
        try:
            self.questionnaire()
        except CannotAsk as fault:
            raise ValidationError(str(fault)) from fault

    def validate_closes_on(self, field: Day) -> None:
        """Not before it opens."""
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(CLOSES_BEFORE)

    def validate_repeats(self, field: StringField) -> None:
        """Not at all, or one of the cadences; another one stays where it stands already."""
        kept = self.setting.kept
        also = {str(kept.plan.repeats_weeks)} if kept else set()
        if field.data and field.data not in {str(weeks) for weeks in CADENCES} | also:
            raise ValidationError(CHOOSE_CADENCE)

    def validate_purpose_en(self, field: Any) -> None:
        """In English only beside the Danish."""
        if field.data and not self.purpose_da.data:
            raise ValidationError(DANISH_FIRST)

    def validate_keeps_days(self, field: IntegerField) -> None:
        """Within what can be answered for."""
        if field.data is None or not SHORTEST_KEEPING <= field.data <= LONGEST_KEEPING:
            raise ValidationError(KEEP_FOR)

    def propose(self) -> Days | None:
        """Put in the days that suit the meeting; None, with a fault told, when there are none."""
        meeting_on = self.meeting_on.data
        if meeting_on is None:
            self.meeting_on.errors = [SAY_MEETING]
            return None
        days = plan_backwards(meeting_on, self.setting.today)
        if days is None:
            self.meeting_on.errors = [MEETING_IS_PAST]
            return None
        for one, day in ((self.opens_on, days.opens_on), (self.closes_on, days.closes_on)):
            one.data, one.raw_data, one.process_errors = day, None, []
        return days

    @property
    def initiative_id(self) -> int | None:
        """The initiative that was chosen among those offered."""
        chosen = self.initiative.data or ""
        return int(chosen) if chosen in self.initiative_names else None

    @property
    def about(self) -> list[Action]:
        """The actions ticked that belong where the round asks, or that it asks about already.

        The others go on waiting.
        """
        ticked = set(self.asks_again.data or ())
        chosen = [one for id_, one in self.setting.waiting.items() if str(id_) in ticked]
        centres = {int(one) for one in self.centres.data or () if one in self.centre_names}
        here = belonging(chosen, centres, self.initiative_id)
        asked = asked_about(self.setting.questionnaire)
        return [one for one in chosen if one in here or one.id in asked]

    def questionnaire(self) -> Questionnaire:
        """What the round asks, with the questions whether actions helped. Raises `CannotAsk`."""
        return asking_about(self.setting.questionnaire, self.setting.waiting, self.about)

    def _voices(self) -> dict[str, list[str]]:
        chosen = set(self.voices.data or ())
        return by_voice(one for key, one in self.speaking.items() if key in chosen)

    def _kept_voices(self) -> dict[str, list[str]]:
        kept = self.setting.kept
        return {} if kept is None else {v: list(ps) for v, ps in kept.plan.voices.items()}

    def plan(self, version_id: int) -> Plan:
        """What was decided, once it is valid."""
        texts = {code: self[f"purpose_{code}"].data for code in LANGUAGES}
        return Plan(
            version_id=version_id,
            initiative_id=self.initiative_id,
            centre_ids=frozenset(int(one) for one in self.centres.data or ()),
            voices=self._kept_voices() if self.voices_stand else self._voices(),
            days=self._days(),
            on_devices=self.on_devices.data,
            answered_by=self.answered_by.data or "",
            answers_on=self.answers_on.data,
            purpose={code: text for code, text in texts.items() if text},
            repeats_weeks=self._weeks(),
            keeps_days=self.keeps_days.data or USUAL_KEEPING,
            offers_receipts=self.offers_receipts.data,
            is_standing=self.stands_open,
        )

    def _days(self) -> Days:
        """Those written; the closing day of a standing round is no matter of this form."""
        today, kept = self.setting.today, self.setting.kept
        if kept and self.stands_open:
            return Days(self.opens_on.data or today, kept.plan.days.closes_on)
        return Days(self.opens_on.data or today, self.closes_on.data or today)

    def _weeks(self) -> int | None:
        """After how many weeks it repeats; what never ends does not."""
        return int(self.repeats.data) if self.repeats.data and not self.stands_open else None


def speaking_key(one: Speaking) -> str:
    """Names a voice with its point of view in forms."""
    voice, perspective = one
    return f"{voice.value}:{perspective.value}"

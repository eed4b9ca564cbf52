"""The form for headcounts: a day, and for each voice a field for the whole and for each unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, ValidationError

from admin.forms import Day, StaffForm, tidy
from survey.headcounts import MOST_PEOPLE, Disagreement, Headcount, Typed, disagreements
from survey.texts import N_
from survey.voices import Voice

WHOLE = 0
"""What the whole centre is called in names of fields, where a unit has its number."""
FIRST_DAY = date(2000, 1, 1)
LONGEST_NUMBER = len(str(MOST_PEOPLE)) + 2

WHEN_COUNTED = N_("Write the day you counted, as it stands in the calendar.")
NOT_YET = N_("This day has not come yet. Write today's, or an earlier one.")
LONG_AGO = N_("This day is very long ago. Look at the year.")
WRITE_A_NUMBER = N_("Write a whole number from 0 to 5000, in digits alone.")
ONE_OF_BOTH = N_("Write a number, or say that nobody knows: not both.")
NEWER_THERE = N_("A newer number stands here. Write its day or a later one, or leave this empty.")
COUNT_SOME = N_("Write at least one number.")


@dataclass(frozen=True)
class Spot:
    """People of one voice at one place: a field to type in, and what stands there now."""

    voice: Voice
    unit_id: int | None
    unit: str | None
    now: Headcount | None

    @property
    def key(self) -> str:
        """What its field is called."""
        return f"{self.voice}_{self.unit_id or WHOLE}"

    @property
    def is_known(self) -> bool:
        """True where a number stands now."""
        return self.now is not None and self.now.people is not None


class HeadcountForm(StaffForm):
    """Numbers counted on one day. What is left empty stays as it is. See `form_for`."""

    spots: Sequence[Spot] = ()
    counted_on = Day(validators=[DataRequired(WHEN_COUNTED)])

    def look_at(self, today: date) -> None:
        """Let no day be later than today."""
        self.today = today

    def validate_counted_on(self, field: Day) -> None:
        """A day that has been."""
        day = field.data or self.today
        if day > self.today:
            raise ValidationError(NOT_YET)
        if day < FIRST_DAY:
            raise ValidationError(LONG_AGO)

    def validate(self, extra_validators: Any = None) -> bool:
        """The day, each number, and that there is one."""
        good = bool(super().validate(extra_validators))
        for spot in self.spots:
            if fault := self._fault(spot):
                self[spot.key].errors = [fault]
                good = False
        if good and self.spots and not self.typed():
            self[self.spots[0].key].errors = [COUNT_SOME]
            return False
        return good

    def _fault(self, spot: Spot) -> str | None:
        """What is wrong with what was typed at a place."""
        text, unknown = self._said(spot)
        if text and unknown:
            return ONE_OF_BOTH
        if text and number(text) is None:
            return WRITE_A_NUMBER
        day, now = self.counted_on.data, spot.now
        if (text or unknown) and day and now and day < now.counted_on <= self.today:
            return NEWER_THERE
        return None

    def _said(self, spot: Spot) -> tuple[str, bool]:
        return str(self[spot.key].data or ""), bool(self[unknown_key(spot)].data)

    def typed(self) -> list[Typed]:
        """The numbers to write down, once all is valid."""
        return list(self._typed())

    def _typed(self) -> Iterator[Typed]:
        for spot in self.spots:
            text, unknown = self._said(spot)
            people = number(text)
            if people is not None or unknown:
                yield Typed(spot.unit_id, spot.voice, people, self.counted_on.data or self.today)

    def would_disagree(self) -> dict[Voice, Disagreement]:
        """Where units and whole contradict each other, what was just typed included."""
        people = {
            (one.voice, one.unit_id): one.now.people if one.now else None for one in self.spots
        }
        people |= {(one.voice, one.unit_id): one.people for one in self._typed()}
        units = list(dict.fromkeys(one.unit_id for one in self.spots if one.unit_id is not None))
        return {one.voice: one for one in disagreements(people, units)}

    def by_voice(self) -> Mapping[Voice, list[Spot]]:
        """The places of each voice."""
        voices = dict.fromkeys(one.voice for one in self.spots)
        return {voice: [one for one in self.spots if one.voice is voice] for voice in voices}


def unknown_key(spot: Spot) -> str:
    """What the field is called that says nobody knows."""
    return f"{spot.key}_unknown"


def form_for(spots: Sequence[Spot], today: date) -> HeadcountForm:
    """A form with fields for these places; the day is today's unless another is written."""
    fields: dict[str, Any] = {"spots": tuple(spots)}
    for spot in spots:
        fields[spot.key] = StringField(filters=[tidy])
        fields[unknown_key(spot)] = BooleanField()
    form: HeadcountForm = type("CentresHeadcountForm", (HeadcountForm,), fields)(
        data={"counted_on": today}
    )
    form.look_at(today)
    return form


def number(text: str) -> int | None:
    """The number that was typed; None for what is none of ours."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        return None
    people = int(text)
    return people if people <= MOST_PEOPLE else None

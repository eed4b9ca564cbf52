"""The forms for actions: every fault says what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from admin.forms import Day, StaffForm, tidy
from survey.actions import (
    LONGEST_ANSWER,
    LONGEST_OWNER,
    LONGEST_SAID,
    Action,
    ActionState,
    Outcome,
    Place,
    Promise,
    Texts,
)
from survey.store.action_queries import NamedPlace
from survey.texts import N_

LANGUAGES = ("da", "en")
"""What can be written here; Danish is asked for, English may be left out."""

SAY_IT = N_("Write what people said.")
SAID_IS_LONG = N_("Say what people said in at most 60 characters: it is read from afar.")
PROMISE_IT = N_("Write what is promised.")
ANSWER_IS_LONG = N_("Say it in at most 90 characters: it is read from afar.")
NAME_THE_OWNER = N_("Write who sees to it.")
OWNER_IS_LONG = N_("Write who sees to it in at most 120 characters.")
CHOOSE_A_PLACE = N_("Choose a centre or an initiative.")
CHOOSE_A_STATE = N_("Choose what became of it.")
TELL_IT = N_("Write what became of it, so that people can read it.")
BOTH_IN_ENGLISH = N_("Write both texts in English, or neither.")


def _text(longest: int, too_long: str, missing: str = "") -> TextAreaField:
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(
        filters=[tidy], validators=[*needed, Length(max=longest, message=too_long)]
    )


class PromiseForm(StaffForm):
    """What people said, and what is promised for it."""

    place = StringField()
    said_da = _text(LONGEST_SAID, SAID_IS_LONG, SAY_IT)
    said_en = _text(LONGEST_SAID, SAID_IS_LONG)
    promised_da = _text(LONGEST_ANSWER, ANSWER_IS_LONG, PROMISE_IT)
    promised_en = _text(LONGEST_ANSWER, ANSWER_IS_LONG)
    owner = _text(LONGEST_OWNER, OWNER_IS_LONG, NAME_THE_OWNER)
    due_on = Day(validators=[Optional()])
    shown = BooleanField()

    def offer(self, places: Iterable[NamedPlace]) -> None:
        """Let these places be chosen."""
        self.places = {_key(one.place): one.name for one in places}

    def validate_place(self, field: StringField) -> None:
        """One of those offered."""
        if field.data not in self.places:
            raise ValidationError(CHOOSE_A_PLACE)

    def validate_promised_en(self, field: TextAreaField) -> None:
        """Half a pair is shown to nobody."""
        if bool(field.data) != bool(self.said_en.data):
            raise ValidationError(BOTH_IN_ENGLISH)

    def promise(self) -> Promise:
        """What was written, once it is valid."""
        return Promise(
            place=_place(self.place.data or ""),
            said=_texts(self, "said"),
            promised=_texts(self, "promised"),
            owner=self.owner.data or "",
            due_on=self.due_on.data,
            shown=self.shown.data,
        )


class OutcomeForm(StaffForm):
    """What became of a promise."""

    state = StringField()
    became_da = _text(LONGEST_ANSWER, ANSWER_IS_LONG)
    became_en = _text(LONGEST_ANSWER, ANSWER_IS_LONG)

    def validate_state(self, field: StringField) -> None:
        """One of those there are."""
        if field.data not in list(ActionState):
            raise ValidationError(CHOOSE_A_STATE)

    def validate_became_da(self, field: TextAreaField) -> None:
        """Whatever became of it is told."""
        if self.state.data != ActionState.PROMISED and not field.data:
            raise ValidationError(TELL_IT)

    def outcome(self, before: Outcome, today: date) -> Outcome:
        """What was chosen, once it is valid; the same outcome in better words keeps its day."""
        state = ActionState(self.state.data or "")
        if state is ActionState.PROMISED:
            return Outcome()
        same = state is before.state and before.settled_on
        return Outcome(state, _texts(self, "became"), same or today)


def filled_promise(action: Action | None) -> dict[str, Any]:
    """The fields of a promise as it stands; of a new one none, and nobody is shown it unasked."""
    if action is None:
        return {}
    promise = action.promise
    return {
        "place": _key(promise.place),
        **_fields("said", promise.said),
        **_fields("promised", promise.promised),
        "owner": promise.owner,
        "due_on": promise.due_on,
        "shown": promise.shown,
    }


def filled_outcome(action: Action) -> dict[str, Any]:
    """The fields of what became of an action, as it stands."""
    return {"state": action.outcome.state.value, **_fields("became", action.outcome.became or {})}


def _fields(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


def _texts(form: Any, name: str) -> Texts:
    said = {code: form[f"{name}_{code}"].data for code in LANGUAGES}
    return {code: text for code, text in said.items() if text}


def _key(place: Place) -> str:
    if place.centre_id is not None:
        return f"centre-{place.centre_id}"
    return f"initiative-{place.initiative_id}"


def _place(key: str) -> Place:
    kind, number = key.split("-")
    return Place(centre_id=int(number)) if kind == "centre" else Place(initiative_id=int(number))

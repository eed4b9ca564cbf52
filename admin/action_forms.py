"""The forms for actions: every fault says what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from admin.forms import Day, StaffForm, line_of, text_of, tidy
from admin.picture_field import PictureField
from survey.actions import (
    LONGEST_ANSWER,
    LONGEST_DEPENDENCIES,
    LONGEST_OWNER,
    LONGEST_SAID,
    Action,
    ActionState,
    Outcome,
    Place,
    Promise,
    Signature,
    Texts,
)
from survey.languages import LANGUAGES
from survey.store.action_queries import NamedPlace
from survey.texts import N_

FIRST = ("da", "en")
"""What is written here as a rule; Danish is asked for, English may be left out."""
OTHERS = tuple(code for code in LANGUAGES if code not in FIRST)
"""The other languages that respondents meet; each may be left out."""

SAY_IT = N_("Write what people said.")
SAID_IS_LONG = N_("Say what people said in at most 60 characters: it is read from afar.")
PROMISE_IT = N_("Write what is promised.")
ANSWER_IS_LONG = N_("Say it in at most 90 characters: it is read from afar.")
NAME_THE_OWNER = N_("Write who sees to it. What nobody sees to is not shown to residents.")
OWNER_IS_LONG = N_("Write who sees to it in at most 120 characters.")
OWNER_FIRST = N_("Write the first one above before you write a second.")
OWNERS_DIFFER = N_("This is the same person as above. Write somebody else, or leave it out.")
DEPENDS_IS_LONG = N_("Say what it depends on in at most 500 characters.")
SIGN_IT = N_("Write who signs it: what residents are shown is signed by a leader.")
SAY_THE_ROLE = N_("Write what she or he is here, such as “leader of the centre”.")
SIGNED_IS_LONG = N_("Write it in at most 120 characters.")
CHOOSE_A_PLACE = N_("Choose a centre or an initiative.")
CHOOSE_A_STATE = N_("Choose what became of it.")
TELL_IT = N_("Write what became of it, so that people can read it.")
TELL_WHY = N_("Write why it could not be done, so that people can read it.")
BOTH_IN_ENGLISH = N_("Write both texts in English, or neither.")
BOTH_IN_IT = N_("Write both texts in this language, or neither.")


def _text(longest: int, too_long: str, missing: str = "") -> TextAreaField:
    needed = [DataRequired(missing)] if missing else []
    return TextAreaField(
        filters=[tidy], validators=[*needed, Length(max=longest, message=too_long)]
    )


class PromiseForm(StaffForm):
    """What people said, what is promised for it, who sees to it, and who answers for it."""

    place = StringField()
    said_da = _text(LONGEST_SAID, SAID_IS_LONG, SAY_IT)
    said_en = _text(LONGEST_SAID, SAID_IS_LONG)
    promised_da = _text(LONGEST_ANSWER, ANSWER_IS_LONG, PROMISE_IT)
    promised_en = _text(LONGEST_ANSWER, ANSWER_IS_LONG)
    owner = line_of(LONGEST_OWNER, OWNER_IS_LONG)
    second_owner = line_of(LONGEST_OWNER, OWNER_IS_LONG)
    due_on = Day(validators=[Optional()])
    depends_on = text_of(LONGEST_DEPENDENCIES, DEPENDS_IS_LONG)
    shown = BooleanField()
    signed_name = line_of(LONGEST_OWNER, SIGNED_IS_LONG)
    signed_role = line_of(LONGEST_OWNER, SIGNED_IS_LONG)
    picture = PictureField()
    without_picture = BooleanField()

    def offer(self, places: Iterable[NamedPlace]) -> None:
        """Let these places be chosen."""
        self.places = {key_of(one.place): one.name for one in places}

    @property
    def other_languages(self) -> bool:
        """True where something stands in a language that is folded away."""
        return any(self[f"said_{code}"].data or self[f"promised_{code}"].data for code in OTHERS)

    def validate_place(self, field: StringField) -> None:
        """One of those offered."""
        if field.data not in self.places:
            raise ValidationError(CHOOSE_A_PLACE)

    def validate_promised_en(self, field: TextAreaField) -> None:
        """Half a pair is shown to nobody."""
        if bool(field.data) != bool(self.said_en.data):
            raise ValidationError(BOTH_IN_ENGLISH)

    def validate_owner(self, field: StringField) -> None:
        """What residents are told somebody sees to, somebody does."""
        if self.shown.data and not field.data:
            raise ValidationError(NAME_THE_OWNER)

    def validate_second_owner(self, field: StringField) -> None:
        """Only beside a first, and somebody else."""
        if field.data and not self.owner.data:
            raise ValidationError(OWNER_FIRST)
        if field.data and field.data == self.owner.data:
            raise ValidationError(OWNERS_DIFFER)

    def validate_signed_name(self, field: StringField) -> None:
        """What residents are shown is signed."""
        if (self.shown.data or self.signed_role.data) and not field.data:
            raise ValidationError(SIGN_IT)

    def validate_signed_role(self, field: StringField) -> None:
        """A name alone does not say who that is."""
        if (self.shown.data or self.signed_name.data) and not field.data:
            raise ValidationError(SAY_THE_ROLE)

    def promise(self, picture: str | None = None) -> Promise:
        """What was written, once it is valid, with this picture of whoever signs."""
        return Promise(
            place=place_of(self.place.data or "") or Place(),
            said=_texts(self, "said"),
            promised=_texts(self, "promised"),
            owner=self.owner.data or "",
            due_on=self.due_on.data,
            shown=self.shown.data,
            second_owner=self.second_owner.data or "",
            depends_on=self.depends_on.data or "",
            signed=Signature(self.signed_name.data or "", self.signed_role.data or "", picture),
        )


def _halves_meet(said: str) -> Any:
    """A check of a field in one of the other languages: half a pair is shown to nobody."""

    def check(form: PromiseForm, field: TextAreaField) -> None:
        if bool(field.data) != bool(form[said].data):
            raise ValidationError(BOTH_IN_IT)

    return check


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
        """Whatever became of it is told; of what was dropped, the reason."""
        if self.state.data != ActionState.PROMISED and not field.data:
            raise ValidationError(TELL_WHY if self.state.data == ActionState.DROPPED else TELL_IT)

    @property
    def other_languages(self) -> bool:
        """True where something stands in a language that is folded away."""
        return any(self[f"became_{code}"].data for code in OTHERS)

    def outcome(self, before: Outcome, today: date) -> Outcome:
        """What was chosen, once it is valid; the same outcome in better words keeps its day."""
        state = ActionState(self.state.data or "")
        if state is ActionState.PROMISED:
            return Outcome()
        same = state is before.state and before.settled_on
        return Outcome(state, _texts(self, "became"), same or today)


for _code in OTHERS:
    setattr(PromiseForm, f"said_{_code}", _text(LONGEST_SAID, SAID_IS_LONG))
    setattr(PromiseForm, f"promised_{_code}", _text(LONGEST_ANSWER, ANSWER_IS_LONG))
    setattr(PromiseForm, f"validate_promised_{_code}", _halves_meet(f"said_{_code}"))
    setattr(OutcomeForm, f"became_{_code}", _text(LONGEST_ANSWER, ANSWER_IS_LONG))


def filled_promise(action: Action) -> dict[str, Any]:
    """The fields of a promise as it stands."""
    promise = action.promise
    return {
        "revision": action.revision,
        "place": key_of(promise.place),
        **_fields("said", promise.said),
        **_fields("promised", promise.promised),
        "owner": promise.owner,
        "second_owner": promise.second_owner,
        "due_on": promise.due_on,
        "depends_on": promise.depends_on,
        "shown": promise.shown,
        "signed_name": promise.signed.name,
        "signed_role": promise.signed.role,
    }


def draft_of(
    said: Texts, place: Place | None = None, promised: Texts | None = None
) -> dict[str, Any]:
    """The fields of a new promise, drafted from texts that are there already: a finding, an idea.

    A text that is too long to be read from afar is cut at a word; nobody is shown it unasked.
    """
    return {
        **({"place": key_of(place)} if place else {}),
        **_fields("said", {code: cut(text, LONGEST_SAID) for code, text in said.items()}),
        **_fields("promised", {c: cut(t, LONGEST_ANSWER) for c, t in (promised or {}).items()}),
    }


def cut(text: str, longest: int) -> str:
    """At most so many characters, ending with a whole word."""
    line = tidy(text)
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def filled_outcome(action: Action) -> dict[str, Any]:
    """The fields of what became of an action, as it stands."""
    became = _fields("became", action.outcome.became or {})
    return {"revision": action.revision, "state": action.outcome.state.value, **became}


def _fields(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


def _texts(form: Any, name: str) -> Texts:
    said = {code: form[f"{name}_{code}"].data for code in LANGUAGES}
    return {code: text for code, text in said.items() if text}


def key_of(place: Place) -> str:
    """What forms and addresses call a place."""
    if place.centre_id is not None:
        return f"centre-{place.centre_id}"
    return f"initiative-{place.initiative_id}"


def place_of(key: str) -> Place | None:
    """The place that is called so; None for anything else."""
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    made = {"centre": Place(centre_id=int(number)), "initiative": Place(initiative_id=int(number))}
    return made.get(kind)

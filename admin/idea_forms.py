"""The forms for ideas: writing one down for somebody, and answering one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from admin.forms import StaffForm, text_of, tidy
from survey.actions import LONGEST_ANSWER, LONGEST_SAID, Texts
from survey.ideas import ASKED, LONGEST_WORDS, STATES, Given, Idea, IdeaKind, IdeaState, Reply
from survey.languages import LANGUAGES, STAFF_LANGUAGES
from survey.texts import N_
from survey.voices import Voice

OTHERS = tuple(code for code in LANGUAGES if code not in STAFF_LANGUAGES)
"""Languages that only respondents read; an answer in them may be left out."""
VOICES = (*ASKED, Voice.PARTNER)

SAY_WORDS = N_("Write the idea as it was told to you.")
WORDS_ARE_LONG = N_("Write it in at most 2000 characters.")
CHOOSE_A_KIND = N_("Choose whether it is an idea or an offer.")
CHOOSE_A_VOICE = N_("Choose whose idea it is.")
CHOOSE_A_CENTRE = N_("Choose a centre.")
NO_INITIATIVE = N_("Choose one of these initiatives, or none.")
CHOOSE_A_STATE = N_("Choose how it goes with it.")
SAID_IS_LONG = N_("Say the idea in at most 60 characters: it is read from afar.")
ANSWER_IS_LONG = N_("Say the answer in at most 90 characters: it is read from afar.")
SAY_IN_SHORT = N_("Write the idea in few words, in Danish.")
ANSWER_IT = N_("Write an answer in Danish. Every idea gets one.")
BOTH_OR_NEITHER = N_("Write both texts in this language, or neither.")
ANSWER_FIRST = N_("Answer it before it is shown.")


class NewIdeaForm(StaffForm):
    """An idea that somebody told, or could not write herself."""

    kind = StringField(validators=[DataRequired(CHOOSE_A_KIND)])
    voice = StringField(validators=[DataRequired(CHOOSE_A_VOICE)])
    centre = StringField(validators=[DataRequired(CHOOSE_A_CENTRE)])
    words = text_of(LONGEST_WORDS, WORDS_ARE_LONG, SAY_WORDS)

    def offer(self, centres: Mapping[int, str]) -> None:
        """Let these centres be chosen."""
        self.centres = {str(id_): name for id_, name in centres.items()}

    def validate_kind(self, field: StringField) -> None:
        """One of the two."""
        if field.data not in list(IdeaKind):
            raise ValidationError(CHOOSE_A_KIND)

    def validate_voice(self, field: StringField) -> None:
        """One of those that can have one."""
        if field.data not in VOICES:
            raise ValidationError(CHOOSE_A_VOICE)

    def validate_centre(self, field: StringField) -> None:
        """One of those offered."""
        if field.data not in self.centres:
            raise ValidationError(CHOOSE_A_CENTRE)

    def given(self, today: date) -> Given:
        """What was written, once it is valid."""
        return Given(
            IdeaKind(self.kind.data or ""),
            self.words.data or "",
            int(self.centre.data or 0),
            None,
            Voice(self.voice.data or ""),
            today,
        )


class AnswerForm(StaffForm):
    """What is done about an idea, and what everybody is told; a pair of texts per language."""

    state = StringField()
    initiative = StringField()
    shown = BooleanField()

    def offer(self, idea: Idea, initiatives: Mapping[int, str]) -> AnswerForm:
        """Let the states of its kind be chosen, and these initiatives; its own may stay."""
        self.kind = idea.given.kind
        own = {str(idea.given.initiative_id): idea.initiative} if idea.initiative else {}
        self.initiatives = {str(id_): name for id_, name in initiatives.items()} | own
        return self

    @property
    def has_more(self) -> bool:
        """True when something is written, or wrong, in a language that is folded away."""
        names = [f"{name}_{code}" for name in ("said", "answer") for code in OTHERS]
        return any(self[name].data or self[name].errors for name in names)

    def validate_state(self, field: StringField) -> None:
        """One that fits what it is."""
        if field.data not in STATES[self.kind]:
            raise ValidationError(CHOOSE_A_STATE)

    def validate_initiative(self, field: StringField) -> None:
        """None, or one of those offered."""
        if field.data and field.data not in self.initiatives:
            raise ValidationError(NO_INITIATIVE)

    def validate_shown(self, field: BooleanField) -> None:
        """What is new has no answer to show."""
        if field.data and self.state.data == IdeaState.NEW:
            raise ValidationError(ANSWER_FIRST)

    @property
    def initiative_id(self) -> int | None:
        """The initiative it is for."""
        return int(self.initiative.data) if self.initiative.data else None

    def reply(self) -> Reply:
        """What was written, once it is valid."""
        return Reply(
            IdeaState(self.state.data or ""),
            _texts(self, "said"),
            _texts(self, "answer"),
            self.shown.data,
        )


def _check_pair(code: str) -> Any:
    """What is checked of the answer in a language: half a pair is shown to nobody."""

    def check(form: AnswerForm, field: TextAreaField) -> None:
        said, answer = form[f"said_{code}"].data, field.data
        if code == "da":
            if not answer and form.state.data != IdeaState.NEW:
                raise ValidationError(ANSWER_IT)
        elif bool(said) != bool(answer):
            raise ValidationError(BOTH_OR_NEITHER)

    return check


def _check_said(form: AnswerForm, field: TextAreaField) -> None:
    if not field.data and form.state.data != IdeaState.NEW:
        raise ValidationError(SAY_IN_SHORT)


def _text(longest: int, too_long: str, *more: Any) -> TextAreaField:
    return TextAreaField(filters=[tidy], validators=[Length(max=longest, message=too_long), *more])


for _code in LANGUAGES:
    _needed = [_check_said] if _code == "da" else []
    setattr(AnswerForm, f"said_{_code}", _text(LONGEST_SAID, SAID_IS_LONG, *_needed))
    setattr(
        AnswerForm, f"answer_{_code}", _text(LONGEST_ANSWER, ANSWER_IS_LONG, _check_pair(_code))
    )


def filled_answer(idea: Idea) -> dict[str, Any]:
    """The fields of the answer as it stands."""
    return {
        "revision": idea.revision,
        "state": idea.reply.state.value,
        "initiative": str(idea.given.initiative_id or ""),
        "shown": idea.reply.shown,
        **_fields("said", idea.reply.said),
        **_fields("answer", idea.reply.answer),
    }


def _fields(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


def _texts(form: AnswerForm, name: str) -> Texts:
    said = {code: form[f"{name}_{code}"].data for code in LANGUAGES}
    return {code: text for code, text in said.items() if text}

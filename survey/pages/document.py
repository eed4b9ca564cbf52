"""The interview as one cacheable document per version, language and perspective."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask_babel import force_locale

from survey.languages import LANGUAGES
from survey.pages import sentences
from survey.questionnaire.kinds.base import Option, QuestionBase
from survey.questionnaire.kinds.rank import Rank
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.pictures import PICTURES, asset_name
from survey.voices import Perspective

FIELD = "q."
"""Goes before a question's key in the name of its form fields."""
DONT_KNOW = "-dont_know"
NOT_RELEVANT = "-not_relevant"
MAY_QUOTE = ".may_quote"
"""Goes after the name of a text's field, for the consent to quote it."""
"""Field values that stand beside the options; a key never starts with a dash."""


SHORT_LABEL = 24
SHORT_WORD = 11
"""Characters. Answers within both stand three to a row on a tablet, in two lines at most."""


def shape(labels: Sequence[str]) -> str:
    """`short` when all labels fit into narrow tiles, else `long`."""
    fits = all(
        len(label) <= SHORT_LABEL and max(map(len, label.split()), default=0) <= SHORT_WORD
        for label in labels
    )
    return "short" if fits else "long"


@dataclass(frozen=True)
class FormError:
    """An answer in a posted form that does not fit, in words for the one who wrote it."""

    question_key: str
    message: str


@dataclass(frozen=True)
class Asked:
    """A question as one reader meets it."""

    question: QuestionBase
    perspective: Perspective
    language: str
    conditions: list[str]
    typed: list[str]
    error: str
    pictures: bool
    may_quote: bool = False

    @property
    def name(self) -> str:
        """The name of its form fields."""
        return FIELD + self.question.key

    @property
    def id(self) -> str:
        """The id of its first field, where links from the error summary lead."""
        return f"q-{self.question.key}"

    @property
    def text(self) -> str:
        """The question itself."""
        return self.question.text.say(self.perspective, self.language)

    @property
    def help(self) -> str:
        """A sentence of explanation; often empty."""
        help_text = self.question.help
        return help_text.say(self.perspective, self.language) if help_text else ""

    @property
    def hint(self) -> str:
        """What to do, in a few words."""
        return sentences.hint(self.question)

    @property
    def complaint(self) -> str:
        """What to do about an answer that does not fit."""
        return sentences.complaint(self.question)

    @property
    def at_most(self) -> int:
        """How many answers may be chosen; 0 where there is no such limit to mind."""
        return sentences.at_most(self.question)

    @property
    def layout(self) -> str:
        """Class names that say how the answers may stand beside each other on a tablet."""
        labels = [o.label.say(self.perspective, self.language) for o in self.question.choosable()]
        beside = self.question.offer_dont_know + self.question.offer_not_relevant
        beside += isinstance(self.question, Rank)  # the way to begin the order anew
        return f"of-{len(labels)} all-{len(labels) + beside} {shape(labels)}"

    def picture(self, of: QuestionBase | Option) -> str:
        """The file that shows the question or the answer; empty where there is none to show."""
        shown = self.pictures and of.picture in PICTURES
        return asset_name(of.picture) if shown and of.picture else ""

    def image(self, option: Option) -> str:
        """The address of the uploaded picture that shows the answer; empty where there is none."""
        return f"/images/{option.image}" if self.pictures and option.image else ""

    @property
    def picture_text(self) -> str:
        """What the question's picture shows, in words."""
        told = self.question.picture_text
        return told.say(self.language) if told else ""

    @property
    def ask_if(self) -> str:
        """The conditions as JSON; empty when it is always asked."""
        asked_if = [{"question": c.question, "answers": c.answers} for c in self.question.ask_if]
        return json.dumps(asked_if) if asked_if else ""


def render_document(
    questionnaire: Questionnaire,
    version: str,
    language: str,
    perspective: Perspective,
    *,
    typed: Mapping[str, list[str]] | None = None,
    errors: Sequence[FormError] = (),
) -> str:
    """The interview's HTML: the same bytes for everyone who reads it.

    `version` is the hash of the published version. `typed` (field name to values, as posted) and
    `errors` make it a one-off page that hands everything back with what needs a second look.
    """
    with force_locale(language):
        return render_template(
            "interview.html",
            questionnaire=questionnaire,
            version=version,
            language=LANGUAGES[language],
            perspective=perspective,
            title=questionnaire.title.say(language),
            purpose=questionnaire.purpose.say(language),
            as_whom=sentences.as_whom(perspective),
            asks=asks_of(questionnaire, language, perspective, typed or {}, errors),
            asks_how=perspective is Perspective.SELF and questionnaire.for_residents(),
            typed=typed or {},
            errors=errors,
            dont_know=DONT_KNOW,
            not_relevant=NOT_RELEVANT,
            may_quote=MAY_QUOTE,
        )


def asks_of(
    questionnaire: Questionnaire,
    language: str,
    perspective: Perspective,
    typed: Mapping[str, list[str]],
    errors: Sequence[FormError],
) -> list[Asked]:
    """The questions as one reader meets them, in order."""
    told = {error.question_key: error.message for error in errors}
    return [
        Asked(
            question=question,
            perspective=perspective,
            language=language,
            conditions=sentences.conditions(questionnaire, question, perspective, language),
            typed=list(typed.get(FIELD + question.key, [])),
            error=told.get(question.key, ""),
            pictures=questionnaire.pictures,
            may_quote=bool(typed.get(FIELD + question.key + MAY_QUOTE)),
        )
        for question in questionnaire.questions
    ]

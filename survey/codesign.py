"""Choosing together: what residents choose among, and what was decided of it. Plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from survey.actions import AnsweredBack, BackState
from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.model import Questionnaire
from survey.rounds import Speaking
from survey.voices import PERSPECTIVES, Perspective, Voice

KEY = "together_"
"""Begins the keys of questionnaires that are made for one choice."""
QUESTION = "choice"
FEWEST, MOST = 2, 5
CHOOSE, RANK = "choice", "rank"
KINDS = (RANK, CHOOSE)
"""How residents may choose: several put in order, or one of them."""
SOMETHING_ELSE = "-other"
"""What was decided when it was none of the options; no option's key begins with a dash."""
VOICES = (
    Voice.RESIDENT,
    Voice.RESIDENT_ASSISTED,
    Voice.RELATIVE,
    Voice.STAFF,
    Voice.VOLUNTEER,
)
PURPOSE = {
    "da": "Du er med til at vælge. Vi ser på jeres svar, før vi beslutter noget.",
    "en": "You help to choose. We look at your answers before we decide anything.",
}


@dataclass(frozen=True)
class Offered:
    """One option: its words by language, and its picture by hash with what that shows."""

    label: dict[str, str]
    image: str = ""
    image_text: dict[str, str] | None = None


@dataclass(frozen=True)
class Choosing:
    """What is asked: title and question by language, two to five options, and how to choose."""

    title: dict[str, str]
    question: dict[str, str]
    options: tuple[Offered, ...]
    kind: str = RANK


@dataclass(frozen=True)
class Decision:
    """What was decided: an option's key or `SOMETHING_ELSE`; why; and what residents are told.

    `chosen` are the keys of the options that could be named as chosen on the day it was written.
    """

    option: str
    by: str
    day: date
    why: str
    told: dict[str, str]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeptChoice:
    """A round that was made to choose by; `decision` is None until somebody wrote one down."""

    round_id: int
    revision: int
    questionnaire: Questionnaire
    opens_on: date
    closes_on: date
    decision: Decision | None

    @property
    def question(self) -> QuestionBase:
        """The question residents choose by. Raises LookupError where there is none."""
        return choosing_question(self.questionnaire)


def decided_back(asked: Questionnaire, made: Decision) -> AnsweredBack:
    """What residents are told of a decision, in each language it is told in.

    Raises LookupError where the questionnaire asks nothing to choose by.
    """
    labels = {one.key: one.label for one in choosing_question(asked).choosable()}
    told = {code: text for code, text in made.told.items() if text and asked.title.say(code)}
    view = asked.wordings[0]

    def named(keys: Iterable[str], code: str) -> str:
        return ", ".join(labels[key].say(view, code) for key in keys if key in labels)

    decided = {code: named([made.option], code) for code in told}
    chosen = {code: named(made.chosen, code) for code in told}
    return AnsweredBack(
        BackState.DECIDED,
        said={code: asked.title.say(code) for code in told},
        answer={code: words or told[code] for code, words in decided.items()},
        day=made.day,
        chosen={code: words for code, words in chosen.items() if words},
        more={code: told[code] for code, words in decided.items() if words},
    )


def choosing_question(questionnaire: Questionnaire) -> QuestionBase:
    """The first question of a kind one chooses by. Raises LookupError."""
    found = next((q for q in questionnaire.asked() if q.kind in KINDS), None)
    if found is None:
        raise LookupError(f"{questionnaire.key} asks nothing to choose by")
    return found


def questionnaire_of(choosing: Choosing, key: str, speaking: Iterable[Speaking]) -> Questionnaire:
    """The questionnaire of one question that asks it of these, in the languages it is written in.

    Raises pydantic's ValidationError for what no questionnaire can hold.
    """
    chosen = list(speaking)
    languages = [code for code in ("da", "en") if choosing.title.get(code)]
    options = [_option(number, one) for number, one in enumerate(choosing.options, 1)]
    question = {
        "key": QUESTION,
        "kind": choosing.kind,
        "text": choosing.question,
        "options": options,
    }
    return Questionnaire.model_validate(
        {
            "key": key,
            "title": choosing.title,
            "purpose": {code: PURPOSE[code] for code in languages},
            "languages": languages,
            "voices": list(dict.fromkeys(voice for voice, _ in chosen)),
            "wordings": list(dict.fromkeys(view for _, view in chosen)),
            "pictures": any(one.image for one in choosing.options),
            "questions": [question],
        }
    )


def may_speak() -> list[Speaking]:
    """Everybody who can be asked to choose: residents for themselves, others as they see it."""
    return [(voice, _view(voice)) for voice in VOICES]


def _view(voice: Voice) -> Perspective:
    views = PERSPECTIVES[voice]
    return Perspective.OWN_VIEW if Perspective.OWN_VIEW in views else views[0]


def _option(number: int, one: Offered) -> dict[str, object]:
    told = {"image": one.image, "image_text": one.image_text} if one.image else {}
    return {"key": f"option_{number}", "label": one.label, **told}

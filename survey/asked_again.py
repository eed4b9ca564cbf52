"""Asking again: the question whether an action helped, made for the next round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from survey.actions import Action, ActionState, answered_back
from survey.languages import LANGUAGES
from survey.questionnaire.kinds.base import Measure
from survey.questionnaire.kinds.yes_no import YesNo
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.wording import WordingText
from survey.voices import Perspective

HELPED_ACTION = "helped_action_"
HELPED: Mapping[Perspective, Mapping[str, str]] = {
    Perspective.SELF: {
        "da": "Har det hjulpet dig?",
        "en": "Has it helped you?",
        "de": "Hat es Ihnen geholfen?",
        "pl": "Czy to Panu/Pani pomogło?",
        "tr": "Bu size yardımcı oldu mu?",
        "ar": "هل ساعدك ذلك؟",
        "fa": "آیا این به شما کمک کرده است؟",
        "uk": "Чи допомогло це вам?",
    },
    Perspective.AS_RESIDENT: {
        "da": "Tror du, det har hjulpet beboeren?",
        "en": "Do you think it has helped the resident?",
        "de": "Glauben Sie, dass es der Person geholfen hat?",
        "pl": "Czy Pana/Pani zdaniem pomogło to tej osobie?",
        "tr": "Sizce bu, sakine yardımcı oldu mu?",
        "ar": "هل تعتقد أن ذلك ساعد المقيم؟",
        "fa": "به نظر شما این به ساکن کمک کرده است؟",
        "uk": "Як ви гадаєте, чи допомогло це мешканцю?",
    },
    Perspective.OWN_VIEW: {
        "da": "Synes du, det har hjulpet?",
        "en": "Do you think it has helped?",
        "de": "Finden Sie, dass es geholfen hat?",
        "pl": "Czy Pana/Pani zdaniem to pomogło?",
        "tr": "Sizce bunun yararı oldu mu?",
        "ar": "هل ترى أن ذلك ساعد؟",
        "fa": "به نظر شما این کمک کرده است؟",
        "uk": "Чи, на вашу думку, це допомогло?",
    },
}
"""The question from each point of view, in every language that respondents meet."""

TOLD: Mapping[ActionState, Mapping[str, str]] = {
    ActionState.PROMISED: {
        "da": "I sagde: {said} Vi har lovet: {answer}",
        "en": "You said: {said} We have promised: {answer}",
        "de": "Sie sagten: {said} Wir haben versprochen: {answer}",
        "pl": "Powiedzieliście: {said} Obiecaliśmy: {answer}",
        "tr": "Siz dediniz ki: {said} Söz verdik: {answer}",
        "ar": "قلتم: {said} وعدنا: {answer}",
        "fa": "شما گفتید: {said} ما قول دادیم: {answer}",
        "uk": "Ви сказали: {said} Ми пообіцяли: {answer}",
    },
    ActionState.DONE: {
        "da": "I sagde: {said} Vi gjorde: {answer}",
        "en": "You said: {said} We did: {answer}",
        "de": "Sie sagten: {said} Das haben wir getan: {answer}",
        "pl": "Powiedzieliście: {said} Zrobiliśmy: {answer}",
        "tr": "Siz dediniz ki: {said} Yaptığımız: {answer}",
        "ar": "قلتم: {said} فعلنا: {answer}",
        "fa": "شما گفتید: {said} ما انجام دادیم: {answer}",
        "uk": "Ви сказали: {said} Ми зробили: {answer}",
    },
}
"""What was said and done, told above the question; what was dropped is not asked about."""


class NotToldIn(ValueError):
    """The questionnaire asks in languages that the action is not written in: `names`, as they call
    themselves."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.names = ", ".join(LANGUAGES[code].own_name for code in languages)
        super().__init__(self.names)


def helped_key(action_id: int) -> str:
    """What the question about an action is called in every questionnaire that asks it."""
    return f"{HELPED_ACTION}{action_id}"


def asked_about(questionnaire: Questionnaire) -> set[int]:
    """The numbers of the actions a questionnaire asks about."""
    ends = (
        one.key.removeprefix(HELPED_ACTION)
        for one in questionnaire.questions
        if one.key.startswith(HELPED_ACTION)
    )
    return {int(end) for end in ends if end.isdecimal()}


def without_question(questionnaire: Questionnaire, action_id: int) -> Questionnaire:
    """The questionnaire, asking about this action no more."""
    left = tuple(one for one in questionnaire.questions if one.key != helped_key(action_id))
    return questionnaire.model_copy(update={"questions": left})


def asks_whether_helped(action: Action, languages: Iterable[str]) -> YesNo:
    """The question whether an action helped. Raises `NotToldIn` where words are missing."""
    back, asked = answered_back(action.promise, action.outcome), tuple(languages)
    missing = [code for code in asked if back.in_language(code) is None]
    if missing:
        raise NotToldIn(missing)
    told = TOLD[action.outcome.state]
    above = {
        code: told[code].format(said=_ended(back.said[code]), answer=_ended(back.answer[code]))
        for code in asked
    }
    text = {view.value: {code: say[code] for code in asked} for view, say in HELPED.items()}
    return YesNo(
        key=helped_key(action.id),
        kind="yes_no",
        measure=Measure.HELPED,
        text=WordingText.model_validate(text),
        help=WordingText.model_validate(above),
        offer_not_relevant=True,
    )


def with_question(questionnaire: Questionnaire, action: Action) -> Questionnaire:
    """The questionnaire, asking last of all whether the action helped.

    One that asks it already asks it in today's words. Raises `NotToldIn`.
    """
    question = asks_whether_helped(action, questionnaire.languages)
    views = {name.value for name in questionnaire.wordings}
    worded = {name: text for name, text in question.text.root.items() if name in views}
    question = question.model_copy(update={"text": WordingText(root=worded)})
    others = [one for one in questionnaire.questions if one.key != question.key]
    return questionnaire.model_copy(update={"questions": (*others, question)})


def _ended(text: str) -> str:
    """A text that ends like a sentence, so that another can follow."""
    return text if text[-1:] in ".!?…؟" else f"{text}."

"""What a made-up person says to a questionnaire, from how she sees things and what she needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from survey.questionnaire.kinds.base import QuestionBase, Status
from survey.questionnaire.kinds.choices import SeveralOf
from survey.questionnaire.model import Questionnaire
from survey.simulation.truth import CUTS

ATTENDS = {"yes": 0.55, "wanted_to": 0.15, "no": 0.30}
LESS_EACH = 0.75
"""Of a list without a truth of its own, each option is so much rarer than the one before."""
WRITES = 0.25
"""The share of open questions that are answered in words."""
WORDS = (
    "At synge sammen.",
    "En tur i haven.",
    "Nogen at spise med.",
    "Mere musik om eftermiddagen.",
    "En tur ud at se på vandet.",
    "At bage til kaffen.",
    "Højtlæsning efter frokost.",
    "At hjælpe med at dække bord.",
    "Gamle film en gang om ugen.",
    "Et spil kort.",
)
"""Words about what could be done; they speak of nobody."""


@dataclass(frozen=True)
class Mind:
    """What somebody goes by: how she sees things (0 is the middle, on the logit), whether she
    agrees, her needs, and how often she breaks off or does not know, as shares."""

    sees: float
    agrees: bool
    needs: tuple[str, ...] = ()
    breaks_off: float = 0.02
    unsure: float = 0.04
    still_right: float = 0.7
    """How likely she finds it still right who does not go by how she sees things."""


Answers = dict[str, dict[str, Any]]


def say(dice: Random, questionnaire: Questionnaire, mind: Mind) -> tuple[Answers, str]:
    """Answers to every question, and how the interview ended."""
    answers: Answers = {}
    stopped = False
    for question in questionnaire.asked():
        stopped = stopped or dice.random() < mind.breaks_off
        answers[question.key] = _one(dice, question, mind, answers, stopped=stopped)
    return answers, "stopped" if stopped else "finished"


def _one(
    dice: Random, question: QuestionBase, mind: Mind, before: Answers, *, stopped: bool
) -> dict[str, Any]:
    if stopped:
        return {"status": Status.NOT_REACHED.value}
    if not all(before[c.question].get("value") in c.answers for c in question.ask_if):
        return {"status": Status.NOT_RELEVANT.value}
    if question.free_words and dice.random() >= WRITES:
        return {"status": Status.SKIPPED.value}
    if not question.free_words and dice.random() < mind.unsure:
        unsure = Status.DONT_KNOW if question.offer_dont_know else Status.SKIPPED
        return {"status": unsure.value}
    return {"status": Status.ANSWERED.value, "value": _value(dice, question, mind)}


def _value(dice: Random, question: QuestionBase, mind: Mind) -> object:
    if question.free_words:
        return dice.choice(WORDS)
    says = SAYS.get(question.key)
    if says:
        return says(dice, mind)
    keys = [option.key for option in question.choosable()]
    if isinstance(question, SeveralOf):
        return _several(dice, question, keys)
    if question.kind == "scale":
        return graded(keys, mind)
    return _rarer(dice, keys) if keys else 1


def graded(keys: Sequence[str], mind: Mind) -> str:
    """A step, the first being the best: that of whoever agrees, else by how far she is from it."""
    if mind.agrees:
        return keys[0]
    return keys[1] if mind.sees > CUTS[0] and len(keys) > 2 else keys[-1]


def _several(dice: Random, question: SeveralOf, keys: list[str]) -> list[str]:
    chosen = [one for one in keys if one != question.none_of_these]
    wanted = min(dice.randint(1, 2), question.at_most_of())
    picked = {_rarer(dice, chosen) for _ in range(wanted)}
    return [key for key in chosen if key in picked]


def _rarer(dice: Random, keys: Sequence[str]) -> str:
    return dice.choices(keys, [LESS_EACH**place for place in range(len(keys))])[0]


def _took_part(dice: Random, _mind: Mind) -> str:
    return dice.choices(list(ATTENDS), list(ATTENDS.values()))[0]


def _still_right(dice: Random, mind: Mind) -> str:
    if dice.random() < mind.still_right:
        return "yes"
    return "some" if dice.random() < 0.5 else "no"


def _needs(_dice: Random, mind: Mind) -> list[str]:
    return list(mind.needs) or ["none_of_these"]


SAYS: dict[str, Callable[[Random, Mind], object]] = {
    "took_part": _took_part,
    "still_right": _still_right,
    "needs": _needs,
}
"""The questions that have a truth of their own."""

"""The kinds of question: one file each, one line each in `KINDS`."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.kinds.choice import Choice
from survey.questionnaire.kinds.choices import Choices
from survey.questionnaire.kinds.info import Info
from survey.questionnaire.kinds.number import Number
from survey.questionnaire.kinds.pick import Pick
from survey.questionnaire.kinds.rank import Rank
from survey.questionnaire.kinds.scale import ScaleQuestion
from survey.questionnaire.kinds.text import TextQuestion
from survey.questionnaire.kinds.yes_no import YesNo

KINDS: dict[str, type[QuestionBase]] = {
    "choice": Choice,
    "yes_no": YesNo,
    "scale": ScaleQuestion,
    "choices": Choices,
    "pick": Pick,
    "rank": Rank,
    "number": Number,
    "text": TextQuestion,
    "info": Info,
}

if TYPE_CHECKING:
    Question = QuestionBase
else:
    Question = Annotated[reduce(or_, KINDS.values()), Field(discriminator="kind")]

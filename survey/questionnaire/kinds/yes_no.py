"""Yes or no."""

from __future__ import annotations

from typing import Literal

from survey.questionnaire.kinds.base import Option, QuestionBase, one_of
from survey.questionnaire.wording import WordingText

YES_NO = (
    Option(key="yes", label=WordingText.model_validate({"da": "Ja", "en": "Yes"})),
    Option(key="no", label=WordingText.model_validate({"da": "Nej", "en": "No"})),
)


class YesNo(QuestionBase):
    """The value is `yes` or `no`; other words for them may be given."""

    template = "options"

    kind: Literal["yes_no"]
    yes: WordingText | None = None
    no: WordingText | None = None

    def choosable(self) -> tuple[Option, ...]:
        said = {"yes": self.yes, "no": self.no}
        return tuple(Option(key=o.key, label=said[o.key] or o.label) for o in YES_NO)

    def parse(self, value: object) -> str:
        return one_of(value, YES_NO)

"""Yes or no."""

from __future__ import annotations

from typing import Literal

from survey.questionnaire.kinds.base import Option, QuestionBase, one_of
from survey.questionnaire.wording import WordingText

YES = {
    "da": "Ja",
    "en": "Yes",
    "de": "Ja",
    "pl": "Tak",
    "tr": "Evet",
    "ar": "نعم",
    "fa": "بله",
    "uk": "Так",
}
NO = {
    "da": "Nej",
    "en": "No",
    "de": "Nein",
    "pl": "Nie",
    "tr": "Hayır",
    "ar": "لا",
    "fa": "نه",
    "uk": "Ні",
}
YES_NO = (
    Option(key="yes", label=WordingText.model_validate(YES)),
    Option(key="no", label=WordingText.model_validate(NO)),
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

"""What is to be said of a draft, at the question and the field it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as part

from survey.questionnaire.lint import Severity
from survey.texts import N_, Translate

WHOLE = ""
"""Stands for the questionnaire as a whole, where a question's id is expected."""


@dataclass(frozen=True)
class Note:
    """One thing to mend or to weigh.

    `question` is a question's id, or `WHOLE`. `field` is the form's name of what it is about, such
    as `text.every.da`; empty for the question itself. `message` is a sentence of the catalogue.
    """

    question: str
    field: str
    rule: str
    severity: Severity
    message: str
    values: Mapping[str, object] = part(default_factory=dict)

    @property
    def stops(self) -> bool:
        """True for what stops publishing."""
        return self.severity is Severity.REFUSAL

    def say(self, translate: Translate) -> str:
        """The sentence in the reader's language."""
        said = translate(self.message)
        return said % self.values if self.values else said

    def why(self, translate: Translate) -> str:
        """Why there is such a rule; empty where the sentence says it all."""
        reason = REASONS.get(self.rule)
        return translate(reason) if reason else ""


def stopping(notes: Iterable[Note]) -> list[Note]:
    """Those that stop publishing."""
    return [note for note in notes if note.stops]


REASONS: Mapping[str, str] = {
    "question_words": N_("Short questions are understood at the first reading."),
    "question_characters": N_("A longer question does not fit on the tablet in large letters."),
    "negation": N_("After a “not”, nobody knows what a yes means."),
    "double_question": N_(
        "Whoever means yes to the one and no to the other has no answer to give."
    ),
    "agree": N_("People tend to agree with a claim, whatever it says."),
    "answer_characters": N_("Long answers become small tiles, or must be scrolled to."),
    "purpose_sentences": N_("The purpose is read before every interview."),
    "many_questions": N_("Three or four questions on a matter already tell how it is."),
    "too_many_questions": N_("Those who are tired stop in the middle, or press whatever is there."),
    "too_many_steps": N_(
        "More than three steps are hard to hold in mind, with dementia above all."
    ),
    "many_options": N_("Nobody remembers the first answer when the last one is read."),
    "language_unchecked": N_("The rules about words know Danish and English only."),
    "wording_missing": N_("Somebody would meet an empty question."),
    "licence_note_missing": N_("Most scales may only be used on certain terms."),
}
"""Why each rule is there, by the rule's name."""

"""The form for a step on an initiative's road."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from admin.forms import StaffForm, text_of
from admin.initiative_forms import TEXT_IS_LONG
from survey.initiative_parts import LONGEST_TEXT
from survey.initiatives import SHORTEST_REASON, Heard, State, Step, Verdict
from survey.texts import N_

SAY_WHY_THE_NEED = N_(
    "Too few residents have answered. Write in at least 20 characters why the need is confirmed all the same."
)
SAY_WHY = N_("Write why it was decided so.")
CHOOSE_A_VERDICT = N_("Choose what was decided.")
SAY_HOW_TOLD = N_("Write how residents are told.")


class StepForm(StaffForm):
    """Where to, and why; a decision is told to residents as well."""

    to = HiddenField()
    remark = text_of(LONGEST_TEXT, TEXT_IS_LONG)
    verdict = StringField()
    told = text_of(LONGEST_TEXT, TEXT_IS_LONG)

    def lead_to(self, to: State, heard: Heard, least: int, verdicts: Collection[Verdict]) -> None:
        """Ask for what this step asks for: voices of residents, or a decision."""
        self.state, self.heard, self.least, self.verdicts = to, heard, least, verdicts
        self.to.data = to.value

    @property
    def wants_reason(self) -> bool:
        """True when the need is to be confirmed and too few residents have answered."""
        return self.state is State.NEED_CONFIRMED and not self.heard.is_enough(self.least)

    @property
    def decides(self) -> bool:
        """True of a decision."""
        return self.state is State.DECIDED

    def validate_remark(self, field: TextAreaField) -> None:
        """What stands in for voices, and what was decided, has a reason."""
        if self.wants_reason and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(SAY_WHY_THE_NEED)
        if self.decides and not field.data:
            raise ValidationError(SAY_WHY)

    def validate_verdict(self, field: StringField) -> None:
        """One of those that are open."""
        if self.decides and field.data not in self.verdicts:
            raise ValidationError(CHOOSE_A_VERDICT)

    def validate_told(self, field: TextAreaField) -> None:
        """Residents hear of every decision."""
        if self.decides and not field.data:
            raise ValidationError(SAY_HOW_TOLD)

    def step(self, today: date, by: str) -> Step:
        """The step, once the form is valid."""
        heard = self.heard.known(self.least) if self.state is State.NEED_CONFIRMED else {}
        remark = self.remark.data or ""
        if not self.decides:
            return Step(self.state, today, by, remark, heard)
        return Step(
            self.state,
            today,
            by,
            remark,
            {},
            Verdict(self.verdict.data or ""),
            self.told.data or "",
        )

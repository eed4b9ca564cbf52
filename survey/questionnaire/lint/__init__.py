"""Checks a questionnaire against what is known to be easy to answer, before it is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from survey.questionnaire.lint.finding import Finding, Severity, findings_refusing
from survey.questionnaire.lint.missing import (
    missing_from_scales,
    missing_words,
    unchecked_languages,
)
from survey.questionnaire.lint.whole import (
    hidden_images,
    long_to_rank,
    many_options,
    too_many_questions,
    too_many_steps,
    unknown_pictures,
    voices_without_wording,
)
from survey.questionnaire.lint.wordy import wordy
from survey.questionnaire.model import Questionnaire

__all__ = ["Finding", "Severity", "findings_refusing", "lint"]

Rule = Callable[[Questionnaire], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    too_many_questions,
    voices_without_wording,
    missing_words,
    missing_from_scales,
    unchecked_languages,
    wordy,
    too_many_steps,
    many_options,
    unknown_pictures,
    hidden_images,
    long_to_rank,
)


def lint(questionnaire: Questionnaire) -> list[Finding]:
    """All findings, those that stop publishing first, else in the order of the rules."""
    found = [finding for rule in RULES for finding in rule(questionnaire)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.REFUSAL)

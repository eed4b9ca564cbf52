"""A pulse's page: a short questionnaire that is a link's first page, a tap for each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask_babel import force_locale

from survey.languages import LANGUAGES
from survey.pages.document import DONT_KNOW, NOT_RELEVANT, FormError, asks_of
from survey.questionnaire.model import Questionnaire
from survey.voices import Perspective


@dataclass(frozen=True)
class PulsePage:
    """What the page shows besides its questions.

    `action` is where its form goes without a script, `key` what to seal answers to, as clients are
    told it. `visits` says that the link names an association, whose visit the answers speak of;
    `offers_receipts` that whoever answers gets a code to erase it by.
    """

    version: str
    language: str
    perspective: Perspective
    centre: str
    promise: str
    first_page: str
    action: str
    key: Mapping[str, str]
    visits: bool
    offers_receipts: bool = False


def render_pulse(
    questionnaire: Questionnaire,
    page: PulsePage,
    *,
    typed: Mapping[str, list[str]] | None = None,
    errors: Sequence[FormError] = (),
) -> str:
    """The page; `typed` and `errors` hand a form back with what needs a second look."""
    with force_locale(page.language):
        return render_template(
            "pulse.html",
            **{**vars(page), "language": LANGUAGES[page.language]},
            title=questionnaire.title.say(page.language),
            purpose=questionnaire.purpose.say(page.language),
            asks=asks_of(questionnaire, page.language, page.perspective, typed or {}, errors),
            languages=[LANGUAGES[c] for c in questionnaire.languages if c != page.language],
            errors=errors,
            dont_know=DONT_KNOW,
            not_relevant=NOT_RELEVANT,
        )

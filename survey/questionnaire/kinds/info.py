"""A few words to read, with nothing to answer."""

from __future__ import annotations

from typing import Literal

from survey.questionnaire.kinds.base import QuestionBase


class Info(QuestionBase):
    """Told, not asked: it has no status and is never counted."""

    template = "info"
    asks = False

    kind: Literal["info"]
    offer_dont_know: bool = False

"""Wordings: the same text in several languages and from several points of view."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from survey.languages import LANGUAGES
from survey.questionnaire.broken import BrokenRule
from survey.texts import N_
from survey.voices import Perspective

EVERY_WORDING = "every"
"""Stands for all perspectives when a text does not depend on who answers."""


UNKNOWN_LANGUAGE = N_("unknown language '%(code)s'; known: %(known)s")
UNKNOWN_WORDING = N_("'%(name)s' is neither a language nor a wording; known: %(known)s")


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise BrokenRule(UNKNOWN_LANGUAGE, code=code, known=", ".join(LANGUAGES))
    return code


LanguageCode = Annotated[str, AfterValidator(_known_language)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""Stable name of a question, an option or a questionnaire."""


class LocalText(RootModel[dict[LanguageCode, Line]]):
    """One text per language."""

    def say(self, language: str) -> str:
        """The text in `language`; empty where it has none."""
        return self.root.get(language, "")


class WordingText(RootModel[dict[str, LocalText]]):
    """One text per perspective and language.

    `{da: ..., en: ...}` is short for a text that reads the same for every perspective.
    """

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, given: Any) -> Any:
        if isinstance(given, dict) and given and set(given) <= set(LANGUAGES):
            return {EVERY_WORDING: given}
        return given

    @model_validator(mode="after")
    def _known_wordings(self) -> Self:
        for name in self.root:
            if name != EVERY_WORDING and name not in set(Perspective):
                known = ", ".join([*LANGUAGES, *Perspective])
                raise BrokenRule(UNKNOWN_WORDING, name=name, known=known)
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Both forms, long and short, for those who write by the schema."""
        short = handler.resolve_ref_schema(handler(LocalText.__pydantic_core_schema__))
        return {"anyOf": [handler(core_schema), short]}

    def say(self, perspective: Perspective, language: str) -> str:
        """The text for one who answers from `perspective`; empty where there is none."""
        for name in (perspective.value, EVERY_WORDING):
            text = self.root.get(name)
            if text is not None and text.say(language):
                return text.say(language)
        return ""

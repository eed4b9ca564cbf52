"""Danish words the lint looks for."""

from __future__ import annotations

from survey.questionnaire.lint.words import LanguageWords

WORDS = LanguageWords(
    negations=frozenset(
        {
            "ikke",
            "ikk",
            "ej",
            "ingen",
            "ingenting",
            "intet",
            "ingensinde",
            "intetsteds",
            "aldrig",
            "hverken",
            "næppe",
        }
    ),
    joining=frozenset({"og", "eller", "samt", "og/eller", "eller/og"}),
    fixed_phrases=(
        "af og til",
        "en og anden",
        "frem og tilbage",
        "ind og ud",
        "mere eller mindre",
        "nu og da",
        "nu og her",
        "op og ned",
        "til og fra",
    ),
    agreeing=frozenset({"enig", "enige", "uenig", "uenige"}),
)

"""How a report is to be read: the same lines on the page, on paper and in plain text."""

from __future__ import annotations

from collections.abc import Callable

from admin.report.sentences import Sentence, sentence
from survey.texts import N_

AS_OF = N_("Involvement report as of %(day)s")
SIMULATED = N_("Simulated answers")
HOW_TO_READ = N_("How to read this")

NOT_ADDED = N_("No number is added across voices.")
HIDDEN = N_("Groups of fewer than %(k)s are not shown, nor what would give their number away.")
BETWEEN = N_(
    "“Between” is where the share of the whole group lies in at least 19 cases of 20, if those not heard are like those heard. Behind an open link, and where several centres are weighed together, it is approximate."
)
AT_WORST = N_(
    "“At worst” is how far it could be off: all those not heard counted as against it, and then as for it."
)
CONFIRMED = N_("A change is called one only when it is confirmed. We never say what it is due to.")


def reading_key(k: int, say: Callable[[Sentence | str], str]) -> tuple[str, ...]:
    """The lines, in the language of `say`; groups smaller than `k` are hidden."""
    return tuple(
        say(one)
        for one in (
            sentence(NOT_ADDED),
            sentence(HIDDEN, k=k),
            sentence(BETWEEN),
            sentence(AT_WORST),
            sentence(CONFIRMED),
        )
    )

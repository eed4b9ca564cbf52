"""What the editor calls things: kinds of question, measures, points of view, changes."""

from __future__ import annotations

from collections.abc import Mapping

from survey.questionnaire.kinds.base import Measure
from survey.texts import N_
from survey.voices import Perspective

KINDS: Mapping[str, str] = {
    "scale": N_("Graded answers (yes, sometimes, no)"),
    "yes_no": N_("Yes or no"),
    "choice": N_("One of several answers"),
    "choices": N_("All the answers that fit"),
    "pick": N_("A few of several answers"),
    "rank": N_("Answers to put in order"),
    "number": N_("A number"),
    "text": N_("Own words"),
    "info": N_("A text to read, with nothing to answer"),
}
"""The kinds, the usual ones first."""

MEASURES: Mapping[str, str] = {
    Measure.NEED: N_("What people need"),
    Measure.NEED_STILL_RIGHT: N_("Whether the need is still right"),
    Measure.ENOUGH: N_("Whether there is company enough"),
    Measure.SATISFACTION: N_("How satisfied people are"),
    Measure.LONELINESS: N_("Loneliness"),
    Measure.BARRIER: N_("What gets in the way"),
    Measure.WELCOME: N_("Whether people feel welcome"),
    Measure.EXPECTED: N_("Whether somebody expected them"),
    Measure.READY: N_("Whether things were ready"),
    Measure.COME_AGAIN: N_("Whether they will come again"),
    Measure.INFORMED: N_("Whether they are told what they need to know"),
    Measure.TIME: N_("Whether there is time enough"),
    Measure.HELPED: N_("Whether it helped"),
    Measure.ACQUAINTANCE: N_("Whether people get to know each other"),
    Measure.UNHEARD: N_("What nobody asks about"),
    Measure.IDEA: N_("Ideas and wishes"),
    Measure.OFFER: N_("What somebody offers to do"),
    Measure.TOOK_PART: N_("Whether they took part"),
    Measure.BACKGROUND: N_("Something about the one who answers"),
    Measure.WELL_BEING: N_("Well-being"),
    Measure.AGREEMENT: N_("Whether what was agreed is kept"),
    Measure.COOPERATION: N_("How the cooperation goes"),
}
"""What a question stands for in reports."""

WORDINGS: Mapping[str, str] = {
    "every": N_("Same for all"),
    Perspective.SELF: N_("To the person"),
    Perspective.AS_RESIDENT: N_("About the resident, answered for the resident"),
    Perspective.OWN_VIEW: N_("About the resident, as one sees it"),
}
"""The rows of words: from whose point of view they are."""

CHANGES: Mapping[str, str] = {
    "added": N_("New"),
    "removed": N_("Asked no more"),
    "other answers": N_("Other answers to choose from"),
    "other words": N_("Other words"),
    "pictures": N_("Pictures switched on or off"),
}
"""What happened to a question, as `versions.changes` calls it."""

EFFECTS: Mapping[str, str] = {
    "added": N_("Its curve begins here."),
    "removed": N_("Its curve ends here. What was answered stays in the reports."),
    "other answers": N_(
        "The curve is broken here: answers from before and after are not compared, because people choose between other answers."
    ),
    "other words": N_(
        "The curve is broken here, unless you say that the question means the same as before."
    ),
    "pictures": N_(
        "The curve is broken here, unless you say that the question means the same as before."
    ),
}
"""What that does to the trend."""

CAN_BE_DECLARED = frozenset({"other words", "pictures"})
"""Changes after which somebody may say that the question means the same."""

"""What ideas and offers are called: their kinds, their states, how they came."""

from __future__ import annotations

from collections.abc import Mapping

from survey.ideas import CameBy, IdeaKind, IdeaState
from survey.texts import N_

KINDS: Mapping[IdeaKind, str] = {
    IdeaKind.IDEA: N_("An idea or a wish"),
    IdeaKind.OFFER: N_("An offer to help"),
}
STATES: Mapping[IdeaState, str] = {
    IdeaState.NEW: N_("New"),
    IdeaState.LOOKING: N_("We are looking into it"),
    IdeaState.WILL_DO: N_("We will do it"),
    IdeaState.DONE: N_("It is done"),
    IdeaState.CANNOT: N_("It cannot be done"),
    IdeaState.TALKED_TO: N_("We have talked about it"),
    IdeaState.TAKEN: N_("We said yes, thank you"),
    IdeaState.NOT_NOW: N_("Not just now"),
}
CLASSES: Mapping[IdeaState, str] = {
    IdeaState.NEW: "coming",
    IdeaState.LOOKING: "coming",
    IdeaState.WILL_DO: "open",
    IdeaState.DONE: "open",
    IdeaState.CANNOT: "closed",
    IdeaState.TALKED_TO: "coming",
    IdeaState.TAKEN: "open",
    IdeaState.NOT_NOW: "closed",
}
"""How a state looks: as rounds do that are to come, open or closed."""
CAME_BY: Mapping[CameBy, str] = {
    CameBy.ANSWER: N_("in an answer"),
    CameBy.STAFF: N_("written down by staff"),
}

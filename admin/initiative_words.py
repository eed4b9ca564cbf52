"""What the states, the steps and the dates of an initiative are called, as whole sentences."""

from __future__ import annotations

from collections.abc import Mapping

from survey.due import DueKind
from survey.initiatives import State, Verdict
from survey.texts import N_

STATES: Mapping[State, str] = {
    State.IDEA: N_("Idea"),
    State.ASKING: N_("We are asking"),
    State.NEED_CONFIRMED: N_("The need is confirmed"),
    State.RUNNING: N_("Under way"),
    State.ADJUSTING: N_("Being adjusted"),
    State.DECIDED: N_("Decided"),
}

MEANINGS: Mapping[State, str] = {
    State.IDEA: N_("We think something is missing. Nobody has been asked yet."),
    State.ASKING: N_("Residents are asked what they need, before anything is set going."),
    State.NEED_CONFIRMED: N_("The need is there. Nothing has been set going yet."),
    State.RUNNING: N_("It is being done. We keep asking whether the need is still right."),
    State.ADJUSTING: N_("What we learnt is changing what we do."),
    State.DECIDED: N_("It is decided how it goes on, and residents are told."),
}

LEADS: Mapping[State, str] = {
    State.IDEA: N_("For the time being nobody is asked, and nothing is done."),
    State.ASKING: N_("Ask residents what they need, before anything is set going."),
    State.NEED_CONFIRMED: N_(
        "Before anything is set going, it is written down who said that the need is there."
    ),
    State.RUNNING: N_("From now on it is being done. Keep asking whether the need is still right."),
    State.ADJUSTING: N_("Write what you learnt, and what you change."),
    State.DECIDED: N_("Go on, adjust or stop: residents are told what is decided, and why."),
}
"""What each step is about, on its own page."""

STEPS: Mapping[State, str] = {
    State.IDEA: N_("Back to the idea"),
    State.ASKING: N_("Ask what people need"),
    State.NEED_CONFIRMED: N_("Confirm the need"),
    State.RUNNING: N_("Set it going"),
    State.ADJUSTING: N_("Adjust it"),
    State.DECIDED: N_("Decide how it goes on"),
}
"""What a step to each state is called, before it is taken."""

ONCE_MORE: Mapping[State, str] = {
    State.ASKING: N_("Ask about the need again"),
    State.RUNNING: N_("Go on with it"),
}
"""The same where it is a way back."""

VERDICTS: Mapping[Verdict, str] = {
    Verdict.GO_ON: N_("We go on"),
    Verdict.ADJUST: N_("We adjust it"),
    Verdict.STOP: N_("We stop"),
}

DUE: Mapping[DueKind, str] = {
    DueKind.FUNDING: N_("The money ends"),
    DueKind.AGREEMENT: N_("The agreement ends: %(what)s"),
    DueKind.MEETING: N_("The partners meet"),
    DueKind.PROMISE: N_("A promise is due: %(what)s"),
    DueKind.ROUND_OPENS: N_("A round opens: %(what)s"),
    DueKind.ROUND_CLOSES: N_("A round closes: %(what)s"),
}
UNNAMED: Mapping[DueKind, str] = {
    DueKind.ROUND_OPENS: N_("A round opens"),
    DueKind.ROUND_CLOSES: N_("A round closes"),
}

MONEY_ADVICE: Mapping[int, str] = {
    12: N_("Begin to think about how it goes on without the money."),
    9: N_("Talk with the partners about how it goes on without the money."),
    6: N_("Decide whether to go on, adjust or stop."),
    3: N_("Tell residents and relatives how it goes on."),
}
"""What to do, by how many months ahead it is said at the latest."""

VOICES = {
    "resident": N_("Residents who answered for themselves"),
    "resident_assisted": N_("Residents who answered with help"),
}


def step_called(before: State, to: State) -> str:
    """What the step from one state to another is called."""
    order = list(State)
    is_back = order.index(to) < order.index(before)
    return ONCE_MORE.get(to, STEPS[to]) if is_back else STEPS[to]


def due_called(kind: DueKind, what: str) -> str:
    """What something due is called; its name belongs where the sentence has room for it."""
    return DUE[kind] if what or kind not in UNNAMED else UNNAMED[kind]

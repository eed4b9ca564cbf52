"""What the partners of a demonstration did with what they heard: steps, promises, meetings, ideas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from survey.actions import ActionState, Origin, Outcome, Place, Promise, Signature
from survey.demonstration.places import BY, GARDEN, SINGING, Asked, Work
from survey.demonstration.plan import OPEN_FOR, Plan
from survey.ideas import CameBy, Given, IdeaKind, IdeaState, Reply
from survey.initiative_parts import Times
from survey.initiatives import State, Step
from survey.meetings import Attended, Decision, Group, MeetingState
from survey.meetings import Plan as Day
from survey.services import Services
from survey.store.action_queries import add_action, settle_action
from survey.store.engine import Store
from survey.store.idea_queries import Answerer, add_idea, answer_idea, find_idea
from survey.store.initiative_changes import change_times, take_step
from survey.store.meeting_queries import (
    add_decision,
    call_off,
    change_notes,
    hold,
    plan_meeting,
    settle_decision,
)
from survey.voices import Voice

FIRST = 1
"""The revision of what was just written down."""
MEETING_WEEKS = 13
MONEY_LASTS = {SINGING: timedelta(days=240), GARDEN: timedelta(days=700)}
"""The singing's money ends in less than nine months."""
LEADER = Signature("Centerlederen", "på vegne af ledelsen")
ROAD = ((State.ASKING, "Vi spørger, før vi begynder."), (State.NEED_CONFIRMED, ""))


def _promise(said: tuple[str, str], promised: tuple[str, str], owner: str) -> Promise:
    return Promise(
        place=Place(),
        said=dict(zip(("da", "en"), said, strict=True)),
        promised=dict(zip(("da", "en"), promised, strict=True)),
        owner=owner,
        due_on=None,
        shown=True,
        signed=LEADER,
    )


SONG = _promise(
    ("Vi savner at synge sammen.", "We miss singing together."),
    ("Vi finder et kor.", "We will find a choir."),
    "Koordinatoren",
)
SUNG = {
    "da": "Et kor synger med jer hver måned. I vælger sangene.",
    "en": "A choir sings with you every month. You choose the songs.",
}
CUPS = _promise(
    ("De frivillige var ikke ventet.", "The volunteers were not expected."),
    ("En medarbejder tager imod hver gang.", "A member of staff will receive them each time."),
    "Ledelsen",
)
MEALS = _promise(
    ("Vi vil gerne spise sammen med nogen.", "We would like company at meals."),
    (
        "To frivillige spiser med hver tirsdag fra næste måned.",
        "Two volunteers will eat with you every Tuesday from next month.",
    ),
    "Ledelsen",
)
PATHS = _promise(
    ("Vi kan ikke komme ud i haven.", "We cannot get out into the garden."),
    ("Stien bliver gjort jævn.", "The path will be made even."),
    "Koordinatoren",
)
PAVED = {"da": "Stien er lagt om og har fået gelænder.", "en": "The path is new and has a rail."}
IDEAS = (
    "Syng-med-hæfter med store bogstaver.",
    "En bænk i læ ved køkkenhaven.",
    "Vafler en gang om måneden.",
)
ANSWERED = Reply(
    IdeaState.WILL_DO,
    {"da": "Sanghæfter med store bogstaver.", "en": "Song books in large print."},
    {"da": "Vi trykker dem før næste gang.", "en": "We will print them before next time."},
    shown=True,
)


def tell(
    parts: Services, plan: Plan, works: list[Work], waves: Mapping[str, list[list[Asked]]]
) -> None:
    """Write down what became of what was said, wave by wave."""
    today = parts.clock.today()
    for work in works:
        _go(parts.store, plan, work, today)
        _promises(parts.store, plan, work, waves[work.key], today)
        _meet(parts.store, plan, work, today)
    _ideas(parts.store, works[0], today)


def _go(store: Store, plan: Plan, work: Work, today: date) -> None:
    """The road: asked, confirmed, set going. Where the need has drifted, it is being adjusted."""
    turn = plan.opens_on(plan.turn, today)
    asked = plan.opens_on(0, today)
    steps = [Step(state, asked, BY, remark) for state, remark in ROAD]
    steps.append(Step(State.RUNNING, turn, BY))
    if work.key == GARDEN:
        steps.append(Step(State.ADJUSTING, today, BY, "Færre end aftalt peger på haven nu."))
    for seen, step in enumerate(steps, FIRST):
        take_step(store, work.id, seen, step)
    ends_on = today + MONEY_LASTS[work.key]
    times = Times(MEETING_WEEKS, today + timedelta(days=20), ends_on)
    change_times(store, work.id, FIRST + len(steps), times)


def _promises(store: Store, plan: Plan, work: Work, waves: list[list[Asked]], today: date) -> None:
    """What was promised before the turn was kept when it came; something is promised now."""
    heard = waves[plan.turn - 1][0]
    before, turn = heard.opens_on, plan.opens_on(plan.turn, today)
    kept, became = (SONG, SUNG) if work.key == SINGING else (PATHS, PAVED)
    here = Place(work.houses[0].centre_id)
    origin = Origin(heard.id, "needs")
    number = add_action(store, replace(kept, place=here), before + timedelta(days=30), origin)
    settle_action(store, number, FIRST, Outcome(ActionState.DONE, became, turn))
    if work.key == SINGING:
        near, far = today + timedelta(days=5), today + timedelta(days=30)
        for promise, due_on in ((CUPS, near), (MEALS, far)):
            place = replace(promise, place=Place(initiative_id=work.id), due_on=due_on)
            add_action(store, place, today - timedelta(days=20))


def _meet(store: Store, plan: Plan, work: Work, today: date) -> None:
    """A meeting after each wave; one was called off, and the next is planned."""
    for wave in range(plan.waves):
        day = plan.opens_on(wave, today) + OPEN_FOR + timedelta(days=7)
        number = plan_meeting(store, work.id, Day(day, "14.00", "Den store stue"))
        if wave == plan.turn:
            why = "For få kunne komme den dag."
            call_off(store, number, FIRST, MeetingState.MISSED, why)
        else:
            _hold(store, number, wave, day)
    plan_meeting(store, work.id, Day(today + timedelta(days=20), "14.00", "Den store stue"))


def _hold(store: Store, number: int, wave: int, day: date) -> None:
    came = {
        Group.RESIDENTS: Attended(3 + wave % 3, 0),
        Group.RELATIVES: Attended(1, 1),
        Group.VOLUNTEERS: Attended(2, 0),
        Group.STAFF: Attended(2, 1, "Alene på vagt"),
        Group.LEADERS: Attended(1, 0),
        Group.PARTNERS: Attended(2, 0),
    }
    hold(store, number, FIRST, came, None)
    change_notes(store, number, FIRST + 1, "Vi så på, hvem vi har hørt, og hvad de sagde.")
    due = day + timedelta(days=30)
    decided = add_decision(store, number, Decision("Spørge igen næste kvartal.", BY, due))
    settle_decision(store, decided, due - timedelta(days=3))


def _ideas(store: Store, work: Work, today: date) -> None:
    """A few ideas were told to staff; one has its answer, the others wait."""
    centre, came_on = work.houses[0].centre_id, today - timedelta(days=9)
    numbers = [
        add_idea(
            store,
            Given(IdeaKind.IDEA, words, centre, work.id, Voice.RESIDENT, came_on, CameBy.STAFF),
        )
        for words in IDEAS
    ]
    with store.read() as connection:
        first = find_idea(connection, numbers[0])
    if first:
        by = Answerer("Centerlederen", today - timedelta(days=2), work.id)
        answer_idea(store, first, first.revision, ANSWERED, by)

"""What was promised for the made-up answers of a demonstration, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from survey.actions import ActionState, Outcome, Place, Promise, Signature
from survey.example import ExamplePlace
from survey.store.action_queries import add_action, settle_action
from survey.store.engine import Store

FIRST = 1
"""The revision of what was just written down."""
LEADER = Signature("Centerlederen", "på vegne af ledelsen")
SONG = Promise(
    place=Place(),
    said={"da": "Vi savner at synge sammen.", "en": "We miss singing together."},
    promised={"da": "Vi finder et kor.", "en": "We will find a choir."},
    owner="Koordinatoren",
    due_on=None,
    shown=True,
    signed=LEADER,
)
SUNG = {
    "da": "Et kor synger med jer hver onsdag klokken 14.",
    "en": "A choir sings with you every Wednesday at two o'clock.",
}
COMPANY = Promise(
    place=Place(),
    said={"da": "Vi vil gerne spise sammen med nogen.", "en": "We would like company at meals."},
    promised={
        "da": "To frivillige spiser med hver tirsdag fra næste måned.",
        "en": "Two volunteers will eat with you every Tuesday from next month.",
    },
    owner="Ledelsen",
    due_on=None,
    shown=True,
    signed=LEADER,
)


def promise(store: Store, place: ExamplePlace, earlier: date, today: date) -> None:
    """What came of the answers half a year ago: something at the centre, something of all."""
    sung = add_action(store, replace(SONG, place=Place(place.centre_id)), earlier)
    settle_action(store, sung, FIRST, Outcome(ActionState.DONE, SUNG, today))
    due_on = today + timedelta(days=30)
    of_all = Place(initiative_id=place.initiative_id)
    add_action(store, replace(COMPANY, place=of_all, due_on=due_on), today)
